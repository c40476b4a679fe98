import { expect, it } from 'vitest'
import { createMiniSearchIndex } from '../../../src/retrieval/index/minisearch/index.ts'
import { createSearchIndex } from '../../../src/retrieval/index.ts'
import { createTexts } from '../../../src/retrieval/text/texts.ts'
import { readMaterial } from '../../support/material.ts'

const { corpus } = readMaterial({
  'harbour.md':
    '---\ntitle: 白沙港\nlanguage: zh-Hans\n---\n\n白沙港的燈塔高四十米。\n\n渡輪從哪裡出發？\n\n渡輪從三號碼頭出發，每天八班。',
  'harbour.en.md':
    '---\nlanguage: en\n---\n\nThe lighthouse of Baisha is forty metres high.\n\nWhere do the ferries leave?\n\nThe ferries leave from pier three, eight a day.',
  'market.md': '---\ntitle: 早市\nlanguage: zh-Hans\n---\n\n早市五点开门，卖鱼和虾。',
})
const questions = [
  '灯塔多高',
  '渡轮从哪里出发？',
  'how high is the lighthouse',
  'zaoshi jidian',
  '火箭',
]

it('says which texts a passage has, and the other way round', async () => {
  for (const kept of [true, false]) {
    const texts = await createTexts(corpus.passages, kept, async () => {})
    const all = [...texts]
    expect(all.map(({ place }) => place)).toEqual(all.map((_, place) => place))
    expect(texts.size).toBe(all.length)
    expect(all.map(({ place }) => texts.at(place))).toEqual(all)
    expect(corpus.passages.flatMap((_, passage) => texts.of(passage))).toEqual(all)
    expect(texts.of(0)).toHaveLength(1 + (corpus.passages[0]?.translations.length ?? 0))
  }
})

it('finds the same whether texts are kept or read again', async () => {
  const kept = await createSearchIndex(corpus)
  const again = await createSearchIndex(corpus, { ...createMiniSearchIndex(), isInMemory: false })
  for (const question of questions) {
    const results = await Promise.all([kept.search(question), again.search(question)])
    const [one, other] = results.map(({ hits, confidence }) => ({
      confidence,
      hits: hits.map(({ passage, score, answer, translation, matches }) => ({
        ...{ id: passage.id, score, answer, translation, matches },
      })),
    }))
    expect(other, question).toEqual(one)
  }
  expect((await again.search('灯塔多高')).certainty).toBe('found')
})
