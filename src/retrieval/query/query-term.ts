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
 * What a pair counts, a single character, and a word of another script. Singles beside the pairs
 * hold a question together where one character of a word was changed or left out.
 */
export const WEIGHT = { pair: 1, binding: 0.3, single: 0.6, alone: 1, word: 2 }

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
 * Asks the index how many texts hold what is written in several ways or consists of several terms:
 * the vocabulary knows single terms only.
 */
export const countMatches = async (
  queryTerms: readonly QueryTerm[],
  index: Pick<PassageIndex, 'frequencies'>,
): Promise<QueryTerm[]> => {
  const alternatives = queryTerms.map(({ variants }) => variants.map(termsOf))
  const isCounted = (t: number) =>
    alternatives[t]?.length === 1 ? alternatives[t][0]?.length === 1 : alternatives[t]?.length === 0
  const open = queryTerms.flatMap((_, t) => (isCounted(t) ? [] : [t]))
  if (open.length === 0) return [...queryTerms]
  const counts = await index.frequencies(open.map((t) => alternatives[t] ?? []))
  const counted = new Map(open.map((t, i) => [t, counts[i] as Frequency]))
  return queryTerms.map((term, t) => {
    const frequency = counted.get(t)
    if (!frequency) return term
    const isFound = frequency.inTexts + frequency.inTitles > 0
    return { ...term, frequency, variants: isFound ? term.variants : [] }
  })
}
