import { describe, expect, it } from 'vitest'
import { createSearchIndex } from '../../../src/retrieval/index.ts'
import { answerTo, readMaterial } from '../../support/material.ts'

const index = await createSearchIndex(
  readMaterial({
    '通知.txt': `东塔电梯检修通知

一、检修时间
周二上午九点到十一点电梯检修，期间请走楼梯。

二、原因
钢缆的磨损超过了标准。

三、登记地点
老人和孕妇可以先到北门岗亭登记，由保安接送。

四、监督
对检修有意见的，可以写信给业主委员会。
`,
    'fair.md': `# Kite fair

## Reasons

The old field is being drained. We moved the kite fair in spring.

## Location

The sandbank behind the mill.

## Rules

No kite may be flown above sixty metres at the fair.
`,
  }).corpus,
)
await index.prepare()

describe('a heading that names the kind of what is asked', () => {
  it.each([
    ['电梯为啥检修', '钢缆'],
    ['為什麼檢修電梯', '钢缆'],
    ['where is the kite fair', 'sandbank'],
  ])(
    'has the answer below it, though that does not say what it is of: %s',
    async (question, words) => {
      expect(await answerTo(index, question)).toContain(words)
    },
  )

  it('answers for nothing that the page is not about', async () => {
    expect(await answerTo(index, '水泵为啥检修')).toMatch(/^(?:near|none)$/)
  })
})
