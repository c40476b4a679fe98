import type { AnswerTypeTest } from '../query/answer-types.ts'
import { asksForOneOf, lacksThing } from '../query/asked-property.ts'
import { hasOnlyOpposite } from '../query/contrasts.ts'
import { hasAnotherNumber, hasValueOfAnother } from '../query/numbered-things.ts'
import { hasAnotherDate, isRowOfDay } from '../query/other-date.ts'
import { answersInOtherItem, speaksOfSibling } from '../query/other-item.ts'
import { hasAnotherName } from '../query/other-name.ts'
import { unknownVerbsOf } from '../query/unknown-words.ts'
import { isOtherRow } from './other-row.ts'
import type { Ranking } from './rerank.ts'

/** The passage speaks of other days, or of things with other numbers or names, than the question. */
const OTHER_NUMBER = 0.75
/** The material has no word for what is asked of the subject. */
const PROPERTY_UNKNOWN = 0.3
/** A value is asked for, and the material has no word for a thing that it is of. */
const THING_UNKNOWN = 0.6
/** The row of a table has what is asked, of another thing. */
const OTHER_ROW = 0.6
/** In a longer question, in pairs of characters, one thing is less of what is asked. */
const SHORT = 5

/** Passages that are looked at, the first and those beside it. */
const SIBLINGS = 4

interface Asked {
  /** The question, folded. */
  readonly folded: string
  readonly value: AnswerTypeTest | undefined
  /** Of the question, as they were typed. */
  readonly unknownWords: readonly string[]
  readonly ranking: Ranking
}

/**
 * What the first passage lacks although it holds the question's other words, as the share of its
 * evidence that this costs, 0…0.75.
 *
 * @param isThing whether a folded Chinese word names a thing
 */
export const shareLacking = (
  { folded, value, unknownWords, ranking }: Asked,
  isThing: (word: string) => boolean,
): number => {
  const { ranked, queryTerms, weights, size } = ranking
  const [first, ...next] = ranked.slice(0, SIBLINGS).map(({ text }) => text)
  if (
    first &&
    (hasAnotherNumber(folded, first) ||
      hasAnotherDate(folded, first.text) ||
      hasAnotherName(folded, unknownWords, first, queryTerms) ||
      hasOnlyOpposite(folded, `${first.title} ${first.text}`) ||
      answersInOtherItem(folded, first.text, queryTerms, weights) ||
      speaksOfSibling(
        folded,
        first,
        next.map(({ text }) => text),
      ))
  )
    return OTHER_NUMBER
  const hasValue = (clause: string) => (value?.(clause) ?? 0) >= 1
  if (first && !value?.isOpen && hasValueOfAnother(folded, first.text, hasValue))
    return OTHER_NUMBER
  if (first && isOtherRow(first, queryTerms)) return OTHER_ROW
  const verbs = first && isRowOfDay(folded, first.text) ? [] : unknownVerbsOf(queryTerms)
  if (asksForOneOf(folded, [...unknownWords, ...verbs])) return PROPERTY_UNKNOWN
  if (!value || value.isOpen || !lacksThing(folded, unknownWords, isThing)) return 0
  return THING_UNKNOWN * Math.min(1, SHORT / size)
}
