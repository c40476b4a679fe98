import { describe, expect, it } from 'vitest'
import { indexPage } from '../../support/material.ts'

const FERRY = `# Harbour

## Berths

Berth fees are paid at the office. Hall 2 and hall 3 store boats in winter; hall 2 is heated.

## Swimming

四至六年级的游泳课在周二下午。三年级的在周四上午。

## 寄存

寄存室分两区：一区谁都能用，每人限三件；二区放贵重物品，要跟管理员登记。

升到 2 级要 6 枚徽章，升到 3 级，也就是可以带新人的那一级，要 18 枚徽章，升到 4 级要 50 枚徽章。`

describe('a question about a numbered thing', () => {
  it.each([
    ['is hall 7 heated', 'Hall 7 is not spoken of.'],
    ['二年级的游泳课在周几', '二年级不在四至六年级之中。'],
  ])('%s: finds nothing where the material has other numbers', async (question) => {
    const index = await indexPage(FERRY)
    expect((await index.search(question)).certainty).not.toBe('found')
  })

  it('finds nothing where only another one has a value of the kind asked for', async () => {
    const index = await indexPage(FERRY)
    expect((await index.search('二区每人能存几件')).certainty).not.toBe('found')
    expect((await index.search('一区每人能存几件')).certainty).toBe('found')
  })

  it('is answered by the clause with its own number', async () => {
    const { hits } = await (await indexPage(FERRY)).search('升到2级要几枚徽章')
    const [span] = hits[0]?.answer ?? []
    expect(hits[0]?.passage.text.slice(...(span ?? []))).toContain('升到 2 级要 6 枚徽章')
  })

  it.each([
    ['is hall 2 heated', 'hall 2 is heated'],
    ['五年级的游泳课在周几', '周二下午'],
    ['三年级的游泳课在周几', '周四上午'],
  ])('%s: finds it, within a range as well', async (question, words) => {
    const index = await indexPage(FERRY)
    const { certainty, hits } = await index.search(question)
    expect(certainty).toBe('found')
    expect(hits[0]?.passage.text).toContain(words)
  })
})
