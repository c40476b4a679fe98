import type { Rule } from './rewrite.ts'

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const TENS = '_ _ twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const ORDINALS =
  '_ first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ')
const SCALES: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
}

const wordValue = (word: string): number | undefined => {
  const one = ONES.indexOf(word)
  if (one >= 0) return one
  const ten = TENS.indexOf(word)
  return ten > 0 ? ten * 10 : undefined
}

/** The value of English number words, and whether they are an ordinal. */
const englishNumber = ([phrase]: RegExpExecArray): string | undefined => {
  const words = phrase.split(/[\s-]+/).filter((word) => word !== 'and')
  if (words.length === 1 && phrase === 'one') return undefined
  let [total, section] = [0, 0]
  let suffix = ''
  for (const word of words) {
    const ordinal = ORDINALS.indexOf(word)
    const scale = SCALES[word]
    if (ordinal > 0) {
      // “Two third-deck seats” are no fifth.
      const fits =
        section % 100 === 0 || (section % 100 >= 20 && section % 10 === 0 && ordinal < 10)
      if (!fits) return undefined
      section += ordinal
      suffix = ordinalSuffix(total + section)
    } else if (scale === 100) section = Math.max(1, section) * 100
    else if (scale !== undefined) {
      total += Math.max(1, section) * scale
      section = 0
    } else if (word !== 'a') {
      const value = wordValue(word) ?? 0
      // Two numbers side by side are no sum: “ten twelve”, “five six”.
      const fits = section === 0 || section % 100 === 0 || (section % 10 === 0 && value < 10)
      if (!fits || (section > 0 && section < 20)) return undefined
      section += value
    }
  }
  return `${total + section}${suffix}`
}

const ordinalSuffix = (value: number): string => {
  if (value % 100 > 10 && value % 100 < 14) return 'th'
  return ['th', 'st', 'nd', 'rd'][value % 10] ?? 'th'
}

const CARDINAL = [...ONES, ...TENS.slice(2)].join('|')
const ORDINAL = ORDINALS.slice(1).join('|')
const SCALE = Object.keys(SCALES).join('|')

/** Names of what is numbered, before “one”, and of what is counted, behind it. */
const NUMBERED =
  'room|chapter|step|level|part|phase|stage|version|type|class|grade|page|floor|platform|gate|zone|line|number|unit|module|group|team|table|figure|section|rule|article|volume|day|week|year|option'
const COUNTED_IN_ENGLISH =
  'hour|day|week|month|year|minute|night|person|page|item|metre|meter|mile|percent|dollar|euro|pound|cup|gallon|litre|liter'

/** What a thing is cut into; a second is a time. */
const PARTS = '_ _ half third quarter fifth sixth seventh eighth ninth tenth'.split(' ')
const PART = `halves|${PARTS.slice(2).join('|')}`

/** Rules that write English number words with digits. Texts are folded. */
export const ENGLISH_NUMBERS: readonly Rule[] = [
  // One part, or several: “two third-deck seats” are none.
  {
    pattern: new RegExp(
      `(?<![a-z0-9-])(one)[ -](${PART})(?![a-z0-9-])|(?<![a-z0-9-])(${ONES.slice(2, 10).join('|')})[ -](${PART})s(?![a-z0-9])`,
      'g',
    ),
    replace: ([, one, part = '', count = one ?? '', parts = part]) =>
      `${ONES.indexOf(count)}/${PARTS.indexOf(parts)}`,
  },
  {
    pattern: new RegExp(
      `(?<![a-z0-9-])(?:a (?=(?:${SCALE})\\b)|(?:${CARDINAL}|${SCALE})[ -](?:and )?(?=(?:${CARDINAL}|${ORDINAL}|${SCALE})\\b))*(?:${CARDINAL}|${SCALE}|${ORDINAL})(?![a-z0-9])`,
      'g',
    ),
    replace: (match) => {
      const { 0: phrase, index, input } = match
      if (SCALES[phrase] !== undefined) return undefined
      // “Second” is a unit of time as well.
      if (phrase === 'second' && /(?:\bper|\ba|\bone|\d|\/) ?$/.test(input.slice(0, index)))
        return undefined
      return englishNumber(match)
    },
  },
  {
    pattern: new RegExp(
      `\\b(?<=(?:${NUMBERED}) )one\\b|\\bone(?= (?:${COUNTED_IN_ENGLISH})s?\\b)`,
      'g',
    ),
    replace: () => '1',
  },
]
