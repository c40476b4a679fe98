import { describe, expect, it } from 'vitest'
import { indexPage } from '../../support/material.ts'

const index = await indexPage(`---
language: en
---

# Lakeside cabins

Canoes are rented out at the jetty, with four wooden paddles each.

Paddles are dried and hung on the wall of the shed.

Quiet is kept from ten in the evening until seven. Bring games for rainy days.

The biggest cabin sleeps nine; its length is twelve metres.

A cairn is a heap of stones that marks the path.

At the second cairn turn left and follow the stream.

The physician calls on Tuesdays, and the spare fuses lie beneath the stairs.

Cots are lent without charge. The cabins are swept after every stay.
`)

const ask = async (question: string) => {
  const { hits, confidence } = await index.search(question)
  return { paragraph: hits[0]?.passage.paragraphs[0], confidence }
}

describe('a word of an English question that the material has not', () => {
  it.each([
    ['when does the doctor come', 7],
    ['do you have a crib', 8],
    ['how do I sweep the hut', 8],
  ])('is found by another one of the same meaning: %s', async (question, paragraph) => {
    expect((await ask(question)).paragraph).toBe(paragraph)
  })

  it.each([
    ['how long is the largest cabin', 4],
    ['who slept in the cabin', 4],
    ['gaming in the rain', 3],
  ])('is found in another form, or by what is derived from it: %s', async (question, paragraph) => {
    expect((await ask(question)).paragraph).toBe(paragraph)
  })

  it('is found where two letters changed places', async () => {
    expect((await ask('where are the fsues')).paragraph).toBe(7)
  })

  it('is no other word when it is one itself', async () => {
    const { confidence } = await ask('is there a trial for beginners')
    expect(confidence).toBeLessThan(0.5)
  })
})

describe('a value that is asked for in English', () => {
  it.each([
    ['How many paddles are there?', 1],
    ['What is a cairn?', 5],
    ['Where are the fuses?', 7],
    ['When must it be quiet?', 3],
  ])('draws the passage forward that has it: %s', async (question, paragraph) => {
    expect((await ask(question)).paragraph).toBe(paragraph)
  })
})
