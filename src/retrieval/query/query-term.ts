import type { Frequency, PassageIndex } from '../index/passage-index.ts'
import type { Vocabulary } from '../index/vocabulary.ts'
import { scanRuns, termsOf } from '../text/terms.ts'

/** One thing a question speaks of, and the passages' ways of writing it. */
export interface QueryTerm {
  /** As the question has it, folded. */
  readonly text: string
  /** As passages have it, folded; none where no passage has it. */
  readonly variants: readonly string[]
  /** How many texts hold any of the variants. */
  readonly frequency: Frequency
  /** What it counts beside the others, before its rarity: 1 for a pair of characters. */
  readonly weight: number
  /** How sure it is that the variants mean it, 0…1: a guess counts less where it is found. */
  readonly matchWeight: number
}

/**
 * What a pair counts, a single character, a word of another script, and an error code or version,
 * which is hardly ever there by chance. Singles beside the pairs
 * hold a question together where one character of a word was changed or left out.
 */
export const WEIGHT = { pair: 1, binding: 0.3, single: 0.6, alone: 1, word: 2, code: 7 }

/** A long name is still one thing. */
const MAX_NAME_WEIGHT = 3

/** What the terms of a name would count if it were not one. */
export const weightOf = (name: string): number => {
  let weight = 0
  scanRuns(name, (start, end, han) => {
    const length = end - start
    weight += han ? (length - 1) * WEIGHT.pair + length * WEIGHT.single : WEIGHT.word
  })
  return Math.min(MAX_NAME_WEIGHT, weight)
}

/** Makes a query term of those spellings whose terms the material has. */
export type MakeQueryTerm = (
  text: string,
  spellings: readonly string[],
  weight: number,
  matchWeight?: number,
) => QueryTerm

export const createQueryTermMaker =
  (vocabulary: Vocabulary): MakeQueryTerm =>
  (text, spellings, weight, matchWeight = 1) => {
    const variants = [...new Set(spellings)].filter(vocabulary.has)
    return {
      text,
      variants,
      frequency: vocabulary.frequency(variants[0] ?? ''),
      weight,
      matchWeight,
    }
  }

/**
 * How many texts hold what is written in several ways or consists of several terms. The vocabulary
 * knows single terms: of several ways, as if they stood independently of each other. Whether the
 * terms of one variant stand together only the index knows.
 */
export const countMatches = async (
  queryTerms: readonly QueryTerm[],
  index: Pick<PassageIndex, 'frequencies'>,
  vocabulary: Vocabulary,
): Promise<QueryTerm[]> => {
  const alternatives = queryTerms.map(({ variants }) => variants.map(termsOf))
  const open = alternatives.filter((variants) => variants.some(({ length }) => length > 1))
  const counts = open.length > 0 ? await index.frequencies(open) : []
  let next = 0
  return queryTerms.map((term, t): QueryTerm => {
    if (alternatives[t] !== open[next]) return { ...term, frequency: anyOf(term, vocabulary) }
    const frequency = counts[next++] as Frequency
    const isFound = frequency.inTexts + frequency.inTitles > 0
    return { ...term, frequency, variants: isFound ? term.variants : [] }
  })
}

const anyOf = ({ variants, frequency }: QueryTerm, vocabulary: Vocabulary): Frequency => {
  if (variants.length < 2) return frequency
  const { size } = vocabulary
  const byTerm = new Map(variants.map((variant) => [termsOf(variant).join(' '), variant]))
  const all = [...byTerm.values()].map(vocabulary.frequency)
  const lacking = (field: keyof Frequency) =>
    all.reduce((share, counts) => share * (1 - counts[field] / size), 1)
  const count = (field: keyof Frequency) => Math.round(size * (1 - lacking(field)))
  return { inTexts: count('inTexts'), inTitles: count('inTitles') }
}
