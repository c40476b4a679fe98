import { describe, expect, it } from 'vitest'
import { fold } from '../../../../src/retrieval/text/fold.ts'

/** Spellings of one thing, which folding makes one. */
const SAME: readonly (readonly string[])[] = [
  // Counts
  ['四十六名队员', '46名队员', '４６名队员', '46 名队员'],
  ['两千三百本', '2300本', '2,300本', '二千三百本'],
  ['一万五千', '15000', '1.5万', '1万5千', '15,000', '1万5'],
  ['三亿两千万', '3亿2000万', '320000000', '3.2亿'],
  ['一百零七级台阶', '107级台阶'],
  ['一百二十元', '120元', '120 元'],
  ['廿五', '二十五', '25'],
  ['两个座位', '2个座位'],
  ['一个座位', '1个座位'],
  ['三楼', '3楼'],
  ['十人', '10人'],
  // Shares
  ['百分之七十三', '73%', '73 percent', '73 per cent', '７３％', '百分之73'],
  ['百分之十二点五', '12.5%', '百分之12.5'],
  ['三点二五公里', '3.25公里'],
  ['三分之一', '1/3'],
  ['千分之五', '5‰'],
  // Ordinals and labels
  ['第二十一章', '第21章', '第 21 章'],
  ['第七', '第7'],
  // English
  ['sixty-three', '63', 'sixty three'],
  ['two hundred and five', '205'],
  ['three thousand', '3000', '3,000'],
  ['the second gate', 'the 2nd gate'],
  ['twenty-first', '21st'],
  ['room one', 'room 1'],
  ['one day', '1 day'],
  // Units
  ['16 GB', '16GB', '16gb', '１６ＧＢ'],
  ['v3.2.1', '3.2.1', 'V3.2.1'],
]

/** Texts that hold no number, though they hold characters that count. */
const LEFT = [
  '万一',
  '十分好',
  '千万别',
  '统一',
  '一样',
  '三国',
  '四川',
  '唯一',
  '几百人',
  '数十万人',
  '一直',
  '一些',
  '二手',
  '三三两两',
  '三四个人',
]

describe('numbers', () => {
  it.each(SAME)('folds %s and its other spellings to one', (first, ...others) => {
    for (const other of others) expect(fold(other)).toBe(fold(first as string))
  })

  it.each(LEFT)('leaves %s', (text) => {
    expect(fold(text)).toBe(text)
  })

  it('tells numbers apart that look alike', () => {
    const apart = [
      '二十',
      '十二',
      '二百',
      '二百零二',
      '2.0.1',
      '2.1.0',
      '20.1',
      '一百一',
      '101',
      '1.01',
    ]
    expect(new Set(apart.map(fold)).size).toBe(apart.length)
  })
})
