import { EMPTY, intersect, type PostingList, type Postings, unite } from '../index/postings.ts'
import type { Words } from '../index/words.ts'
import { pairTerm, scanRuns, singleTerm, stem } from '../text/terms.ts'

/** One thing a question speaks of, and the passages' ways of writing it. */
export interface QueryTerm {
  /** As the question has it, folded. */
  readonly text: string
  /** As passages have it, folded; none where no passage has it. */
  readonly variants: readonly string[]
  readonly list: PostingList
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

/** Makes a query term of the spellings that the material has. */
export type MakeQueryTerm = (
  text: string,
  spellings: readonly string[],
  weight: number,
  matchWeight?: number,
) => QueryTerm

/** Where a folded text of any length stands in the material, near enough: all its terms do. */
export const createListOf =
  (postings: Postings, words: Words) =>
  (text: string): PostingList => {
    const lists = termsIn(text, words).map(postings.of)
    return lists.length === 0 ? EMPTY : intersect(lists)
  }

export const createQueryTermMaker =
  (listOf: (text: string) => PostingList): MakeQueryTerm =>
  (text, spellings, weight, matchWeight = 1) => {
    const found = [...new Set(spellings)]
      .map((variant) => ({ variant, list: listOf(variant) }))
      .filter(({ list }) => list.units.length > 0)
    return {
      text,
      variants: found.map(({ variant }) => variant),
      list: found.length === 0 ? EMPTY : unite(found.map(({ list }) => list)),
      weight,
      matchWeight,
    }
  }

const termsIn = (text: string, words: Words): number[] => {
  const terms: number[] = []
  scanRuns(text, (start, end, han) => {
    if (!han) terms.push(words.numberOf(stem(text.slice(start, end))) ?? -1)
    else if (end - start === 1) terms.push(singleTerm(text.charCodeAt(start)))
    else
      for (let i = start; i + 1 < end; i++)
        terms.push(pairTerm(text.charCodeAt(i), text.charCodeAt(i + 1)))
  })
  return terms
}
