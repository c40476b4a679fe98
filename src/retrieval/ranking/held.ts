import type { Vocabulary } from '../index/vocabulary.ts'
import { ASKS_REASON } from '../query/answer-kinds.ts'
import type { AnswerTypeTest } from '../query/answer-types.ts'
import type { QueryTerm } from '../query/query-term.ts'
import { fold } from '../text/fold.ts'
import { weighTerm } from './bm25.ts'
import { THRESHOLDS } from './confidence.ts'
import { lookAt } from './look.ts'
import type { Ranked } from './rerank.ts'
import { createTermCounter } from './term-counter.ts'
import { createTermMatcher } from './term-matcher.ts'

/** More than this share of what was said a passage has to hold: a guess at its words is no more. */
const MIN_HELD = 0.4

/** Just below what is shown as an answer. */
const NO_ANSWER = THRESHOLDS.found * 0.9

interface Said {
  readonly said: string
  /** Of what was said. */
  readonly terms: readonly QueryTerm[]
  /** Of the whole question. */
  readonly value: AnswerTypeTest | undefined
}

/**
 * The most confidence that the first passage answers what somebody said last, and not only what was
 * said before: it has to hold the words of that in two neighbouring sentences, and a reason where
 * one is asked for.
 */
export const mostConfidence = (
  { said, terms, value }: Said,
  [first]: readonly Ranked[],
  { size, meanLength }: Pick<Vocabulary, 'size' | 'meanLength'>,
): number => {
  if (!first) return 0
  if (ASKS_REASON.test(fold(said)) && value?.(first.text.text) === 0) return NO_ANSWER
  if (terms.length === 0) return 1
  const weights = terms.map((term) => weighTerm(term, term.frequency, size))
  const [match, count] = [createTermMatcher(terms), createTermCounter(terms)]
  const { together } = lookAt(first.text, { match, count, weights, value: undefined, meanLength })
  const held = together / weights.reduce((sum, { asked }) => sum + asked, 0)
  return held > MIN_HELD ? 1 : NO_ANSWER
}
