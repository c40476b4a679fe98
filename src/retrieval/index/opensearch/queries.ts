import type { CandidateOptions, Variants, WeightedTerm } from '../passage-index.ts'

// Bodies of searches: https://docs.opensearch.org/2.19/query-dsl/

type Query = Readonly<Record<string, unknown>>
type Field = 'text' | 'title'

/** https://docs.opensearch.org/2.19/query-dsl/term/terms/: more ids in one query are refused. */
const MAX_TERMS = 65_536
const MAX_WORDS = 8
/** One letter in five may be wrong, and no more than two. */
const MISSPELT = 0.2
const MAX_EDITS = 2

const FIELDS = ['text', 'title'] as const
const CHARACTERS = { text: 'characters', title: 'titleCharacters' } as const

export const BEGINNING = 'beginning'

export const toCandidates = (
  terms: readonly WeightedTerm[],
  { limit, among }: CandidateOptions,
): object => ({
  size: limit,
  _source: false,
  track_total_hits: false,
  sort: ['_score', { id: 'asc' }],
  query: {
    bool: {
      should: terms.map(({ variants, weight, inTitles }) =>
        boosted(anyOf(variants, inTitles ? FIELDS : ['text']), weight),
      ),
      minimum_should_match: 1,
      ...(among && { filter: [isAmong(among)] }),
    },
  },
})

/** Counts with aggregations: exact over all shards, which statistics of terms are not. */
export const toFrequencies = (terms: readonly Variants[]): object => {
  const count = (field: Field) => ({
    filters: { filters: terms.map((variants) => anyOf(variants, [field])) },
  })
  return {
    size: 0,
    track_total_hits: false,
    aggs: { texts: count('text'), titles: count('title') },
  }
}

export const toSimilar = (word: string): object => ({
  size: 0,
  suggest: {
    similar: {
      text: word,
      term: {
        field: 'words',
        analyzer: 'keyword',
        size: MAX_WORDS,
        suggest_mode: 'always',
        max_edits: Math.min(MAX_EDITS, Math.round(word.length * MISSPELT)),
        prefix_length: 0,
        min_word_length: 1,
      },
    },
  },
})

export const toBeginning = (start: string): object => ({
  size: 0,
  aggs: {
    [BEGINNING]: {
      terms: {
        field: 'words',
        size: MAX_WORDS,
        include: `${start.replace(/[^\p{L}\p{N}]/gu, '\\$&')}.*`,
      },
    },
  },
})

const anyOf = (variants: Variants, fields: readonly Field[]): Query =>
  either(variants.filter(({ length }) => length > 0).map((terms) => allOf(terms, fields)))

const allOf = (terms: readonly string[], fields: readonly Field[]): Query => {
  const queries = terms.map((term) => either(fields.map((field) => isIn(term, field))))
  return queries.length === 1 ? (queries[0] as Query) : { bool: { must: queries } }
}

/** The scores of all that match are added up, as MiniSearch does. */
const either = (queries: readonly Query[]): Query => {
  if (queries.length === 0) return { match_none: {} }
  return queries.length === 1
    ? (queries[0] as Query)
    : { bool: { should: queries, minimum_should_match: 1 } }
}

const isIn = (term: string, field: Field): Query => ({
  term: { [isCharacter(term) ? CHARACTERS[field] : field]: term },
})

const isCharacter = (term: string): boolean => /^[\u3400-\u9fff]$/.test(term)

const boosted = (query: Query, boost: number): Query => ({
  bool: { must: [query], boost },
})

const isAmong = (passages: readonly string[]): Query => {
  const parts: Query[] = []
  for (let at = 0; at < passages.length; at += MAX_TERMS)
    parts.push({ terms: { passage: passages.slice(at, at + MAX_TERMS) } })
  return either(parts)
}
