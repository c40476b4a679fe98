import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Corpus } from '../../../src/corpus/index.ts'
import { createSearchIndex, type SearchIndex } from '../../../src/retrieval/index.ts'
import { openSearchIndex } from '../../../src/retrieval/open.ts'
import { readMaterial } from '../../support/material.ts'

const HARBOUR = `---
title: 鹽港鎮誌
language: zh-Hant
---

# 燈塔

鹽港的燈塔建於1887年，由工程師Amelia Hartwell設計。塔身高四十三公尺。

# 漁業

漁民在每年六月出海捕烏賊，全鎮約有320艘漁船。

鹽田早已廢棄，如今是候鳥的棲息地；雨季時水深不過一尺。
`
const LEXICON = '- [烏賊, 墨魚, cuttlefish]\n'
const QUESTIONS = [
  '灯塔是谁设计的？',
  '有多少艘渔船',
  '墨鱼什么时候捕？',
  'dengta',
  'lighthouse designed by Hartwel',
  '红烧肉怎么做',
]

const read = (files: Record<string, string>): Corpus => readMaterial(files).corpus
const harbour = read({ 'harbour.md': HARBOUR, 'lexicon.yaml': LEXICON })

/** Everything that an index says. */
const askAll = async (index: SearchIndex, questions = QUESTIONS) =>
  await Promise.all(
    questions.map(async (question) => {
      const { hits, ...result } = await index.search(question)
      const said = hits.map(({ passage, score, answer, translation, matches }) => ({
        ...{ id: passage.id, score, answer, translation, matches },
      }))
      return { ...result, hits: said, completions: await index.complete(question) }
    }),
  )
const cold = await createSearchIndex(harbour)

const makeFolder = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'index-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A file with the snapshot of the harbour. */
const keepHarbour = async () => {
  const file = join(await makeFolder(), 'kept', 'index')
  const { built, unsaved } = await openSearchIndex(harbour, file)
  expect({ built, unsaved }).toEqual({ built: 'absent', unsaved: undefined })
  return file
}

/** Words of the material: what needs no dictionary, which takes half a second to read. */
const OWN_WORDS = ['灯塔身高四十三公尺', '海捕烏賊，漁船']

/** Opens what stands in the file as the harbour's index, and says why it could not be read. */
const reopen = async (file: string) => {
  const { built, index } = await openSearchIndex(harbour, file)
  expect(await askAll(index, OWN_WORDS)).toEqual(await askAll(cold, OWN_WORDS))
  return built
}

