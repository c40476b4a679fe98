/** A step of a list of steps that a question names by its number: 第三步, step 3, the last step. */
export interface NamedStep {
  /** From 1; absent of the last one. */
  readonly number?: number
  /** The question about all steps, and about what they are of. */
  readonly questions: readonly [steps: string, rest: string]
}

const DIGITS = '一二三四五六七八九十'
const IN_CHINESE = new RegExp(
  `第 ?(\\d{1,2}|十?[${DIGITS}]) ?(?:个?步[骤驟]|步)|步[骤驟] ?(\\d{1,2}|十?[${DIGITS}])(?![${DIGITS}])|最[后後]一?(?:个步[骤驟]|步)`,
  'u',
)
const ORDINALS = 'first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last'
const IN_ENGLISH = new RegExp(
  `\\bstep (?:no\\. ?|number |#)?(\\d{1,2})\\b|\\b(?:the )?(\\d{1,2})(?:st|nd|rd|th) step\\b|\\b(?:the )?(${ORDINALS}|final) step\\b`,
  'i',
)

/** The step that a question names, as it was typed; nothing if it names none. */
export const readNamedStep = (typed: string): NamedStep | undefined => {
  const chinese = IN_CHINESE.exec(typed)
  const match = chinese ?? IN_ENGLISH.exec(typed)
  if (!match) return undefined
  const [whole, one, other, ordinal = ''] = match
  const number = numberOf((one ?? other ?? ordinal).toLowerCase())
  const around = (word: string) => typed.replace(whole, word).trim()
  return {
    ...(number > 0 && { number }),
    questions: [around(chinese ? '步骤' : 'steps'), around('')],
  }
}

/** 0 of the last one. */
const numberOf = (words: string): number => {
  if (/^\d/.test(words)) return Number(words)
  const han = [...words].reduce((sum, digit) => sum + DIGITS.indexOf(digit) + 1, 0)
  const place = ORDINALS.split('|').indexOf(words) + 1
  if (place > 0) return place % ORDINALS.split('|').length
  return DIGITS.includes(words.charAt(0)) ? han : 0
}
