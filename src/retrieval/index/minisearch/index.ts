import MiniSearch, { type Query, type SearchOptions } from 'minisearch'
import { createPause } from '../../../shared/pause.ts'
import { termsIn } from '../../text/terms.ts'
import type {
  CandidateOptions,
  IndexEntry,
  PassageIndex,
  Variants,
  WeightedTerm,
} from '../passage-index.ts'
import { encodeTerm, isSingle } from './encode.ts'

/** Lucene's defaults, without BM25+'s lower bound for long texts: R@1 is a little better so. */
const BM25 = { k: 1.2, b: 0.75, d: 0 }

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

/** {@link PassageIndex} in the memory of this process, by MiniSearch (https://github.com/lucaong/minisearch). */
export const createMiniSearchIndex = (): PassageIndex => {
  let index = createIndex()

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

  /** The texts that have a term in a field. */
  const idsOf = (term: string, field: string): Set<number> => {
    const ids = new Set<number>()
    const boostDocument = (id: number) => {
      ids.add(id)
      return 0
    }
    index.search(term, { fields: [field], prefix: isSingle, boostDocument })
    return ids
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
    },

    async candidates(terms, options) {
      const found = index.search(
        { combineWith: 'OR', queries: terms.map(toWeightedQuery) },
        toFilter(options),
      )
      return found
        .map(({ id, score, queryTerms }) => ({ id, score: score / queryTerms.length }))
        .sort((a, b) => b.score - a.score || a.id - b.id)
        .slice(0, options.limit)
    },

    async frequencies(terms) {
      return terms.map((variants) => ({
        inTexts: countAny(variants, (term) => idsOf(term, 'text')),
        inTitles: countAny(variants, (term) => idsOf(term, 'title')),
      }))
    },

    similar: async (word) => (word.length < MIN_MISSPELT ? [] : matching(word, MISSPELT)),
    beginning: async (start) => matching(start, { prefix: true }),
    size: async () => index.documentCount,
    estimateBytes: ({ terms, characters }) => TERM_BYTES * terms + CHARACTER_BYTES * characters,
    async close() {
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
    searchOptions: { tokenize: (term) => [term], bm25: BM25 },
  })

/** How many texts hold all terms of one of the variants. */
const countAny = (variants: Variants, idsOf: (term: string) => Set<number>): number => {
  const found = new Set<number>()
  for (const terms of variants) {
    const [first, ...others] = terms.map(idsOf)
    for (const id of first ?? []) if (others.every((ids) => ids.has(id))) found.add(id)
  }
  return found.size
}

const toQuery = (variants: Variants): Query => ({
  combineWith: 'OR',
  queries: variants.map(
    (terms): Query => ({
      combineWith: 'AND',
      // Some term of every text that holds a character begins with it.
      prefix: isSingle,
      queries: [...terms],
    }),
  ),
})

const toWeightedQuery = ({ variants, weight, inTitles }: WeightedTerm): Query => ({
  ...{ combineWith: 'OR', queries: [toQuery(variants)], boostTerm: () => weight },
  ...(!inTitles && { fields: ['text'] }),
})

const toFilter = ({ among, without }: CandidateOptions): SearchOptions => {
  if (!among && without === undefined) return {}
  const allowed = among && new Set(among)
  return {
    boostDocument: (_, __, stored) =>
      stored?.passage !== without && (allowed?.has(stored?.passage as string) ?? true) ? 1 : 0,
  }
}
