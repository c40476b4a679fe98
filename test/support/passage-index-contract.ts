import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type {
  CandidateOptions,
  IndexEntry,
  PassageIndex,
  WeightedTerm,
} from '../../src/retrieval/index/passage-index.ts'

const TEXTS: readonly IndexEntry[] = [
  { id: 0, passage: 'bridge', title: '青石镇志', text: '望月桥由石匠在1723年建成。' },
  { id: 1, passage: 'bridge', title: '青石镇志', text: 'the moon bridge was built by masons.' },
  { id: 2, passage: 'fruit', title: '青石镇志', text: '山坡盛产蜜橘，蜜橘每年十月采收，果子甜。' },
  { id: 3, passage: 'paper', title: '青石镇志', text: '造纸作坊雇用工人，产品远销europe。' },
  { id: 4, passage: 'robot', title: 'kestrel', text: '研究员用机器人巡查果园，蜜橘不再被偷。' },
]

const term = (
  variants: string | WeightedTerm['variants'],
  { weight = 1, inTitles = true } = {},
): WeightedTerm => ({
  variants: typeof variants === 'string' ? [[variants]] : variants,
  weight,
  inTitles,
})

/**
 * What every engine behind {@link PassageIndex} does.
 *
 * @param open makes one that is empty
 */
export function describePassageIndex(name: string, open: () => Promise<PassageIndex>): void {
  describe(`${name}, as an index of passages,`, () => {
    let index: PassageIndex
    beforeAll(async () => {
      index = await open()
      await index.replace(TEXTS)
    })
    afterAll(() => index.close())

    const find = async (terms: WeightedTerm[], options: Partial<CandidateOptions> = {}) =>
      (await index.candidates(terms, { limit: 10, ...options })).map(({ id }) => id)

    it('holds every text', async () => {
      expect(await index.size()).toBe(5)
    })

    it('finds texts by a pair of characters, by a word, and by a word of the title', async () => {
      expect(await find([term('望月')])).toEqual([0])
      expect(await find([term('mason')])).toEqual([1])
      expect(await find([term('kestrel')])).toEqual([4])
      expect((await find([term('青石')])).sort()).toEqual([0, 1, 2, 3])
    })

    it('finds texts by a single character, wherever it stands in a word', async () => {
      expect(await find([term('桥')])).toEqual([0])
      expect((await find([term('橘')])).sort()).toEqual([2, 4])
      expect(await find([term('甜')])).toEqual([2])
    })

    it('takes a word for itself and not for the beginning of another', async () => {
      expect(await find([term('m')])).toEqual([])
      expect(await find([term('brid')])).toEqual([])
    })

    it('leaves titles alone where they are not asked for', async () => {
      expect(await find([term('青石', { inTitles: false })])).toEqual([])
      expect(await find([term('蜜橘', { inTitles: false })])).toContain(2)
    })

    it('finds texts that hold all terms of one of the variants', async () => {
      expect(await find([term([['望月', '月桥']])])).toEqual([0])
      expect(await find([term([['望月', '蜜橘']])])).toEqual([])
      expect((await find([term([['月桥'], ['moon', 'bridg']])])).sort()).toEqual([0, 1])
    })

    it('puts first what matches more, what is rarer, and what weighs more', async () => {
      expect(await find([term('蜜橘'), term('果园')])).toEqual([4, 2])
      expect(await find([term('望月'), term('蜜橘')])).toHaveLength(3)
      expect((await find([term('望月'), term('蜜橘')]))[0]).toBe(0)
      expect((await find([term('望月', { weight: 0.1 }), term('造纸', { weight: 3 })]))[0]).toBe(3)
      const scores = (await index.candidates([term('蜜橘'), term('青石')], { limit: 9 })).map(
        ({ score }) => score,
      )
      expect(scores).toEqual([...scores].sort((a, b) => b - a))
      expect(scores.every((score) => score > 0)).toBe(true)
    })

    it('returns no more than are wanted, and the best of them', async () => {
      expect(await find([term('蜜橘'), term('果园')], { limit: 1 })).toEqual([4])
    })

    it('looks only among the passages that are given', async () => {
      expect(await find([term('蜜橘')], { among: ['fruit', 'paper'] })).toEqual([2])
      expect(await find([term('蜜橘')], { among: [] })).toEqual([])
    })

    it('finds nothing for no terms, and for terms that it does not have', async () => {
      expect(await find([])).toEqual([])
      expect(await find([term([])])).toEqual([])
      expect(await find([term('火箭'), term('constructor'), term('𠮷')])).toEqual([])
    })

    it('counts the texts that match, in texts and in titles', async () => {
      expect(
        await index.frequencies([
          [['蜜橘']],
          [['青石']],
          [['橘']],
          [['望月', '月桥']],
          [['望月'], ['蜜橘'], ['采收']],
          [['望月', '蜜橘']],
          [],
        ]),
      ).toEqual([
        { inTexts: 2, inTitles: 0 },
        { inTexts: 0, inTitles: 4 },
        { inTexts: 2, inTitles: 0 },
        { inTexts: 1, inTitles: 0 },
        { inTexts: 3, inTitles: 0 },
        { inTexts: 0, inTitles: 0 },
        { inTexts: 0, inTitles: 0 },
      ])
      expect(await index.frequencies([])).toEqual([])
    })

    it('knows words that are spelled almost like one, if it is long enough', async () => {
      expect(await index.similar('kestral')).toEqual(['kestrel'])
      expect(await index.similar('bridgg')).toContain('bridg')
      expect(await index.similar('moan')).toEqual([])
      expect(await index.similar('xylophone')).toEqual([])
    })

    it('knows words that begin as somebody types', async () => {
      expect(await index.beginning('kes')).toEqual(['kestrel'])
      expect([...(await index.beginning('b'))].sort()).toEqual(['bridg', 'built', 'by'])
      expect(await index.beginning('zz')).toEqual([])
    })

    it('replaces everything, and nothing while the new texts are read', async () => {
      const other = await open()
      try {
        await other.replace(TEXTS)
        const many = Array.from({ length: 300 }, (_, id) => ({
          ...{ id, passage: String(id), title: '', text: `第${id}号渔船` },
        }))
        const replacing = other.replace(many)
        expect(await other.candidates([term('渔船')], { limit: 1 })).toEqual([])
        await replacing
        expect(await other.size()).toBe(300)
        expect(await other.candidates([term('望月')], { limit: 1 })).toEqual([])
        expect(await other.frequencies([[['渔船']]])).toEqual([{ inTexts: 300, inTitles: 0 }])
        expect(await other.candidates([term('渔船'), term('77')], { limit: 1 })).toMatchObject([
          { id: 77 },
        ])
      } finally {
        await other.close()
      }
    })

    it('keeps the old texts where the new ones cannot be read', async () => {
      const other = await open()
      try {
        await other.replace(TEXTS)
        function* broken() {
          yield { id: 0, passage: 'x', title: '', text: '渔船' }
          throw new Error('a broken text')
        }
        await expect(other.replace({ [Symbol.iterator]: broken })).rejects.toThrow('a broken text')
        expect(await other.size()).toBe(5)
      } finally {
        await other.close()
      }
    })

    it('is empty at first, and may be emptied', async () => {
      const other = await open()
      try {
        await other.replace([])
        expect(await other.size()).toBe(0)
        expect(await other.candidates([term('望月')], { limit: 1 })).toEqual([])
        expect(await other.similar('kestral')).toEqual([])
      } finally {
        await other.close()
      }
    })
  })
}
