import { describe, expect, it } from 'vitest'
import { createSearchIndex } from '../../../src/retrieval/index.ts'
import { answerTo, readMaterial } from '../../support/material.ts'

const LONG = Array.from(
  { length: 6 },
  (_, n) => `${n + 1}. ${'把卡片按年份排好，'.repeat(9)}放进第 ${n + 11} 号抽屉。`,
).join('\n')

const index = await createSearchIndex(
  readMaterial({
    'boats.md': `# 船坊

## 补漆

补漆按下列步骤：

1. 把旧漆磨掉。
2. 上两层底漆。
3. 晾满两天。

## 换帆

1. 放下桅杆。
2. 拆开绳结。

旧帆布可以拿去做袋子，先到先得。

## Winter storage

Storing a boat takes these steps:

1. Drain the engine.
2. Wax the hull.

## 归档

归档的步骤如下：

${LONG}

## 领证

第二步：到窗口拍照。

第三步：等短信。
`,
  }).corpus,
)
await index.prepare()

describe('a step that is named by its number', () => {
  it.each([
    ['补漆的第三步', '3. 晾满两天。'],
    ['补漆步骤二是什么', '2. 上两层底漆。'],
    ['補漆最後一步做什麼', '3. 晾满两天。'],
    ['换帆第一步怎么做', '1. 放下桅杆。'],
    ['step 2 of storing a boat', '2. Wax the hull.'],
    ['what is the first step of winter storage', '1. Drain the engine.'],
  ])('is the item of the list: %s', async (question, answer) => {
    expect(await answerTo(index, question)).toBe(answer)
  })

  it('is found in a list that is cut at its items', async () => {
    expect(await answerTo(index, '归档的第五步')).toMatch(/^5\. .*15 号抽屉。$/)
  })

  it('is what the material calls so', async () => {
    expect(await answerTo(index, '领证第二步')).toMatch(/到窗口拍照/)
  })

  it('is not found where the list has fewer, nor in no list', async () => {
    expect(await answerTo(index, '换帆的第四步')).toBe('near')
    expect(await answerTo(index, '第三步是什么')).not.toMatch(/晾/)
  })
})
