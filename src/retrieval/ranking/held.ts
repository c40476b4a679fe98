import type { Vocabulary } from '../index/vocabulary.ts'
import { ASKS_REASON } from '../query/answer-kinds.ts'
import type { AnswerTypeTest } from '../query/answer-types.ts'
import type { QueryTerm } from '../query/query-term.ts'
import { fold } from '../text/fold.ts'
import { weighTerm } from './bm25.ts'
import { lookAt } from './look.ts'
import type { Ranked } from './rerank.ts'
import { createTermCounter } from './term-counter.ts'
import { createTermMatcher } from './term-matcher.ts'

/** More than this share of what was said a passage has to hold: a guess at its words is no more. */
const MIN_HELD = 0.4

interface Said {
  readonly said: string
  /** Of what was said. */
  readonly terms: readonly QueryTerm[]
  /** Of the whole question. */
  readonly value: AnswerTypeTest | undefined
}

/**
 * Whether the first passage answers what somebody said last, and not only what was said before: it
 * holds the words of that in two neighbouring sentences, and a reason where one is asked for.
 */
export const holdsSaid = (
  { said, terms, value }: Said,
  [first]: readonly Ranked[],
  { size, meanLength }: Pick<Vocabulary, 'size' | 'meanLength'>,
): boolean => {
  if (!first) return false
  if (ASKS_REASON.test(fold(said)) && value?.(first.text.text) === 0) return false
  if (terms.length === 0) return true
  const weights = terms.map((term) => weighTerm(term, term.frequency, size))
  const [match, count] = [createTermMatcher(terms), createTermCounter(terms)]
  const { together } = lookAt(first.text, { match, count, weights, value: undefined, meanLength })
  return together > MIN_HELD * weights.reduce((sum, { asked }) => sum + asked, 0)
}
