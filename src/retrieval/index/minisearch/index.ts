import { LRUCache } from 'lru-cache'
import MiniSearch, { type QueryCombination, type SearchOptions } from 'minisearch'
import { createPause } from '../../../shared/pause.ts'
import { termsIn } from '../../text/terms.ts'
import type {
  CandidateOptions,
  Frequency,
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

const MAX_COUNTS = 2000

/** {@link PassageIndex} in the memory of this process, by MiniSearch (https://github.com/lucaong/minisearch). */
export const createMiniSearchIndex = (): PassageIndex => {
  let index = createIndex()
  /** Counts of names that were asked for: a question on one thing is seldom the only one. */
  const counts = new LRUCache<string, Frequency>({ max: MAX_COUNTS })

  /** The terms that match a word, those of the best texts first. */
  const matching = (word: string, options: SearchOptions): string[] => {
    const found = index.search(word, options).flatMap(({ terms }) => terms)
    return [...new Set(found)].slice(0, MAX_WORDS)
  }

  const countMatches = (variants: Variants): Frequency => {
    const key = JSON.stringify(variants)
    const known = counts.get(key)
    if (known) return known
    const count = (field: 'text' | 'title') =>
      index.search(toQuery(variants), { fields: [field] }).length
    const frequency = { inTexts: count('text'), inTitles: count('title') }
    counts.set(key, frequency)
    return frequency
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
      counts.clear()
    },

    async candidates(terms, options) {
      const found = index.search(
        { combineWith: 'OR', queries: terms.map(toWeightedQuery) },
        toFilter(options),
      )
      // MiniSearch has multiplied each score by how many of the terms match.
      return found
        .map(({ id, score, queryTerms }) => ({ id, score: score / queryTerms.length }))
        .sort((a, b) => b.score - a.score || a.id - b.id)
        .slice(0, options.limit)
    },

    frequencies: async (terms) => terms.map(countMatches),
    similar: async (word) => (word.length < MIN_MISSPELT ? [] : matching(word, MISSPELT)),
    beginning: async (start) => matching(start, { prefix: true }),
    size: async () => index.documentCount,
    isInMemory: true,
    estimateBytes: ({ terms, characters }) => TERM_BYTES * terms + CHARACTER_BYTES * characters,
    async close() {
      counts.clear()
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
    // Some term of every text that holds a character begins with it.
    searchOptions: { tokenize: (term) => [term], prefix: isSingle, bm25: BM25 },
  })

const toQuery = (variants: Variants): QueryCombination => ({
  combineWith: 'OR',
  queries: variants.map((terms) =>
    terms.length === 1 ? (terms[0] as string) : { combineWith: 'AND', queries: [...terms] },
  ),
})

const toWeightedQuery = ({ variants, weight, inTitles }: WeightedTerm): QueryCombination => ({
  ...toQuery(variants),
  boostTerm: () => weight,
  ...(!inTitles && { fields: ['text'] }),
})

const toFilter = ({ among }: CandidateOptions): SearchOptions => {
  if (!among) return {}
  const allowed = new Set(among)
  return { filter: ({ passage }) => allowed.has(passage) }
}
