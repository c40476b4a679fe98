import { ANSWER_KINDS, NUMERAL, type Required } from './answer-kinds.ts'

/**
 * How well a text answers with a value of the kind that is asked for: 2 with the very thing that is
 * counted, 1 surely, 0.5 perhaps, 0 not.
 */
export interface AnswerTypeTest {
  (text: string): number
  /** Where the value has to stand; undefined if a text without one may answer. */
  readonly required?: Required | undefined
  /** Whether it is a reason, a person or a place, and no number, date or price of a thing. */
  readonly isOpen?: true | undefined
  /** A folded heading that names the kind: what stands below it is such a value. */
  readonly heading?: RegExp | undefined
}

/** What is counted, straight after the asking word: people, years, tons. */
const COUNTED =
  /(?:多少|几)(?:[个名位家所种条座])?(?:号)?([人年月天岁次倍元吨米亩层票度分小公美英平家所座种国城辆台艘架本块件张只间])/

/** How often something is done: nothing but such a number answers. */
const TIMES = '次回遍趟'
const NUMBER_OF_TIMES = new RegExp(`${NUMERAL}[多余几来]?[${TIMES}]|每[天日周月年]|不限`)
const A_NUMBER_OF_TIMES: AnswerTypeTest = Object.assign(
  (text: string) => (NUMBER_OF_TIMES.test(text) ? 2 : 0),
  { required: 'nearby' as const },
)

/** A thing that is counted at the end of the question: 有几个孩子, 多少研究人员. */
const COUNTED_NOUN =
  /(?:多少|几)[个名位家所种条座辆]?(?![个名位家所种条座辆岁年月天])[\p{Script=Han}a-z ]{0,6}?(\p{Script=Han}{2})[呢吗啊呀]?[?？]?\s*$/u

/** What is counted in English, with the words that tell of which kind: rubber feet. */
const COUNTED_ENGLISH =
  /\bhow many ((?!(?:of|more)\b)[a-z]+(?:[ -](?!(?:are|is|was|were|do|does|did|can|could|may|might|must|shall|should|will|would|has|have|had|of|in|on|at|to|for|with|per|i|you|we|they|it|the|there|an?|fit|until|before)\b)[a-z]+)?)/

/** What a question wants to have explained: what is a job, what are scopes. */
const DEFINED =
  /^(?:so |and )?what(?:'s| is| are) (?:an? )?((?!(?:the|this|that|these|those|my|your|our|its|his|her|their|there)\b)[a-z][a-z -]{1,40}?)\s*[?.!]*$/

/** What inflections of an English word have in common. */
const beginningOf = (word: string): string =>
  word.slice(0, word.length < 5 ? Math.max(3, word.length - 1) : word.length - 2)

const countingTest = (words: string, sure: RegExp): AnswerTypeTest => {
  const nouns = words.split(/[ -]/).map(beginningOf).join('|')
  const counted = new RegExp(`(?<![\\d.,])\\d[\\d.,]{0,11}\\+? (?:[a-z-]{1,20} ){0,2}(?:${nouns})`)
  return (text) => (counted.test(text) ? 2 : sure.test(text) || /\d/.test(text) ? 0.5 : 0)
}

const definitionTest = (words: string): AnswerTypeTest => {
  const defining = new RegExp(
    `(?:^|[.!?:] )(?:an? |the )?${words.replace(/s?$/, 's?')}\\b["'”’)]{0,2} (?:is|are|means?|refers?|describes?|stands? for)\\b`,
  )
  return (text) => (defining.test(text) ? 2 : 1)
}

/** Tells values of the kind that a folded question asks for; undefined where it asks for no special kind. */
export const answerTypeOf = (question: string): AnswerTypeTest | undefined => {
  const kind = ANSWER_KINDS.find(({ asks }) => asks.test(question))
  const defined = kind ? undefined : DEFINED.exec(question)?.[1]
  if (defined) return definitionTest(defined)
  if (!kind) return undefined
  const many = kind.required ? undefined : COUNTED_ENGLISH.exec(question)?.[1]
  if (many) return countingTest(many, kind.sure)
  const counted = kind.required ? undefined : COUNTED.exec(question)?.[1]
  if (counted) {
    if (TIMES.includes(counted)) return A_NUMBER_OF_TIMES
    const exact = new RegExp(`${NUMERAL}[多余几来]?[个名位]?${counted}`)
    return (text) => (exact.test(text) ? 2 : kind.sure.test(text) ? 0.5 : 0)
  }
  const noun = kind.required ? undefined : COUNTED_NOUN.exec(question)?.[1]
  if (noun) {
    const near = new RegExp(`${NUMERAL}[^，。；,;]{0,6}${noun}|${noun}[^，。；,;]{0,8}${NUMERAL}`)
    return (text) => (near.test(text) ? 2 : kind.sure.test(text) ? 0.25 : 0)
  }
  const test = (text: string) => (kind.sure.test(text) ? 1 : kind.perhaps?.test(text) ? 0.5 : 0)
  const { required, isOpen, heading } = kind
  return Object.assign(test, { required, isOpen, heading })
}
