import { lazy } from '../../shared/lazy.ts'
import { fold } from '../text/fold.ts'
import { stem } from '../text/stem.ts'
import { isHanWritten } from '../text/terms.ts'
import type { QueryTerm } from './query-term.ts'

/** A label before what it tells apart, M码 and IT 经理, or a letter or number behind it: 套餐B, 科目三. */
const LABELLED =
  /(?<![a-z0-9])(?:([a-z])(?= ?(\p{Script=Han}))|([a-z][a-z0-9]{1,5}|\d[a-z]{1,3})(?= ?(\p{Script=Han}{2})))|(\p{Script=Han}{2}) ?([a-z](?![a-z0-9])|(?:[1-9]|[一二三四五六七八九十])(?=[的是在有放怎什讲做说要能可会考约几哪谁多包含为叫,? ]|$))/gu
const DIGITS = '一二三四五六七八九'
const LABEL = '(?:[a-z](?![a-z0-9])|[1-9](?!\\d)|[一二三四五六七八九])'
/** A question names so few of them. */
const MAX_ASKED = 3

/** 3 as 三, 三 as 3; any other label as it is. */
const inOtherDigits = (label: string): string =>
  /^[1-9]$/.test(label) ? DIGITS.charAt(Number(label) - 1) : `${DIGITS.indexOf(label) + 1 || label}`

const LATIN = /^[a-z]+$/
const SENTENCE_END = /[。;!?\n]/

interface Passage {
  readonly text: string
  readonly title: string
}

/**
 * Whether a question asks about something by a name, a label or an identifier that a passage has not,
 * and the passage has others of the kind: M码 beside S码, `max retries` beside `maxRetryCount`.
 *
 * @param folded the question
 * @param unknownWords of the question, as they were typed
 * @param passage folded
 * @param queryTerms of the question
 */
export const hasAnotherName = (
  folded: string,
  unknownWords: readonly string[],
  passage: Passage,
  queryTerms: readonly QueryTerm[],
): boolean =>
  unknownWords.some((word) => isOtherIdentifier(folded, fold(word), passage)) ||
  hasOtherLabel(folded, passage, queryTerms)

/** Of the two words before it the passage makes an identifier with something else behind them. */
const isOtherIdentifier = (folded: string, word: string, { text }: Passage): boolean => {
  const at = LATIN.test(word) ? folded.indexOf(word) : -1
  const before = folded.slice(0, Math.max(0, at)).trimEnd().split(' ').slice(-2)
  return (
    before.length === 2 &&
    before.every((each) => LATIN.test(each)) &&
    new RegExp(`\\b${before.join('')}[a-z]`).test(text)
  )
}

const hasOtherLabel = (
  folded: string,
  { text, title }: Passage,
  queryTerms: readonly QueryTerm[],
): boolean => {
  // Dates and weekdays of other languages are folded to Han characters.
  if (!isHanWritten(folded)) return false
  const sentences = lazy(() => text.split(SENTENCE_END))
  return Array.from(folded.matchAll(LABELLED))
    .slice(0, MAX_ASKED)
    .some(([, letter = '', after = '', name = letter, thing = after, before, behind = name]) => {
      const noun = before ?? thing
      const label = `(?<![a-z0-9])(?:${behind}|${inOtherDigits(behind)})(?![a-z0-9])`
      const own = queryTerms.find((term) => term.text === stem(behind))
      const isNamed = (words: string) =>
        new RegExp(label).test(words) || own?.variants.some((each) => words.includes(each))
      const other = new RegExp(
        before ? `${noun} ?${LABEL}` : `(?:[a-z][a-z0-9]{0,9}|\\d[a-z]{1,9}) ?${noun}`,
      )
      const told = sentences().filter((sentence) => sentence.includes(noun))
      return (
        told.length > 0 &&
        !isNamed(title) &&
        told.every((sentence) => other.test(sentence) && !isNamed(sentence))
      )
    })
}
