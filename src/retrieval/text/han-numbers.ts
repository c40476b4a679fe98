import type { Rule } from './rewrite.ts'

/** Values of the characters that count, folded. */
const DIGITS: Readonly<Record<string, number>> = Object.fromEntries(
  ['〇零', '一', '二两', '三', '四', '五', '六', '七', '八', '九'].flatMap((characters, value) =>
    Array.from(characters, (character) => [character, value]),
  ),
)
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1e3, 万: 1e4, 亿: 1e8 }

const NUMERAL = '〇零一二两三四五六七八九十百千万亿廿卅'

/**
 * What is counted, after a numeral of one character: only there it is a number and not a part of a
 * word. No character that makes a word with it: 三国, 五金, 二手, 八角.
 */
const MEASURE =
  '[个名位人件本张页层楼号点月日天年岁周次条章节款项台辆艘只匹块元斤吨克升级届队组班间册期集卷倍秒枚颗粒瓶杯碗盒箱袋批局场座处户幅份桌架栋]|小时|分钟|公里|公斤|公顷|公分|平方|厘米|毫米|千克|千米|毫升|星期|礼拜|英寸|英里|海里|世纪|学分|学期|学年|年级'
const COUNTED = new RegExp(`^(?:${MEASURE})`)

/** After 一 only these: 一个 and 一种 are hardly numbers, and 1个 is written with a digit for 一个. */
const ONE_COUNTED = /^(?:[月日号楼层级]|年级)/
const MEASURE_OF_ARTICLE = '[个名位人件本张页天年岁周次条款项台辆]|小时|分钟|星期'

/** 一 that ends a word: 统一百货 holds no 一百. */
const ENDS_IN_ONE = /[统唯之单万]$/

/**
 * The value of a Han or mixed numeral such as 一万二千, 3万5千, 1.2万, 廿五, 三万五; undefined if
 * it is not one.
 */
const numeralValue = (numeral: string): number | undefined => {
  const written = numeral.replaceAll('廿', '二十').replaceAll('卅', '三十')
  let [total, section, last] = [0, 0, 1]
  let current: number | undefined
  let afterZero = false
  for (const [token] of written.matchAll(/\d+(?:\.\d+)?|./gu)) {
    const digit = DIGITS[token] ?? (/\d/.test(token) ? Number(token) : undefined)
    const unit = UNITS[token]
    if (digit !== undefined) {
      if (current) return undefined
      current = digit
      afterZero = digit === 0 || afterZero
      continue
    }
    if (unit === undefined) return undefined
    const counted = section + (current ?? 0)
    if (unit < 1e4) {
      if (current === undefined && (unit !== 10 || section > 0)) return undefined
      section += (current || 1) * unit
    } else {
      if (counted === 0 && total === 0) return undefined
      total = unit === 1e4 ? total + counted * unit : (total + counted) * unit
      section = 0
    }
    current = undefined
    afterZero = false
    last = unit
  }
  // 三万五 is 35,000, and 一百二 is 120.
  const shorthand = last >= 100 && !afterZero && current !== undefined && current < 10
  return Number((total + section + (current ?? 0) * (shorthand ? last / 10 : 1)).toPrecision(12))
}

/** The digits of 二〇一八 or 三一八 one by one. */
const digitsOf = (numeral: string): string =>
  Array.from(numeral, (character) => DIGITS[character]).join('')

const hanNumber = ({ 0: numeral, index, input }: RegExpExecArray): string | undefined => {
  const before = input.slice(0, index)
  const after = input.slice(index + numeral.length)
  const ordinal = /第 ?$|分之 ?$/.test(before)
  if (!ordinal && numeral.startsWith('一') && ENDS_IN_ONE.test(before)) return undefined
  if (numeral.length === 1) {
    if (numeral === '一') return ordinal || ONE_COUNTED.test(after) ? '1' : undefined
    if (UNITS[numeral] !== undefined && numeral !== '十') return undefined
    return ordinal || /^分之/.test(after) || COUNTED.test(after)
      ? String(numeralValue(numeral))
      : undefined
  }
  if (/[十百千万亿廿卅]/.test(numeral)) {
    // What begins with a unit is a word: 千万, 万一, 百万.
    const value = /^[百千万亿]/.test(numeral) ? undefined : numeralValue(numeral)
    return value === undefined ? undefined : String(value)
  }
  // 三四个 and 七八 are guesses, not numbers.
  if (numeral.includes('两')) return undefined
  return numeral.length > 2 || /[〇零]/.test(numeral) || after.startsWith('年')
    ? digitsOf(numeral)
    : undefined
}

/** 首 is 第一 before a counter, and a counter itself behind a numeral: 首任, but 三首. */
const FIRST = new RegExp(
  `(?<![${NUMERAL}几这那每元部回\\d])首(?=[任届次个位家部批架座名例款台艘颗枚季期站])`,
  'g',
)

/** 十二点五, where it is no time of day: behind 百分之, or before a unit. */
const HAN_DECIMAL =
  /(?<=[百千]分之 ?)([零一二三四五六七八九十百]{1,6})点([〇零一二三四五六七八九]{1,6})|([零一二三四五六七八九十百]{1,6})点([〇零一二三四五六七八九]{1,6})(?=[倍米元吨升万亿]|公[里斤顷]|厘米|毫米|千[克米]|平方)/g

/** Rules that write Han numerals with digits. Texts are folded. */
export const HAN_NUMBERS: readonly Rule[] = [
  {
    pattern: HAN_DECIMAL,
    replace: ([, share = '', ofShare = '', whole = share, part = ofShare]) =>
      `${numeralValue(whole)}.${digitsOf(part)}`,
  },
  { pattern: FIRST, replace: () => '第1' },
  {
    pattern: /(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])/g,
    replace: ([number]) => number.replaceAll(',', ''),
  },
  {
    pattern: new RegExp(
      `(?<![\\d.${NUMERAL}几数])\\d+(?:\\.\\d+)?[十百千万亿][\\d${NUMERAL}]*|(?<![\\d.,${NUMERAL}几数])[${NUMERAL}]+`,
      'g',
    ),
    replace: (match) => {
      if (!/^\d/.test(match[0])) return hanNumber(match)
      const value = numeralValue(match[0])
      return value === undefined ? undefined : String(value)
    },
  },
  {
    pattern: new RegExp(`(?<![\\d.第])1(?=${MEASURE_OF_ARTICLE})`, 'g'),
    replace: () => '一',
  },
]
