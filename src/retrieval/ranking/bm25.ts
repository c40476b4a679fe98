import { IN_TITLE, MAX_COUNTED } from '../index/invert.ts'
import { countIn } from '../index/postings.ts'
import type { QueryTerm } from '../query/query-term.ts'

/** BM25 (Robertson & Zaragoza 2009): how fast a repeated term saturates, and how much length counts. */
const K = 1.2
const B = 0.75

/**
 * How often a word of the title and heading counts in every passage below it: they are what the
 * passage is about, though it may not say them again.
 */
const TITLE_COUNT = 3

/**
 * A single character that more than this share of the units holds is left to the close look: it
 * hardly tells units apart, and its list is long.
 */
const COMMON = 0.05
/** Units: counting a shorter list costs nothing. */
const SHORT_LIST = 200

export const isCommon = ({ weight, list }: QueryTerm, units: number): boolean =>
  weight < 1 && list.units.length > Math.max(SHORT_LIST, COMMON * units)

/** What a query term weighs in this material. */
export interface Weight {
  /** By its rarity in the texts: what a question asks of a passage. */
  readonly asked: number
  /** What a passage has of that which holds it: less where it had to be guessed. */
  readonly held: number
  /** What a passage has of it whose title holds it: little where most titles do. */
  readonly inTitle: number
}

/** Rarity as BM25 has it, never negative (Lucene's form). */
export const idf = (units: number, holding: number): number =>
  Math.log(1 + (units - holding + 0.5) / (holding + 0.5))

/**
 * @param units how many there are
 * @param hidden units that are taken as if they were not there
 */
export const weighTerm = (
  { list, weight, matchWeight }: QueryTerm,
  units: number,
  hidden: readonly number[],
): Weight => {
  let { inTexts: texts, inTitles: titles } = list
  for (const unit of hidden) {
    const count = countIn(list, unit)
    if ((count & MAX_COUNTED) > 0) texts--
    if ((count & IN_TITLE) > 0) titles--
  }
  const rarity = idf(units, texts > 0 ? texts : titles)
  const share = titles > 0 ? Math.min(1, idf(units, titles) / rarity) : 0
  const held = weight * rarity * matchWeight
  return { asked: weight * rarity, held, inTitle: held * share }
}

/** Of the units that match; what stands beside them is left from other questions. */
export interface Scores {
  readonly matching: Uint32Array
  readonly bm25: Float32Array
  /** Weight of the query terms that the unit holds anywhere, title included. */
  readonly covered: Float32Array
}

/** The next call overwrites what it returned. */
export type Scorer = (queryTerms: readonly QueryTerm[], weights: readonly Weight[]) => Scores

/** @param lengths of the units, in terms */
export const createScorer = (lengths: Float32Array): Scorer => {
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length)
  const norms = lengths.map((length) => K * (1 - B + (B * length) / mean))
  const bm25 = new Float32Array(lengths.length)
  const covered = new Float32Array(lengths.length)
  const matching = new Uint32Array(lengths.length)
  /** The question that each unit matched last: most match none of its rarer words. */
  const matched = new Uint32Array(lengths.length)
  let question = 0
  return (queryTerms, weights) => {
    question = (question + 1) >>> 0
    let size = 0
    for (let c = 0; c < queryTerms.length; c++) {
      const { units, counts } = (queryTerms[c] as QueryTerm).list
      if (isCommon(queryTerms[c] as QueryTerm, lengths.length)) continue
      const { held, inTitle } = weights[c] as Weight
      const titleCount = held > 0 ? (TITLE_COUNT * inTitle) / held : 0
      for (let i = 0; i < units.length; i++) {
        const unit = units[i] as number
        const byte = counts[i] as number
        const inText = byte & MAX_COUNTED
        const count = inText + (byte & IN_TITLE ? titleCount : 0)
        if (matched[unit] !== question) {
          matched[unit] = question
          bm25[unit] = covered[unit] = 0
          matching[size++] = unit
        }
        bm25[unit] =
          (bm25[unit] as number) + (held * (K + 1) * count) / (count + (norms[unit] as number))
        covered[unit] = (covered[unit] as number) + (inText > 0 ? held : inTitle)
      }
    }
    return { matching: matching.subarray(0, size), bm25, covered }
  }
}

/** The units that may come first, best first: none can rank higher than its BM25 and all it covers. */
export const chooseCandidates = (
  { matching, bm25, covered }: Scores,
  most: number,
  allowed: (unit: number) => boolean,
): Uint32Array => {
  const kept = new Uint32Array(most + 1)
  const bounds = new Float32Array(most + 1)
  let [size, floor] = [0, 0]
  for (let i = 0; i < matching.length; i++) {
    const unit = matching[i] as number
    const bound = (bm25[unit] as number) + (covered[unit] as number)
    if (bound <= floor || !allowed(unit)) continue
    let at = size
    for (; at > 0 && (bounds[at - 1] as number) < bound; at--) {
      kept[at] = kept[at - 1] as number
      bounds[at] = bounds[at - 1] as number
    }
    kept[at] = unit
    bounds[at] = bound
    if (size < most) size++
    if (size === most) floor = bounds[most - 1] as number
  }
  return kept.subarray(0, size)
}
