import { ANSWER_KINDS, NUMERAL, type Required } from './answer-kinds.ts'

/**
 * How well a text answers with a value of the kind that is asked for: 2 with the very thing that is
 * counted, 1 surely, 0.5 perhaps, 0 not.
 */
export interface AnswerTypeTest {
  (text: string): number
  /** Where the value has to stand; undefined if a text without one may answer. */
  readonly required?: Required | undefined
}

/** What is counted, straight after the asking word: people, years, tons. */
const COUNTED =
  /(?:多少|几)(?:[个名位家所种条座])?(?:号)?([人年月天岁次倍元吨米亩层票度分小公美英平家所座种国城辆台艘架本块件张只间])/

/** A thing that is counted at the end of the question: 有几个孩子, 多少研究人员. */
const COUNTED_NOUN =
  /(?:多少|几)[个名位家所种条座辆]?(?![个名位家所种条座辆岁年月天])[\p{Script=Han}a-z ]{0,6}?(\p{Script=Han}{2})[呢吗啊呀]?[?？]?\s*$/u

/** Tells values of the kind that a folded question asks for; undefined where it asks for no special kind. */
export const answerTypeOf = (question: string): AnswerTypeTest | undefined => {
  const kind = ANSWER_KINDS.find(({ asks }) => asks.test(question))
  if (!kind) return undefined
  const counted = kind.required ? undefined : COUNTED.exec(question)?.[1]
  if (counted) {
    const exact = new RegExp(`${NUMERAL}[多余几来]?[个名位]?${counted}`)
    return (text) => (exact.test(text) ? 2 : kind.sure.test(text) ? 0.5 : 0)
  }
  const noun = kind.required ? undefined : COUNTED_NOUN.exec(question)?.[1]
  if (noun) {
    const near = new RegExp(`${NUMERAL}[^，。；,;]{0,6}${noun}|${noun}[^，。；,;]{0,8}${NUMERAL}`)
    return (text) => (near.test(text) ? 2 : kind.sure.test(text) ? 0.25 : 0)
  }
  const test = (text: string) => (kind.sure.test(text) ? 1 : kind.perhaps?.test(text) ? 0.5 : 0)
  return Object.assign(test, { required: kind.required })
}
