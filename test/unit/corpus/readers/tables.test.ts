import type { Nodes } from 'mdast'
import { describe, expect, it } from 'vitest'
import { readCsv } from '../../../../src/corpus/readers/sheets/index.ts'

const read = (text: string) => readCsv(new TextEncoder().encode(text), 'shop/faq.csv')

const textOf = (node: Nodes): string =>
  'children' in node ? node.children.map(textOf).join('|') : 'value' in node ? node.value : '\n'

const outline = async (text: string) =>
  (await read(text)).tree.children.map((node) =>
    node.type === 'heading' ? `${'#'.repeat(node.depth)} ${textOf(node)}` : textOf(node),
  )

describe('a table', () => {
  it.each([
    'Question,Answer\nIs it open on Sunday?,"Yes, until noon."\n',
    'question;answer\nIs it open on Sunday?;Yes, until noon.\n',
    'Q\tA\nIs it open on Sunday?\tYes, until noon.\n',
    'Our shop,\n,\nFAQ,Reply\nIs it open on Sunday?,"Yes, until noon."\n',
    '"Is it open on Sunday?","Yes, until noon."\n',
  ])('of questions is told by its columns or its question marks: %j', async (text) => {
    expect(await outline(text)).toEqual(['### Is it open on Sunday?', 'Yes, until noon.'])
  })

  it.each([
    ['问题', '答案', '其他问法'],
    ['问', '答', '相似问题'],
    ['標準問題', '答覆', '其他問法'],
    ['【问题】', '回答', '扩展问'],
  ])('may name its columns %s, %s and %s', async (question, answer, wordings) => {
    const { tree } = await read(
      `${question},${answer},${wordings}\n周日开门吗？,开到中午。,星期天营业吗|礼拜天开不开\n`,
    )
    expect(tree.children.map(textOf)).toEqual(['周日开门吗？', '开到中午。'])
    expect(tree.children[0]?.data).toEqual({ wordings: ['星期天营业吗', '礼拜天开不开'] })
  })

  it('has its categories as headings, and names the columns that it does not read', async () => {
    const text =
      '分类,问题,答案,更新人\n营业,几点开门？,九点。,小李\n营业,几点关门？,六点。,小李\n付款,能刷卡吗？,能。,小王\n'
    expect(await outline(text)).toEqual([
      ...['## 营业', '### 几点开门？', '九点。', '### 几点关门？', '六点。'],
      ...['## 付款', '### 能刷卡吗？', '能。'],
    ])
    expect((await read(text)).warnings?.[0]?.message).toContain('更新人')
  })

  it('of anything else stays one, without empty rows and columns', async () => {
    const { tree, header } = await read('Tea,,Price\n\nOolong,,12\n,,\nGreen,,9\n')
    expect(tree.children).toHaveLength(1)
    expect(textOf(tree.children[0] as Nodes)).toBe('Tea|Price|Oolong|12|Green|9')
    expect(header.title).toBe('faq')
  })

  it('with a broken quote is read as far as it goes', async () => {
    expect(await outline('Tea,Note\nOolong,12" pot\nGreen,cup\n')).toEqual([
      'Tea|Note|Oolong|12" pot|Green|cup',
    ])
  })
})
