import type { AnswerTypeTest } from '../query/answer-types.ts'
import { wordsOf } from '../query/colloquialisms.ts'
import { asksForTitle, asksWho, asksWhy, isCause, personIn, titlesIn, verdictIn } from './values.ts'

/**
 * Where a question asks. A Chinese question has its asking word in the place of the answer, so the
 * characters beside that word stand beside the answer, too.
 */
export interface Focus {
  readonly question: string
  /** Where the asking word stands in the question: `[start, end)`. Undefined where that tells nothing. */
  readonly place: readonly [start: number, end: number] | undefined
  /** What stands before and after the asking word, up to {@link MAX_BESIDE} characters each. */
  readonly before: string
  readonly after: string
  /** The noun that is asked for: 大学 of 哪所大学, 国 of 哪国; empty if there is none. */
  readonly noun: string
  /** How well a clause, with the one that follows, has a value of the kind asked for, 0…1. */
  readonly value: (clause: string, next: string) => number
}

const MAX_BESIDE = 6

/** Folded asking words, the longer ones first. */
const ASKING_WORD = new RegExp(
  [
    '什么时[候间]|甚么时候|什么样的?|什么|甚么|啥|何[时年地人种处日]|为何|为什么|如何|何',
    '怎[么样]样?|哪[一两几三些]?[个些位种所家座年天月日国篇部项首本条支届省市区只场]?',
    '多少[个名位人]?|多[久大高长远重宽深]|几[个年月日号名位人次岁种座条届]?|谁',
  ].join('|'),
)
/** Such a question asks for no word. */
const YES_OR_NO = /[吗嘛么没][?？\s]*$|没有[?？\s]*$|是否|是不是|有没有|能不能|会不会|可不可以/
/** 创始人为？ asks at its end, without an asking word. */
const OPEN_END = /(?:名?[为是指叫有]|[?？\s])$/
/** An asking word that names what it asks for itself. */
const NOUN_INSIDE = /[国年月日人地座家位所种篇部项首本支届省市区]$/

/** A piece at a time: one pattern for all of it would go through the text again and again. */
const withoutOpenEnd = (question: string): string => {
  const rest = question.replace(OPEN_END, '')
  return rest === question ? question : withoutOpenEnd(rest)
}

/** @param value what `answerTypeOf` tells of the question */
export const focusOf = (folded: string, value: AnswerTypeTest | undefined): Focus => {
  const isHan = /\p{Script=Han}/u.test(folded)
  const match = isHan ? ASKING_WORD.exec(folded) : null
  const end = withoutOpenEnd(folded).length
  const place = match
    ? ([match.index, match.index + match[0].length] as const)
    : isHan && !YES_OR_NO.test(folded)
      ? ([end, end] as const)
      : undefined
  const rest = match
    ? (folded
        .slice(place?.[1])
        .replace(/^[的个是]/, '')
        .split(/[?？]/, 1)[0] ?? '')
    : ''
  const noun = wordsOf(/^\p{Script=Han}+/u.exec(rest)?.[0] ?? '')[0] ?? ''
  const inside = NOUN_INSIDE.test(match?.[0] ?? '') ? (match?.[0] ?? '') : ''
  return {
    question: folded,
    place,
    before: place ? folded.slice(Math.max(0, place[0] - MAX_BESIDE), place[0]) : '',
    after: rest.slice(0, MAX_BESIDE),
    noun: noun || inside.slice(-1),
    value: valueTestOf(folded, value),
  }
}

const valueTestOf = (question: string, value: AnswerTypeTest | undefined): Focus['value'] => {
  const typed = (clause: string) => Math.min(1, value?.(clause) ?? 0)
  if (value === undefined && YES_OR_NO.test(question)) return verdictIn
  if (asksWhy(question)) return (clause, next) => Math.max(typed(clause), isCause(clause, next))
  const titled = (clause: string) =>
    titlesIn(clause).some((title) => !question.includes(title)) ? 1 : 0
  if (asksWho(question))
    return (clause) => Math.max(typed(clause), personIn(clause), 0.3 * titled(clause))
  return asksForTitle(question, value !== undefined) ? titled : typed
}
