import { pinyin } from 'pinyin-pro'
import { describe, expect, it } from 'vitest'
import { ENGINES } from '../../tools/bench/engines.ts'
import { makeCorpus } from '../../tools/bench/made.ts'
import { measureMaterial } from '../../tools/bench/material.ts'
import { measure, quantile, separationOf } from '../../tools/bench/measure.ts'
import { createRandom } from '../../tools/bench/random.ts'
import { type Row, toAbsolute, toMaterialTable, toTable } from '../../tools/bench/table.ts'
import { bigrams } from '../../tools/bench/tokenizers.ts'
import type { Engine, Measurement } from '../../tools/bench/types.ts'
import { drop, homophonesOf, mistype } from '../../tools/bench/variants.ts'

const SIZE = { passages: 120, questions: 40, seed: 7 }
const corpus = makeCorpus(SIZE)

describe('the made corpus', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(makeCorpus(SIZE)).toEqual(corpus)
    expect(makeCorpus({ ...SIZE, seed: 8 }).passages).not.toEqual(corpus.passages)
  })

  it('has as many passages as asked for, all different, with every slot filled', () => {
    expect(new Set(corpus.passages.map(({ id }) => id)).size).toBe(120)
    expect(new Set(corpus.passages.map(({ text }) => text)).size).toBe(120)
    expect(JSON.stringify(corpus)).not.toMatch(/\{\w*\}|undefined/)
  })

  it('asks about passages that are there, and holds no passage of the questions left out', () => {
    const ids = new Set(corpus.passages.map(({ id }) => id))
    for (const questions of Object.values(corpus.variants))
      expect(questions.filter(({ passage }) => !ids.has(passage))).toEqual([])
    const answerable = new Set(corpus.variants.plain?.map(({ text }) => text))
    expect(corpus.unanswerable['left out']).toHaveLength(40)
    expect(corpus.unanswerable['left out']?.filter((text) => answerable.has(text))).toEqual([])
  })
})

describe('the variants of a question', () => {
  const question = '梅桥遗梦是谁写的'
  const random = createRandom(1)

  it('mistypes one character as another of the same sound', () => {
    const typed = mistype(
      question,
      homophonesOf([{ id: '', title: '眉', text: '没乔一孟' }]),
      random,
    )
    const changed = [...typed].filter((character, at) => character !== [...question][at])
    expect(changed).toHaveLength(1)
    expect(pinyin(typed, { toneType: 'none' })).toBe(pinyin(question, { toneType: 'none' }))
  })

  it('loses one character', () => {
    const lost = drop(question, random)
    expect(lost).toHaveLength(question.length - 1)
    expect([...question].some((_, at) => [...question].toSpliced(at, 1).join('') === lost)).toBe(
      true,
    )
  })
})

describe('the measures', () => {
  it('call it 1 when every answerable question scores higher, and half when nothing differs', () => {
    expect(separationOf([3, 2], [1, 0])).toBe(1)
    expect(separationOf([1, 1], [1, 1])).toBe(0.5)
    expect(separationOf([0], [1])).toBe(0)
    expect(separationOf([1, undefined], [0])).toBeUndefined()
  })

  it('take the middle and the nearly highest of times in any order', () => {
    expect(quantile([5, 1, 3], 0.5)).toBe(3)
    expect(quantile([...Array(100).keys()].reverse(), 0.95)).toBe(95)
  })

  it('find an engine that knows nothing useless, and the project not', async () => {
    const nothing: Engine = {
      label: '',
      packages: [],
      load: async () => () => ({ search: () => [] }),
    }
    expect((await measure(nothing, corpus)).quality.plain?.recallAt1).toBe(0)
    const { quality } = await measure(ENGINES.chuchu as Engine, corpus)
    expect(quality.plain?.reciprocalRank).toBeGreaterThan(0.5)
  })

  it('pair Han characters and keep other words whole', () => {
    expect(bigrams('用GPT4写诗，好')).toEqual(['用', 'GPT4', '写诗', '好'])
    expect(bigrams('出口管制')).toEqual(['出口', '口管', '管制'])
  })
})

describe('the table', () => {
  const measured = (times: number, score: number | undefined): Measurement => ({
    quality: { plain: { recallAt1: 0.5, reciprocalRank: 0.75 } },
    separation: { 'off topic': score },
    build: 100 * times,
    median: 0.2 * times,
    p95: times,
    index: times * 2 ** 20,
    total: times * 2 ** 21,
  })
  const rows: Row[] = [
    { label: 'One', rounds: [measured(1, 0.9), measured(9, 0.9), measured(2, 0.9)] },
    {
      label: 'Two',
      rounds: [measured(4, undefined), measured(3, undefined), measured(5, undefined)],
    },
  ]

  it('gives costs as multiples of the first engine, of the medians of all rounds', () => {
    expect(toTable(rows)).toBe(
      [
        '| engine | plain R@1 / MRR | AUC off topic | build × | median query × | p95 query × | index memory × | all memory × |',
        '| --- | --: | --: | --: | --: | --: | --: | --: |',
        '| One | 50.0 / 75.0 | 0.900 | 1.00 | 1.00 | 1.00 | 1.00 | 1.00 |',
        '| Two | 50.0 / 75.0 | – | 2.00 | 2.00 | 2.00 | 2.00 | 2.00 |',
      ].join('\n'),
    )
  })

  it('says what the first engine took', () => {
    expect(toAbsolute(rows[0] as Row)).toBe(
      'One = 1: build 200 ms, median 0.40 ms, p95 2.00 ms, index 2.0 MB, all 4.0 MB.',
    )
  })

  it('says what reading material took, in the middle of the rounds', () => {
    const round = (read: number) => ({
      ...{ name: '3 files', passages: 15, read },
      ...{ readAgain: 7, index: 9, memory: 2 ** 21 },
    })
    expect(toMaterialTable([[round(40), round(900), round(60)]])).toBe(
      [
        '| material | passages | read | read after one edit | index | memory |',
        '| --- | --: | --: | --: | --: | --: |',
        '| 3 files | 15 | 60 ms | 7 ms | 9 ms | 2 MB |',
      ].join('\n'),
    )
  })
})

describe('the reading of material', () => {
  it('reads five passages of every Markdown file, and four of every page of a PDF', async () => {
    expect(await measureMaterial({ files: 3 })).toMatchObject({ passages: 15 })
    const { name, passages, read } = await measureMaterial({ pages: 2 })
    expect([name, passages]).toEqual(['a PDF of 2 pages', 8])
    expect(read).toBeGreaterThan(0)
  })
})
