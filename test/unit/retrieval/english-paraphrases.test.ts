import { describe, expect, it } from 'vitest'
import { indexPage } from '../../support/material.ts'

const index = await indexPage(`# Pool

A locker holds at most two bags.

The season ticket is 140 pounds a year.

Swimmers under six need a grown-up in the water.

Dogs and other animals stay outside the fence.

To cancel a lesson, write to the desk the day before.

The sauna opens at noon.

The desk is open from Tuesday to Saturday.
`)

describe('An English word that the material lacks', () => {
  it.each([
    ['max bags in a locker', 'at most two bags'],
    ['how much is the annual ticket?', '140 pounds a year'],
    ['when does the sauna start?', 'opens at noon'],
    ['is the desk open on sat?', 'Saturday'],
  ])('is looked for as notices say it: %s', async (question, words) => {
    const { hits, certainty } = await index.search(question)
    expect(certainty).toBe('found')
    expect(hits[0]?.passage.text).toContain(words)
  })

  it('is not guessed where the material has it', async () => {
    const { hits } = await index.search('what day can I cancel?')
    expect(hits[0]?.passage.text).toContain('To cancel a lesson')
  })

  it.each(['how much is the sauna?', 'max depth of the water', 'where do I register a locker?'])(
    'finds nothing where the thing is not said: %s',
    async (question) => {
      expect((await index.search(question)).certainty).not.toBe('found')
    },
  )
})