describe('an index that was kept', () => {
  it('is read, not built, and says the same', async () => {
    const file = await keepHarbour()
    const { built, index } = await openSearchIndex(harbour, file)
    expect(built).toBeUndefined()
    expect(await askAll(index)).toEqual(await askAll(cold))
    expect(await readdir(join(file, '..'))).toEqual(['index'])
  })

  it.each([
    ['a text', { 'harbour.md': HARBOUR.replace('1887', '1888'), 'lexicon.yaml': LEXICON }],
    ['a title', { 'harbour.md': HARBOUR.replace('鎮誌', '縣誌'), 'lexicon.yaml': LEXICON }],
    ['a heading', { 'harbour.md': HARBOUR.replace('# 漁業', '# 海產'), 'lexicon.yaml': LEXICON }],
    ['a paragraph cut in two', { 'harbour.md': HARBOUR.replace('。塔身', '。\n\n塔身') }],
    ['a name of the lexicon', { 'harbour.md': HARBOUR, 'lexicon.yaml': '- [烏賊, 花枝]\n' }],
    [
      'a translation',
      {
        'harbour.md': HARBOUR,
        'harbour.en.md': 'The lighthouse.\n\nThe fishermen.\n\nThe salt pans.',
        'lexicon.yaml': LEXICON,
      },
    ],
  ])('is built again when the material changed in %s', async (_, files) => {
    const file = await keepHarbour()
    const corpus = read(files)
    const changed = await openSearchIndex(corpus, file)
    expect(changed.built).toBe('stale')
    expect(await askAll(changed.index, OWN_WORDS)).toEqual(
      await askAll(await createSearchIndex(corpus), OWN_WORDS),
    )
    expect((await openSearchIndex(corpus, file)).built).toBeUndefined()
  })

  it('is built again when another version of the analyser made it', async () => {
    const file = await keepHarbour()
    await rewrite(file, (head) => ({ ...head, analyser: 'another' }))
    expect(await reopen(file)).toBe('outdated')
    expect(await reopen(file)).toBeUndefined()
  })

  it('is built again when a machine of the other endianness made it', async () => {
    const file = await keepHarbour()
    await rewrite(file, (head) => ({ ...head, endianness: 'neither' }))
    expect(await reopen(file)).toBe('outdated')
  })

  it('is built again when it was cut off anywhere', async () => {
    const file = await keepHarbour()
    const bytes = await readFile(file)
    for (const length of [0, 7, 15, 40, 47, 51, 200, bytes.length >> 1, bytes.length - 1]) {
      await writeFile(file, bytes.subarray(0, length))
      expect(await reopen(file)).toBe(length < 15 ? 'foreign' : 'damaged')
    }
  })

  it('is built again when any byte was changed', async () => {
    const file = await keepHarbour()
    const bytes = await readFile(file)
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (at, change) => {
          const changed = Buffer.from(bytes)
          changed[at] = (bytes[at] as number) ^ change
          await writeFile(file, changed)
          expect(await reopen(file)).toBe(at < 15 ? 'foreign' : 'damaged')
        },
      ),
      { numRuns: 40 },
    )
  })

  it('is built again when bytes were added', async () => {
    const file = await keepHarbour()
    await writeFile(file, Buffer.concat([await readFile(file), Buffer.from('x')]))
    expect(await reopen(file)).toBe('damaged')
  })

  it.each([
    { arrays: [['terms', 'BigArray', 3]] },
    { arrays: [['terms', 'Int32Array', 1e9]] },
    { arrays: [] },
    {},
  ])('is built again when somebody made the checksum fit %j', async (head) => {
    const file = await keepHarbour()
    await rewrite(file, (kept) => ({ ...kept, arrays: undefined, ...head }))
    expect(await reopen(file)).toBe('damaged')
  })

  it('is built again when the file is another altogether', async () => {
    const file = await keepHarbour()
    for (const other of [
      Buffer.from('{"index":1}'),
      Buffer.from('\u0089PNG\r\n'),
      Buffer.alloc(99),
    ]) {
      await writeFile(file, other)
      expect(await reopen(file)).toBe('foreign')
    }
  })

  it('is done without where the file cannot be written', async () => {
    const folder = await makeFolder()
    await writeFile(join(folder, 'file'), '')
    await mkdir(join(folder, 'taken'))
    for (const file of [join(folder, 'file', 'index'), join(folder, 'taken')]) {
      const { built, unsaved, index } = await openSearchIndex(harbour, file)
      expect(built).toBe('absent')
      expect(unsaved).toBeInstanceOf(Error)
      expect(await askAll(index, OWN_WORDS)).toEqual(await askAll(cold, OWN_WORDS))
    }
    expect((await readdir(folder)).sort()).toEqual(['file', 'taken'])
  })

  it('says of whatever material what one says that was just built', async () => {
    const file = join(await makeFolder(), 'index')
    const text = fc.oneof(
      fc.stringMatching(/^[鹽港燈塔漁業候鳥 。，0-9a-zA-Z]{1,60}$/),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: 1, maxLength: 8 }),
        text,
        async (texts, title) => {
          // In English, so that no word is looked up in the dictionary.
          const lines = texts.map((text, i) => ({ id: `${i}`, title, text, language: 'en' }))
          const corpus = read({
            'notes.jsonl': lines.map((line) => JSON.stringify(line)).join('\n'),
          })
          const first = await openSearchIndex(corpus, file)
          const { built, index } = await openSearchIndex(corpus, file)
          expect([first.built, built]).toEqual([expect.any(String), undefined])
          expect(await askAll(index, texts)).toEqual(await askAll(first.index, texts))
        },
      ),
      { numRuns: 12 },
    )
  }, 60_000)
})

/** Changes the head of a snapshot, and makes its checksum fit. */
async function rewrite(file: string, change: (head: object) => object) {
  const bytes = await readFile(file)
  const end = 51 + bytes.readUInt32LE(47)
  const head = Buffer.from(JSON.stringify(change(JSON.parse(bytes.toString('utf8', 51, end)))))
  const size = Buffer.alloc(4)
  size.writeUInt32LE(head.length)
  const body = Buffer.concat([size, head, bytes.subarray(end)])
  const checksum = createHash('sha256').update(body).digest()
  await writeFile(file, Buffer.concat([bytes.subarray(0, 15), checksum, body]))
}
