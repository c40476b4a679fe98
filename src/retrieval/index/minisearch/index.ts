import { LRUCache } from 'lru-cache'
import MiniSearch, { type SearchOptions } from 'minisearch'
import { createPause } from '../../../shared/pause.ts'
import { termsIn } from '../../text/terms.ts'
import type { Candidate, IndexEntry, PassageIndex, Variants } from '../passage-index.ts'
import { encodeTerm, isSingle } from './encode.ts'

/** In shorter words every change makes another word. */
const MIN_MISSPELT = 6
/** One letter in five may be wrong, and no more than two. */
const MISSPELT = { fuzzy: 0.2, maxFuzzy: 2 }
const MAX_WORDS = 8

/**
 * Heap of a term, which has two Maps and nodes of the tree, and of a term's entry for a text, as
 * measured on 0.58 and 9 million characters (within a tenth).
 */
const TERM_BYTES = 650
const CHARACTER_BYTES = 40

/** Ids of texts that are kept of terms that were asked for: some 20 MB. */
const MAX_KEPT = 500_000

type Field = 'text' | 'title'
const TEXT: readonly Field[] = ['text']
const FIELDS: readonly Field[] = ['text', 'title']

type Ids = ReadonlySet<number>
const NONE: Ids = new Set()

/** {@link PassageIndex} in the memory of this process, by MiniSearch (https://github.com/lucaong/minisearch). */
export const createMiniSearchIndex = (): PassageIndex => {
  let index = createIndex()
  /** Questions on one thing ask for the same terms again and again. */
  const recent = new LRUCache<string, Ids>({
    maxSize: MAX_KEPT,
    sizeCalculation: ({ size }) => size + 1,
  })

  // MiniSearch leaves out a text whose boost is 0. It asks for the boost of all that match, so this
  // goes through them without the cost of results.

  /** The terms that match a word. */
  const matching = (word: string, options: SearchOptions): string[] => {
    const found = new Set<string>()
    const boostDocument = (_: unknown, term: string) => {
      found.add(term)
      return 0
    }
    index.search(word, { ...options, boostDocument })
    return [...found].slice(0, MAX_WORDS)
  }

  /** The texts that have a term in a field; of a single character, any term that begins so. */
  const idsOf = (term: string, field: Field): Ids => {
    const key = field + term
    const known = recent.get(key)
    if (known) return known
    const ids = new Set<number>()
    const boostDocument = (id: number) => {
      ids.add(id)
      return 0
    }
    index.search(term, { fields: [field], prefix: isSingle, boostDocument })
    recent.set(key, ids)
    return ids
  }

  /** The texts that have all terms of one of the variants in a field. */
  const matchesOf = (variants: Variants, field: Field): Ids => {
    const matches = variants.map((terms) => {
      const [first = NONE, ...others] = terms.map((term) => idsOf(term, field))
      if (others.length === 0) return first
      return new Set([...first].filter((id) => others.every((ids) => ids.has(id))))
    })
    return matches.length === 1 ? (matches[0] ?? NONE) : new Set(matches.flatMap((ids) => [...ids]))
  }

  return {
    async replace(texts) {
      const next = createIndex()
      const pause = createPause()
      for (const text of texts) {
        next.add(text)
        await pause()
      }
      index = next
      recent.clear()
    },

    // What most terms, and the rarest, are held by: the scores of MiniSearch would take twice as long.
    async candidates(terms, { limit, among, without }) {
      const scores = new Map<number, number>()
      for (const { variants, weight, inTitles } of terms) {
        for (const field of inTitles ? FIELDS : TEXT) {
          const found = matchesOf(variants, field)
          const rarity = Math.log((index.documentCount + 1) / (found.size + 0.5))
          for (const id of found) scores.set(id, (scores.get(id) ?? 0) + weight * rarity)
        }
      }
      const allowed = among && new Set(among)
      const isAllowed = (id: number) => {
        const passage = index.getStoredFields(id)?.passage as string
        return passage !== without && (allowed?.has(passage) ?? true)
      }
      const isRestricted = allowed !== undefined || without !== undefined
      const best: Candidate[] = []
      for (const [id, score] of scores) {
        const last = best.length === limit ? best.at(-1) : undefined
        const candidate = { id, score }
        if (last && isBefore(last, candidate)) continue
        if (isRestricted && !isAllowed(id)) continue
        const at = best.findIndex((each) => isBefore(candidate, each))
        best.splice(at < 0 ? best.length : at, 0, candidate)
        if (best.length > limit) best.pop()
      }
      return best
    },

    async frequencies(terms) {
      return terms.map((variants) => ({
        inTexts: matchesOf(variants, 'text').size,
        inTitles: matchesOf(variants, 'title').size,
      }))
    },

    similar: async (word) => (word.length < MIN_MISSPELT ? [] : matching(word, MISSPELT)),
    beginning: async (start) => matching(start, { prefix: true }),
    size: async () => index.documentCount,
    isInMemory: true,
    estimateBytes: ({ terms, characters }) => TERM_BYTES * terms + CHARACTER_BYTES * characters,
    async close() {
      recent.clear()
      index = createIndex()
    },
  }
}

const createIndex = () =>
  new MiniSearch<IndexEntry>({
    fields: ['text', 'title'],
    storeFields: ['passage'],
    tokenize: termsIn,
    processTerm: encodeTerm,
    searchOptions: { tokenize: (term) => [term] },
  })

const isBefore = (one: Candidate, other: Candidate): boolean =>
  one.score > other.score || (one.score === other.score && one.id < other.id)
