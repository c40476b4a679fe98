import { describe, expect, it } from 'vitest'
import { createSearchIndex } from '../../../src/retrieval/index.ts'
import { answerTo, readMaterial } from '../../support/material.ts'

const index = await createSearchIndex(
  readMaterial({
    '体育馆.md': `# 体育馆

|  | 星期一 | 星期三 | 星期六 |
|---|---|---|---|
| 09:00 | 太极 | 空场 | 羽毛球 |
| 19:30 | 击剑 | 拳击 | 舞会 |

周末的场地要提前两天登记，会员优先。

# 器材

| 名称 | 押金 | 每小时 | 柜台 |
|---|---|---|---|
| 球拍 | 120 元 | 6 元 | 北厅 |
| 护膝 | 45 元 | 2 元 | 南厅 |
| 跳箱 | 200 元 | 9 元 | 北厅 |
`,
  }).corpus,
)
await index.prepare()

describe('the row of a table answers', () => {
  it.each([
    ['护膝的押金是多少', '押金: 45 元'],
    ['跳箱在哪个柜台', '柜台: 北厅'],
    ['周六19:30有什么', '星期六: 舞会'],
  ])('with the cell below the name that is asked for: %s', async (question, answer) => {
    expect(await answerTo(index, question)).toBe(answer)
  })

  it.each([
    ['击剑在星期几', '星期一: 击剑'],
    ['拳击几点开始', '19:30 … 星期三: 拳击'],
  ])('with the name above a cell, or the beginning of its row: %s', async (question, answer) => {
    expect(await answerTo(index, question)).toBe(answer)
  })

  it('not of a thing that is in no row', async () => {
    expect(await answerTo(index, '杠铃的押金是多少')).not.toMatch(/元/)
    expect(await answerTo(index, '毽子每小时几元')).not.toMatch(/元/)
  })
})
