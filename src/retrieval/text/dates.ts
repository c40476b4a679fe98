import type { Rule } from './rewrite.ts'
import { WEEKDAYS } from './weekdays.ts'

const MONTHS =
  'january february march april may june july august september october november december'.split(' ')
const MONTH = `${MONTHS.join('|')}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec`
/** Months whose name, standing alone, is no other word. */
const SURE_MONTH = MONTHS.filter((month) => month !== 'march' && month !== 'may').join('|')

const monthOf = (name = ''): number =>
  MONTHS.findIndex((month) => month.startsWith(name.slice(0, 3))) + 1

const isDay = (month: number, day: number) => month >= 1 && month <= 12 && day >= 1 && day <= 31

const date = (year: string | undefined, month: number, day?: string): string | undefined =>
  day === undefined || isDay(month, Number(day))
    ? `${year ? `${year}年` : ''}${month}月${day === undefined ? '' : `${Number(day)}日`}`
    : undefined

const HAN = /\p{Script=Han}/u

/** `15:30` as people say it, in the language of the text. */
const time = (hours: number, minutes: string | undefined, half: string, input: string) => {
  const past = Number(minutes ?? 0) === 0 ? '' : String(Number(minutes))
  if (HAN.test(input)) return `${half === 'pm' ? '下午' : ''}${hours}点${past}`
  return past === '' && half !== ''
    ? `${hours} ${half}`
    : `${hours}:${minutes ?? '00'} ${half}`.trim()
}

const clock: Rule['replace'] = ({ 1: hour, 2: minutes, input }) => {
  const hours = Number(hour)
  return hours > 12 && hours < 24
    ? time(hours - 12, minutes, 'pm', input)
    : time(hours, minutes, '', input)
}

/**
 * Rules that write dates as 2025年4月15日, weekdays as 周三, decades as 90年代, and times as
 * 下午3点30 or, in a text without Han characters, as `3:30 pm`. Numbers must have digits already.
 */
export const DATES: readonly Rule[] = [
  { pattern: /(?<=\d年|\D)0(?=\d月)|(?<=月)0(?=\d[日号])/g, replace: () => '' },
  { pattern: /(?<=\d月\d{1,2})号/g, replace: () => '日' },
  {
    pattern: /(?<![\d./-])((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?![\d./-]*\d)/g,
    replace: ([whole, year, mark, month, day]) =>
      mark === '.' && whole.length < 10 ? undefined : date(year, Number(month), day),
  },
  {
    pattern: /(?<![\d./-])((?:19|20)\d\d)[-/](0[1-9]|1[0-2])(?![\d./-]*\d)/g,
    replace: ([, year, month]) => date(year, Number(month)),
  },
  {
    pattern: /(?<![\d./-])(\d{1,2})\/(1[3-9]|2\d|3[01])(?![\d./-]*\d)/g,
    replace: ({ 1: month, 2: day, input }) =>
      HAN.test(input) ? date(undefined, Number(month), day) : undefined,
  },
  {
    pattern: new RegExp(
      `\\b(${MONTH})\\.? (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?(?![\\w:.]*\\d|\\w)`,
      'g',
    ),
    replace: ([, month, day, year]) => date(year, monthOf(month), day),
  },
  {
    pattern: new RegExp(
      `\\b(\\d{1,2})(?:st|nd|rd|th)? (?:of )?(${MONTH})\\b\\.?(?:,? (\\d{4})\\b)?`,
      'g',
    ),
    replace: ([, day, month, year]) => date(year, monthOf(month), day),
  },
  {
    pattern: new RegExp(`\\b(${MONTH})\\.?,? (\\d{4})\\b`, 'g'),
    replace: ([, month, year]) => date(year, monthOf(month)),
  },
  {
    pattern: new RegExp(
      `\\b(?:${SURE_MONTH})\\b|(?<=\\b(?:in|since|until|from|by|during|early|late) )(?:march|may)\\b`,
      'g',
    ),
    replace: ([month]) => date(undefined, monthOf(month)),
  },
  ...WEEKDAYS,
  { pattern: /(?<!\d)19([2-9]0)年代/g, replace: ([, decade]) => `${decade}年代` },
  { pattern: /(?<![\w.])(?:19|')?([2-9]0)'?s\b/g, replace: ([, decade]) => `${decade}年代` },
  { pattern: /(?<![\w.])((?:1[0-8]|20)\d0)'?s\b/g, replace: ([, decade]) => `${decade}年代` },
  {
    pattern: /(?<![\d:.])([01]?\d)(?:[:.]([0-5]\d))? ?([ap])\.?m\b\.?/g,
    replace: ({ 1: hour, 2: minutes, 3: half, input }) =>
      time(Number(hour), minutes, `${half}m`, input),
  },
  { pattern: /(?<![\d:.])([01]?\d|2[0-3]):([0-5]\d)(?! ?[ap]m|:?\d)/g, replace: clock },
  { pattern: /(?<!\d)(1[3-9]|2[0-3])点(?=\D|$)/g, replace: clock },
  { pattern: /(?<=\d点)(?:整|钟)/g, replace: () => '' },
  { pattern: /(?<=\d点)半/g, replace: () => '30' },
  { pattern: /(?<=\d点)一刻/g, replace: () => '15' },
  { pattern: /(?<=\d点)三刻/g, replace: () => '45' },
  { pattern: /(?<=\d点)(\d\d)分(?!钟)/g, replace: ([, minutes]) => minutes },
]
