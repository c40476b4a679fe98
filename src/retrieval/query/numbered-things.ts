/** What people number and ask about by its number: exit code 9, section 4.2. */
const ENGLISH =
  'article|bay|block|bus|channel|chapter|class|code|court|day|error|episode|exit|figure|floor|gate|grade|group|hall|lane|lesson|level|line|part|period|phase|platform|room|route|rule|season|section|stage|step|table|terminal|tier|track|unit|week|zone'
const HAN =
  '年级|等(?=[奖舱座])|号[楼线院馆厅口机库]|单元|阶段|[楼层班组排栋区条章节款项届期季集级步段室路]'
/** A question speaks of so few of them. */
const MAX_ASKED = 3

const IN_ENGLISH = new RegExp(
  `\\b(${ENGLISH})(?:e?s)? (\\d{1,4}(?:\\.\\d{1,3})*)(?![\\d.]*\\d)`,
  'g',
)
const IN_HAN = new RegExp(`(?<![\\d.])(\\d{1,4})(${HAN})`, 'g')

interface Numbered {
  readonly noun: string
  /** 9, 4.2 */
  readonly number: string
  /** What has such a thing with any number. */
  readonly thing: RegExp
}

/** A digit in Chinese stays as it is when a text is folded; larger numbers do not. */
const DIGITS = '一二三四五六七八九'
const HAN_DIGIT = new RegExp(`[${DIGITS}](?=${HAN}|至|到|、)`, 'g')
const inFigures = (folded: string): string =>
  folded.replaceAll(HAN_DIGIT, (digit) => `${DIGITS.indexOf(digit) + 1}`)

const numberedIn = (folded: string): readonly Numbered[] =>
  [
    ...Array.from(folded.matchAll(IN_ENGLISH), ([, noun = '', number = '']) => ({
      noun,
      number,
      thing: new RegExp(`\\b${noun}(?:e?s)? \\d`),
    })),
    ...Array.from(folded.matchAll(IN_HAN), ([, number = '', noun = '']) => ({
      noun,
      number,
      thing: new RegExp(`\\d${noun}`),
    })),
  ].slice(0, MAX_ASKED)

/** 4至6, 4-6, 4 to 6 */
const RANGE = /(\d{1,4}) ?(?:至|到|[-–~～—]|to|and) ?第?(\d{1,4})/g

/**
 * Whether a question asks about a numbered thing and a passage speaks of such things with other
 * numbers: exit code 9 where it has the codes 3 and 4, 一年级 where it has 四至六年级.
 *
 * @param folded the question
 * @param passage folded, with what stands above it
 */
export const hasAnotherNumber = (
  folded: string,
  passage: { readonly text: string; readonly title: string },
): boolean => {
  const asked = numberedIn(inFigures(folded))
  if (asked.length === 0) return false
  const whole = inFigures(`${passage.title} ${passage.text}`)
  return asked.some(({ number, thing }) => {
    if (
      !thing.test(whole) ||
      new RegExp(`(?<![\\d.])${escapeDots(number)}(?![\\d]|\\.\\d)`).test(whole)
    )
      return false
    return !isInRange(number, whole)
  })
}

const isInRange = (number: string, text: string): boolean =>
  Array.from(text.matchAll(RANGE)).some(
    ([, low, high]) => Number(low) <= Number(number) && Number(number) <= Number(high),
  )

const CLAUSE = /(?:[^,，;；。.!！?？\n]|\.(?=\d))+/g

/**
 * Whether a passage that speaks of several numbered things has a value of the kind asked for only
 * where it speaks of another one than the question: 第一层每天限五件；第二层要登记.
 *
 * @param folded the question
 * @param text of the passage, folded
 * @param hasValue whether a clause has such a value
 */
export const hasValueOfAnother = (
  folded: string,
  text: string,
  hasValue: (clause: string) => boolean,
): boolean => {
  const [asked] = numberedIn(inFigures(folded))
  if (!asked) return false
  /** The number that was named last. */
  let current: string | undefined
  let [isNamed, isElsewhere] = [false, false]
  for (const [clause] of inFigures(text).matchAll(CLAUSE)) {
    const named = numberedIn(clause).findLast(({ noun }) => noun === asked.noun)
    current = isInRange(asked.number, clause) ? asked.number : (named?.number ?? current)
    isNamed ||= current === asked.number
    if (!hasValue(clause)) continue
    if (current === undefined || current === asked.number) return false
    isElsewhere = true
  }
  return isNamed && isElsewhere
}

const escapeDots = (number: string): string => number.replaceAll('.', '\\.')
