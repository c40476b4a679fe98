import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createResponder } from '../../../src/answers/index.ts'
import { type Passage, storeCorpus } from '../../../src/corpus/index.ts'
import { createSearchIndex } from '../../../src/retrieval/index.ts'
import { readMaterial } from '../../support/material.ts'

const boats = Array.from({ length: 40 }, (_, n) => ({
  id: `boat-${n}`,
  title: `第${n}号渔船`,
  text: `第${n}号渔船每天${n}点出海，船长姓${'赵钱孙李'[n % 4]}。`,
}))
const { corpus } = readMaterial({
  'harbour.md':
    '---\ntitle: 白沙港\nlanguage: zh-Hans\n---\n\n# 燈塔\n\n白沙港的**燈塔**高四十米。\n\n渡輪從三號碼頭出發，每天八班。',
  'harbour.en.md':
    '---\nlanguage: en\n---\n\nThe lighthouse of Baisha is forty metres high.\n\nThe ferries leave from pier three, eight a day.',
  'fleet/boats.jsonl': boats.map((boat) => JSON.stringify(boat)).join('\n'),
  'market/market.md': '---\ntitle: 早市\nlanguage: zh-Hans\n---\n\n早市五点开门，𠮷婆卖鱼和虾。',
  'topics.yaml': `ferry:
  titles: { zh-Hans: 渡轮, zh-Hant: 渡輪, en: ferries }
  summaries: { zh-Hans: 渡轮, zh-Hant: 渡輪, en: Ferries }
  covers: { harbour: "1-2" }
  digest: { harbour: "2" }
  questions: { zh-Hans: [渡轮从哪里出发？], zh-Hant: [渡輪從哪裡出發？], en: [Where do ferries leave?] }`,
})
const folder = mkdtempSync(join(tmpdir(), 'stored-'))
const stored = await storeCorpus(corpus, folder)

it('gives back every passage and every source as it was', () => {
  expect(stored.passages.length).toBe(corpus.passages.length)
  expect([...stored.passages]).toEqual(corpus.passages)
  expect(stored.sources).toEqual(corpus.sources)
  expect(stored.collections).toEqual(corpus.collections)
  expect(stored.topics).toEqual(corpus.topics)
  for (const [index, passage] of corpus.passages.entries())
    expect(stored.passages.at(index)).toEqual(passage)
  expect(stored.passages.at(-1)).toEqual(corpus.passages.at(-1))
  expect(stored.passages.at(corpus.passages.length)).toBeUndefined()
})

it('has one source for all of its passages, also of topics and collections', () => {
  const [harbour] = stored.sources.filter(({ id }) => id === 'harbour')
  const own = [...stored.passages].filter(({ source }) => source.id === 'harbour')
  expect(own).toHaveLength(2)
  expect(own.every(({ source }) => source === harbour)).toBe(true)
  expect(stored.topics[0]?.passages[0]?.source).toBe(harbour)
  expect(stored.collections.some(({ sources }) => sources.includes(harbour as never))).toBe(true)
})

it('chooses passages by their position, and again among those', () => {
  const fleet = stored.passages.filter(({ source }) => source.collection === 'boats')
  expect(fleet.length).toBe(40)
  const one = fleet.filter(({ source }) => source.id === 'boat-7')
  expect(Array.from(one, ({ id }) => id)).toEqual(['boat-7#1'])
  expect(one.at(0)).toBe(
    stored.passages.at(corpus.passages.findIndex(({ id }) => id === 'boat-7#1')),
  )
  expect(fleet.filter(() => false).at(0)).toBeUndefined()
})

it('leaves no file in the folder', () => {
  expect(readdirSync(folder)).toEqual([])
})

it('answers every command as the corpus in memory does', async () => {
  const [one, other] = await Promise.all(
    [corpus, stored].map(async (material) =>
      createResponder(material, await createSearchIndex(material)),
    ),
  )
  const requests = [
    ...['灯塔多高', '第9号渔船几点出海', 'where do the ferries leave', '火箭'].map((text) => ({
      ...{ command: 'ask', text },
    })),
    { command: 'passage', text: 'harbour 2' },
    { command: 'passage', text: 'boat-3 9' },
    { command: 'sources', text: '' },
    { command: 'sources', text: '', page: 2 },
    { command: 'overview', text: '' },
    { command: 'ask', text: '你能回答什么' },
    { command: 'ferry', text: '' },
    { command: 'about', text: '' },
  ]
  for (const locale of ['zh-Hans', 'en'] as const)
    for (const request of requests)
      for (const collections of [undefined, ['fleet'], ['market', '.']])
        expect(
          await other?.respond({ locale, ...request, ...(collections && { collections }) }),
          JSON.stringify([request, collections]),
        ).toEqual(await one?.respond({ locale, ...request, ...(collections && { collections }) }))
  const suggest = { command: 'passage', text: 'boat-1', locale: 'en' } as const
  expect(await other?.suggest(suggest)).toEqual(await one?.suggest(suggest))
  expect(await one?.suggest(suggest)).toHaveLength(11)
})

it('takes passages that are made while they are written', async () => {
  const source = { id: 'log', title: '航海日志', language: 'zh', text: '第一天。' }
  function* days(): Generator<Passage> {
    for (let day = 1; day <= 30_000; day++)
      yield {
        ...{ id: `log#${day}`, source, paragraphs: [day, day] as const },
        ...{ text: `第${day}天，晴，向东航行${day}海里，没有遇见别的船。`, translations: [] },
      }
  }
  const { passages, sources } = await storeCorpus(
    { passages: days(), sources: [source], topics: [], collections: [], lexicon: [] },
    folder,
  )
  expect(passages.length).toBe(30_000)
  expect(passages.at(29_999)?.text).toContain('第30000天')
  expect(passages.at(0)?.source).toBe(sources[0])
})

it('says what is wrong where there is no such folder', async () => {
  await expect(storeCorpus(corpus, join(folder, 'none'))).rejects.toThrow(/ENOENT/)
})
