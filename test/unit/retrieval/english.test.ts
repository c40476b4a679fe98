import { describe, expect, it } from 'vitest'
import { indexPage } from '../../support/material.ts'

const index = await indexPage(`---
language: en
---

# Harbour Theatre

"Me" plays on the small stage.

"Not" plays in the garden, with lanterns.

The choir sings in the foyer.

Coats are left beside the stairs.

A guided walk lasts forty minutes.

The bar takes coins only.
`)

const ask = async (question: string) => {
  const { certainty, hits } = await index.search(question)
  return { certainty, paragraph: hits[0]?.passage.paragraphs[0] }
}

describe('a question in English', () => {
  it.each([
    ['where does Me play?', 1],
    ['On which stage can I see Me', 1],
    ['Does Not play in the garden?', 2],
  ])('may name what is called as a word that binds: %s', async (question, paragraph) => {
    expect(await ask(question)).toEqual({ certainty: 'found', paragraph })
  })

  it.each([
    ['what kind of choir is it?', 3],
    ['where can I put coats?', 4],
    ['how long does a guided walk take?', 5],
  ])('is not weighed down by words that only frame it: %s', async (question, paragraph) => {
    expect(await ask(question)).toEqual({ certainty: 'found', paragraph })
  })

  it.each([
    'where can I get a map?',
    'What Kind Of Map Is There For Me?',
    'how long does the train take?',
  ])('has no answer where only such words are left: %s', async (question) => {
    expect((await ask(question)).certainty).not.toBe('found')
  })
})
