import { ENGLISH_NUMBERS } from './english-numbers.ts'
import { HAN_NUMBERS } from './han-numbers.ts'
import type { Rule } from './rewrite.ts'

/** Units of measurement that are written straight behind a number. */
const UNIT_OF_MEASUREMENT =
  '[kmgtp]?bps|[kmgt]i?b|[kcm]m|[mk]?g|m?l|mah|[kmg]?hz|k?wh?|v|px|ms|fps|dpi|rpm|lbs?|oz|ft|mph|°c|°f'

/** Rules that write every number with digits, and shares and units in one way. Texts are folded. */
export const NUMBERS: readonly Rule[] = [
  ...HAN_NUMBERS,
  ...ENGLISH_NUMBERS,
  { pattern: /百分之 ?(\d+(?:\.\d+)?)/g, replace: ([, number]) => `${number}%` },
  { pattern: /千分之 ?(\d+(?:\.\d+)?)/g, replace: ([, number]) => `${number}‰` },
  { pattern: /(?<!\d)(\d+)分之(\d+)/g, replace: ([, below, above]) => `${above}/${below}` },
  { pattern: /(\d) ?(?:percent|per cent|%)/g, replace: ([, digit]) => `${digit}%` },
  {
    pattern: new RegExp(
      `(?<![a-z0-9.])(\\d+(?:\\.\\d+)?)(${UNIT_OF_MEASUREMENT})(?![a-z0-9])`,
      'g',
    ),
    replace: ([, number, unit]) => `${number} ${unit}`,
  },
  { pattern: /(?<![a-z0-9.])v(?=\d+\.\d)|(?<=\d\.\d{1,3})版本?/g, replace: () => '' },
  // Some put spaces between digits and Han characters.
  { pattern: /(?<=\d%?) (?=\p{Script=Han})|(?<=第) (?=\d)/gu, replace: () => '' },
]
