import { describe, expect, it } from 'vitest'
import { isVerbatim } from '../../../src/corpus/verbatim.ts'
import { readMaterial } from '../../support/material.ts'

/** The passages of a file with their headings, each proven to be words of it. */
function read(lines: readonly string[], path = 'a.txt') {
  const { corpus } = readMaterial({ [path]: lines.join('\n') })
  for (const passage of corpus.passages)
    expect(isVerbatim(passage, 0, passage.text.length), passage.text).toBe(true)
  return corpus.passages.map(({ heading = '', text }) => [heading, text])
}
const textsOf = (lines: readonly string[], path?: string) =>
  read(lines, path).map(([, text]) => text)

describe('a table that is drawn in a text', () => {
  it.each(['a.txt', 'a.md'])(
    'with blanks has its rows with the names of the columns: %s',
    (path) => {
      const lines = [
        '湖上的船',
        '',
        '码头      头班     末班     船票',
        '北岸      07:20    18:00    8元',
        '湖心亭    07:45    18:25    12元',
        '',
        '大风天停航。',
      ]
      expect(textsOf(lines, path)).toContain(
        '码头: 湖心亭 · 头班: 07:45 · 末班: 18:25 · 船票: 12元',
      )
      expect(textsOf(lines, path)).toContain('大风天停航。')
    },
  )

  it.each([
    ['dots', ['热汤........6元', '素面 ..... 11元'], ['热汤 · 6元', '素面 · 11元']],
    [
      'bars',
      ['+----+----+', '| 品种 | 产地 |', '+----+----+', '| 秋葵 | 河湾 |', '+----+----+'],
      ['品种: 秋葵 · 产地: 河湾'],
    ],
    [
      'tabs',
      ['Name\tDesk', 'Ada\t12', 'Ivo\t14'],
      ['Name: Ada · Desk: 12', 'Name: Ivo · Desk: 14'],
    ],
    [
      'single blanks',
      ['琴房 钥匙 押金', '东间 31 50', '西间 32 60'],
      ['琴房: 东间 · 钥匙: 31 · 押金: 50', '琴房: 西间 · 钥匙: 32 · 押金: 60'],
    ],
  ])('with %s is read', (_, lines, rows) => {
    expect(textsOf(lines)).toEqual(rows)
  })

  it('may have cells that are empty, and stands below what introduces it', () => {
    const lines = [
      '值夜的人',
      '        周一    周二    周三',
      '前门    阿岳    阿梅    老丁',
      '后门    老丁            阿岳',
    ]
    expect(textsOf(lines)).toEqual([
      '值夜的人\n前门 · 周一: 阿岳 · 周二: 阿梅 · 周三: 老丁',
      '值夜的人\n后门 · 周一: 老丁 · 周三: 阿岳',
    ])
  })

  it('is no prose with wide blanks, and no list of lines', () => {
    const prose = [
      'The mill was built by two brothers.  It stood empty for',
      'a century.  Now it grinds flour again.  The wheel turns',
      'on Sundays.  Children may help.',
    ]
    expect(textsOf(prose)).toHaveLength(1)
    const places = ['东门 卖票', '西门 不开', '南门 有坡道']
    expect(textsOf(places)).toEqual(places)
  })
})

describe('the headings of a plain text', () => {
  it('have a line drawn below them, the first sign above the second', () => {
    const lines = [
      '====',
      '水泵说明',
      '====',
      '',
      '第 2 版',
      '------',
      '压力到四巴就停。',
      '',
      '第 1 版',
      '------',
      '压力到六巴才停。',
      '-------',
      '由工会保管。',
    ]
    expect(read(lines)).toEqual([
      ['水泵说明 › 第 2 版', '压力到四巴就停。'],
      ['水泵说明 › 第 1 版', '压力到六巴才停。'],
      ['水泵说明 › 第 1 版', '由工会保管。'],
    ])
  })

  it('stand in brackets or behind a sign', () => {
    expect(read(['【还鞋】', '放回架上。', '■ 寄存', '柜子每格两元。'])).toEqual([
      ['【还鞋】', '放回架上。'],
      ['■ 寄存', '柜子每格两元。'],
    ])
  })
})

describe('the lines of a plain text', () => {
  it('that were cut anywhere are one paragraph', () => {
    expect(
      textsOf([
        '因为要换路灯，今晚八',
        '点到十点走廊没有灯。请',
        '带手电。',
        '有事找值',
        '班的人。',
      ]),
    ).toEqual(['因为要换路灯，今晚八点到十点走廊没有灯。请带手电。', '有事找值班的人。'])
  })

  it('that were wrapped are joined below a line that was not', () => {
    expect(
      textsOf([
        'Notice',
        'The lower bridge is closed until the river has gone down by at',
        'least a metre.',
      ]),
    ).toEqual([
      'Notice',
      'The lower bridge is closed until the river has gone down by at least a metre.',
    ])
  })

  it('that go on with an answer stay with it', () => {
    expect(
      textsOf([
        '1.问：几岁能学？',
        '  答：六岁，',
        '  要大人陪。',
        '2.问：冬天呢？',
        '  答：停课。',
      ]),
    ).toEqual(['1.问：几岁能学？\n答：六岁，\n要大人陪。', '2.问：冬天呢？\n答：停课。'])
  })

  it('that are indented belong to the line above', () => {
    expect(
      textsOf(['石匠老范', '  电话 555-0191', '  住磨坊后面', '木匠小季', '  电话 555-0192']),
    ).toEqual(['石匠老范\n电话 555-0191\n住磨坊后面', '木匠小季\n电话 555-0192'])
  })

  it('that are about as long are not joined where the last one ends no sentence', () => {
    const lines = ['磨刀的师傅 每周二上午在桥头 555-0193', '修伞的师傅 每周四上午在街口 555-0194']
    expect(textsOf(lines)).toEqual(lines)
  })
})

describe('the log of a chat', () => {
  const LOG = [
    '烘焙群 导出',
    '',
    '阿坚 2026/3/2 09:10',
    '烤箱预热到多少度',
    '',
    '周姐 2026/3/2 09:12',
    '一百八十度，放中层',
    '',
    '阿坚 2026/3/2 09:15',
    '酵母能不能用泡打粉代替',
    '',
    '周姐 2026/3/2 09:16',
    '（撤回了一条消息）',
  ]

  it('may begin with a line that names it, and leaves out messages that say nothing', () => {
    expect(read(LOG)).toEqual([
      ['烘焙群 导出', '阿坚: 烤箱预热到多少度\n周姐: 一百八十度，放中层'],
      ['烘焙群 导出', '阿坚: 酵母能不能用泡打粉代替'],
    ])
  })
})
