import type { Frequency } from '../index/passage-index.ts'
import type { QueryTerm } from '../query/query-term.ts'

/** BM25 (Robertson & Zaragoza 2009): how fast a repeated term saturates, and how much length counts. */
const K = 1.2
const B = 0.75

/**
 * How often a word of the title and heading counts in every passage below it: they are what the
 * passage is about, though it may not say them again.
 */
const TITLE_COUNT = 3

/** What a query term weighs in this material. */
export interface Weight {
  /** By its rarity in the texts: what a question asks of a passage. */
  readonly asked: number
  /** What a passage has of that which holds it: less where it had to be guessed. */
  readonly held: number
  /** What a passage has of it whose title holds it: little where most titles do. */
  readonly inTitle: number
}

/**
 * A word that no text holds is this much rarer than one that a single text holds, however much
 * material there is: in BM25 it weighs a third more among forty texts and a sixth more among a
 * thousand, so that questions on something else would seem to fit large material better.
 */
const UNSEEN = 4 / 3

/** Rarity as BM25 has it, never negative (Lucene's form); but see {@link UNSEEN}. */
export const idf = (texts: number, holding: number): number =>
  holding === 0
    ? UNSEEN * idf(texts, 1)
    : Math.log(1 + (Math.max(0, texts - holding) + 0.5) / (holding + 0.5))

/** @param texts how many there are */
export const weighTerm = (
  { weight, matchWeight }: QueryTerm,
  { inTexts, inTitles }: Frequency,
  texts: number,
): Weight => {
  const rarity = idf(texts, inTexts > 0 ? inTexts : inTitles)
  const share = inTitles > 0 ? Math.min(1, idf(texts, inTitles) / rarity) : 0
  const held = weight * rarity * matchWeight
  return { asked: weight * rarity, held, inTitle: held * share }
}

/**
 * What one query term adds to the score of a text. Its length counts for what stands in it, not for
 * what its title says of it (as in BM25F): the shortest line below a heading is not the best one.
 *
 * @param count how often the text holds it
 * @param length of the text, as a multiple of the mean
 */
export const scoreTerm = (
  { held, inTitle }: Weight,
  count: number,
  isInTitle: boolean,
  length: number,
): number => {
  if (held === 0) return 0
  const inTitles = isInTitle ? (TITLE_COUNT * inTitle) / held : 0
  const counted = count / (1 - B + B * length) + inTitles
  return (held * (K + 1) * counted) / (counted + K)
}
