import type { Required } from '../query/answer-kinds.ts'
import type { Certainty } from '../types.ts'
import { VALUE_SIZE } from './look.ts'
import type { Ranked } from './rerank.ts'

/** The least confidence to call an answer found, and to call the passages near. */
export const THRESHOLDS = { found: 0.5, near: 0.1 }

export const certaintyOf = (confidence: number): Certainty => {
  if (confidence >= THRESHOLDS.found) return 'found'
  return confidence >= THRESHOLDS.near ? 'near' : 'none'
}

/** How much of a question that the material has not would make a part of it prove little. */
const FEW = 1.5

/** What it costs that no value of the kind that is asked for stands there, as a share. */
const VALUE_MISSING = 0.2
/** The same for a time, a year or a floor, which nothing else can answer. */
const REQUIRED_MISSING = 0.75

/** What it costs that no such value stands in one clause with the question's words, as a share. */
const UNANCHORED = 0.12
/** The same by where the value has to stand: an age or a sum of money, a time or a length. */
const UNANCHORED_REQUIRED: Readonly<Record<Required, number>> = {
  'in one clause': 0.6,
  nearby: 0.3,
}

/**
 * What speaks for the first passage, 0…1: how much of the question stands in two neighbouring
 * sentences of it, how much in all of it, and how far the second passage lies behind.
 *
 * The lead counts for as much as the passage covers: who shares one word with a question often
 * stands alone with it. And a part of a short question proves less than the same part of a long
 * one, while all of it proves as much: hence the power.
 */
export const evidenceOf = ([first, second]: readonly Ranked[], size: number): number => {
  if (!first) return 0
  const lead = second && first.rank > 0 ? Math.max(0, first.rank - second.rank) / first.rank : 1
  // A sum of money is a word of the question like others. A time or a year is not: most texts have one.
  const inClause = first.required === 'in one clause'
  const asked = inClause ? VALUE_SIZE : 0
  const whole = size + asked
  const power = 1 + FEW / whole
  const withValue = (share: number) => ((share * size + asked * first.anchored) / whole) ** power
  const [proximity, coverage] = [withValue(first.proximity), withValue(first.coverage)]
  const missing = first.required === 'nearby' ? REQUIRED_MISSING : VALUE_MISSING
  const valued = 1 - missing * (1 - Math.min(1, first.valued))
  const unanchored = first.required ? UNANCHORED_REQUIRED[first.required] : UNANCHORED
  const anchored = 1 - unanchored * (1 - first.anchored)
  const answers = first.onlyAsks ? LEFT_OPEN : 1
  return ((proximity + coverage * (1 + lead)) / 3) * valued * anchored * answers
}

/** What the evidence counts where the passage ends with the question, and says no more. */
const LEFT_OPEN = 0.6

/** What is fitted to a corpus. */
export interface Calibration {
  readonly slope: number
  readonly offset: number
}

/** How likely it is that a passage with this evidence answers. */
export const likelihoodBy =
  ({ slope, offset }: Calibration) =>
  (evidence: number): number =>
    1 / (1 + Math.exp(-(slope * evidence + offset)))
