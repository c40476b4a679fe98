import { expect, it } from 'vitest'
import { readVocabulary } from '../../../src/retrieval/index/vocabulary.ts'
import { createTexts } from '../../../src/retrieval/text/texts.ts'
import { readMaterial } from '../../support/material.ts'

const { corpus } = readMaterial({
  'a.md': '---\ntitle: 青石镇\n---\n\n青石镇有望月桥，望月桥很老。\n\nMasons built it in 1723.',
})
const vocabulary = await readVocabulary(
  await createTexts(corpus.passages, true, async () => {}),
  async () => {},
)

it('counts texts and titles, not how often they say a thing', () => {
  expect(vocabulary.size).toBe(2)
  expect(vocabulary.frequency('望月')).toEqual({ inTexts: 1, inTitles: 0 })
  expect(vocabulary.frequency('青石')).toEqual({ inTexts: 1, inTitles: 2 })
  expect(vocabulary.frequency('桥')).toEqual({ inTexts: 1, inTitles: 0 })
  expect(vocabulary.frequency('mason')).toEqual({ inTexts: 1, inTitles: 0 })
  expect(vocabulary.frequency('火箭')).toEqual({ inTexts: 0, inTitles: 0 })
  expect(vocabulary.frequency('')).toEqual({ inTexts: 0, inTitles: 0 })
})

it('has a spelling if it has all its terms', () => {
  expect(vocabulary.has('望月桥')).toBe(true)
  expect(vocabulary.has('望月石')).toBe(false)
  expect(vocabulary.has('1723')).toBe(true)
  expect(vocabulary.has('constructor')).toBe(false)
  expect(vocabulary.has('，')).toBe(false)
})

it('tells what follows a character, and which characters there are', () => {
  expect(vocabulary.following('望')).toEqual(['月'])
  expect(vocabulary.following('老')).toEqual([])
  expect(vocabulary.following('火')).toEqual([])
  expect([...vocabulary.characters()].sort()).toEqual([...'青石镇有望月桥很老'].sort())
})

it('of no texts is empty', async () => {
  const none = await readVocabulary([], async () => {})
  expect(none).toMatchObject({ size: 0, terms: 0, meanLength: 0 })
  expect(none.has('望月')).toBe(false)
})
