import { describe, expect, it } from 'vitest'
import { fold } from '../../../../src/retrieval/text/fold.ts'

const SAME: readonly (readonly string[])[] = [
  [
    '二〇一七年六月九日',
    '2017年6月9日',
    '2017-06-09',
    '2017/6/9',
    '2017年06月09日',
    '2017年6月9号',
    'June 9, 2017',
    '9 June 2017',
    'Jun 9th 2017',
  ],
  ['七月三十一日开始', '7月31日开始', '7月31号开始', '7/31开始', '07/31开始'],
  ['二零一九年', '2019年', '２０１９年'],
  ['2023年8月', '二〇二三年八月', '2023-08', 'August 2023'],
  ['1970年代', '70年代', '七十年代', '1970s', "the '70s".slice(4)],
  ['1860年代', '1860s'],
  ['星期四', '周四', '礼拜四', '週四', 'Thursday'],
  ['星期天', '周日', '星期日', '礼拜天', '礼拜日', 'Sunday'],
  ['下午四点半', '下午4点半', '下午4:30', '下午四点三十分', '下午四點半'],
  ['晚上八点一刻', '晚上8:15', '晚上八点十五分'],
  ['上午九点整', '上午9:00', '上午九点', '上午9点钟'],
  ['4:30 pm', '4:30pm', '4:30 p.m.', '16:30'],
  ['9 am', '9am', '9:00 a.m.'],
]

describe('dates and times', () => {
  it.each(SAME)('folds %s and its other notations to one', (first, ...others) => {
    for (const other of others) expect(fold(other)).toBe(fold(first as string))
  })

  it('reads 24 hours as the afternoon in a Chinese text', () => {
    expect(fold('截止16:30')).toBe(fold('截止下午四点半'))
  })

  it('leaves what may be no date', () => {
    for (const text of ['3/4', '5月', 'you may go', 'march on', '16:9', '比分3:2', '2.0.15'])
      expect(fold(text)).toBe(text)
  })
})
