import { describe, expect, it } from 'vitest'
import { indexPage } from '../../support/material.ts'

const FERRY = `# Harbour

## Berths

Berth fees are paid at the office. Hall 2 and hall 3 store boats in winter; hall 2 is heated.

## Swimming

四至六年级的游泳课在周二下午。三年级的在周四上午。`

describe('a question about a numbered thing', () => {
  it.each([
    ['is hall 7 heated', 'Hall 7 is not spoken of.'],
    ['二年级的游泳课在周几', '二年级不在四至六年级之中。'],
  ])('%s: finds nothing where the material has other numbers', async (question) => {
    const index = await indexPage(FERRY)
    expect((await index.search(question)).certainty).not.toBe('found')
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
