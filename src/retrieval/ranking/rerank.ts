import type { Passage } from '../../corpus/types.ts'
import type { AnswerTypeTest } from '../query/answer-types.ts'
import type { QueryTerm } from '../query/query-term.ts'
import type { SearchData } from '../search-data.ts'
import { sentenceIn, type Unit } from '../text/text-unit.ts'
import { chooseCandidates, idf, isCommon, type Weight, weighTerm } from './bm25.ts'
import { createTermMatcher, type TermMatcher } from './term-matcher.ts'

/** A unit that was looked at. */
export interface Ranked {
  readonly unit: Unit
  /** Share of the question's weight within two neighbouring sentences and the title, 0…1. */
  readonly proximity: number
  /** The same within the whole unit and the title. */
  readonly coverage: number
  /** Orders the units of one question. */
  readonly rank: number
  /** Whether a value of the kind that is asked for stands there, 0…2; 1 if none is asked for. */
  readonly valued: number
  /** Whether it is its last sentence that holds most, and that sentence asks. */
  readonly leavesOpen: boolean
}

export interface Ranking {
  readonly queryTerms: readonly QueryTerm[]
  readonly weights: readonly Weight[]
  /** What the question weighs, in pairs of characters that the material has not. */
  readonly size: number
  /** Best first; of each passage its best unit. */
  readonly ranked: readonly Ranked[]
}

export interface Restriction {
  readonly allowed?: (passage: number) => boolean
  /** As if this passage were not in the material. */
  readonly without?: number
}

const MAX_CANDIDATES = 25
/** Places from here down are told without a close look: as many as an answer shows are exact. */
const EXACT_PLACES = 3
/** What a value of the kind that is asked for adds to a unit's rank, near the question's words. */
const VALUE_BONUS = 0.15

/**
 * Orders the material by BM25 and by how much of the question stands together: both are shares of
 * what the question weighs, so that they add up. MiniSearch and Lucene's BM25 alone cannot tell
 * words that are neighbours from words that are scattered over a passage.
 */
export const rerank = (
  { passages, units, score }: SearchData,
  queryTerms: readonly QueryTerm[],
  value: AnswerTypeTest | undefined,
  { allowed, without }: Restriction = {},
): Ranking => {
  const hidden = without === undefined ? [] : placesOf(without, units)
  const weights = queryTerms.map((queryTerm) => weighTerm(queryTerm, units.length, hidden))
  const mass = weights.reduce((sum, { asked }) => sum + asked, 0)
  const scores = score(queryTerms, weights)
  const common = queryTerms.map((queryTerm) => isCommon(queryTerm, units.length))
  /** What common characters, which are not scored, may still add: to BM25, and to the proximity. */
  const mostCommon = weights.reduce((sum, { held }, c) => sum + (common[c] ? held : 0), 0) / mass
  const mostBonus = value ? 2 * VALUE_BONUS : 0
  const isAllowed = ({ passage }: Unit) =>
    passage !== without && (allowed === undefined || allowed(passage))
  const candidates = chooseCandidates(scores, MAX_CANDIDATES, (u) => isAllowed(units[u] as Unit))
  const matchTerms = createTermMatcher(queryTerms)
  const looked: Ranked[] = []
  const others: Ranked[] = []
  const top: number[] = []
  for (const u of candidates) {
    const unit = units[u] as Unit
    const bm25 = (scores.bm25[u] as number) / mass
    const coverage = (scores.covered[u] as number) / mass
    if (
      top.length === EXACT_PLACES &&
      bm25 + coverage + 2 * mostCommon + mostBonus <= (top[0] as number)
    ) {
      others.push({ unit, proximity: 0, coverage, rank: 0, valued: 0, leavesOpen: false })
      continue
    }
    const { share, valued, rest, leavesOpen } = proximityOf(
      unit,
      matchTerms,
      weights,
      common,
      value,
    )
    const proximity = share / mass
    const left = rest / mass
    const bonus = value ? VALUE_BONUS * valued : 0
    const each = {
      unit,
      proximity,
      coverage: coverage + left,
      rank: bm25 + left + proximity + bonus,
      valued,
      leavesOpen,
    }
    looked.push(each)
    top.push(each.rank)
    top.sort((a, b) => a - b)
    if (top.length > EXACT_PLACES) top.shift()
  }
  looked.sort((a, b) => b.rank - a.rank)
  const answer = value && looked[0]?.leavesOpen && answerAfter(looked[0], passages, units, value)
  if (answer && isAllowed(answer.unit)) looked.unshift(answer)
  const seen = new Set<number>()
  const ranked = [...looked, ...others].filter(
    ({ unit }) => !seen.has(unit.passage) && seen.add(unit.passage),
  )
  return { queryTerms, weights, size: mass / idf(units.length, 0), ranked }
}

/** The units of a passage: they stand together, and every passage before it has one at least. */
const placesOf = (passage: number, units: readonly Unit[]): number[] => {
  let place = passage
  while ((units[place] as Unit).passage < passage) place++
  const places: number[] = []
  while (units[place]?.passage === passage) places.push(place++)
  return places
}

/** A sentence that asks does not answer: what follows it may, and articles ask before they answer. */
const ASKS = /[?？]["”』」]?\s*$|为什么|为何/
const ASKING_WORTH = 0.8

/**
 * Where a paragraph ends with the question itself, the next one may begin with the answer: it
 * speaks for itself where that holds a value of the kind that is asked for.
 */
const answerAfter = (
  asking: Ranked,
  passages: readonly Passage[],
  units: readonly Unit[],
  value: AnswerTypeTest,
): Ranked | undefined => {
  const { passage, place, translation } = asking.unit
  if (passages[passage + 1]?.source !== passages[passage]?.source) return undefined
  // Units of neighbouring passages are neighbours: the next one of this wording is the one.
  let next = place + 1
  while (units[next] && units[next]?.translation !== translation) next++
  const unit = units[next]
  return unit?.passage === passage + 1 && value(sentenceIn(unit, 0)) >= 1
    ? { ...asking, unit, valued: 1 }
    : undefined
}

/** A title is one part. */
const TITLE = [0]

/** The two neighbouring sentences that hold most, and whether what is asked for stands there. */
const proximityOf = (
  unit: Unit,
  matchTerms: TermMatcher,
  weights: readonly Weight[],
  common: readonly boolean[],
  value: AnswerTypeTest | undefined,
): { share: number; valued: number; rest: number; leavesOpen: boolean } => {
  const held = matchTerms(unit.text, unit.starts)
  const inTitle = matchTerms(unit.title, TITLE)
  const { length } = weights
  let [best, at] = [0, 0]
  for (let s = 0; s < unit.starts.length; s++) {
    let share = 0
    for (let c = 0, i = s * length; c < length; c++, i++) {
      if (held[i] || held[i + length]) share += (weights[c] as Weight).held
      else if (inTitle[c]) share += (weights[c] as Weight).inTitle
    }
    if (share <= best) continue
    if (ASKS.test(sentenceIn(unit, s))) share *= ASKING_WORTH
    if (share > best) [best, at] = [share, s]
  }
  const proximity = unit.text.slice(unit.starts[at], unit.starts[at + 2])
  let rest = 0
  for (let c = 0; c < length; c++)
    for (let i = common[c] ? c : held.length; i < held.length; i += length)
      if (held[i]) {
        rest += (weights[c] as Weight).held
        break
      }
  const last = unit.starts.length - 1
  const leavesOpen = at >= last - 1 && ASKS.test(sentenceIn(unit, last))
  return { share: best, valued: value?.(proximity) ?? 1, rest, leavesOpen }
}
