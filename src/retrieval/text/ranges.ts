import { type Rule, rewrite } from './rewrite.ts'
import { DAYS, dayAt, TO } from './weekdays.ts'

const daysFrom = (first: string, last: string): readonly number[] => {
  const [from, to] = [DAYS.indexOf(first), DAYS.indexOf(last)]
  const between = (to - from + 7) % 7
  return Array.from({ length: Math.max(0, between - 1) }, (_, i) => (from + 1 + i) % 7)
}

const withDays = (whole: string, days: readonly number[]): string | undefined =>
  days.length > 0 ? `${days.map(dayAt).join(' ')} ${whole}` : undefined

/** Holidays and terms are shorter; a longer range is no list of days. */
const MAX_DAYS = 31

/** 6月28日至7月2日: every month counts 31 days, which does no harm. */
const datesFrom = (month: string, day: string, until: string, last: string): readonly string[] => {
  const days = 31 * (Number(until) - Number(month)) + Number(last) - Number(day)
  if (days < 2 || days > MAX_DAYS) return []
  return Array.from({ length: days - 1 }, (_, i) => `${((Number(day) + i) % 31) + 1}日`)
}

/**
 * Rules that add to a range of days of the material, and to what stands for some of them, the
 * days that it has, before it: 周二至周五 is found by 周三, 6月1日至9日
 * by 6月5日.
 */
export const DAYS_OF_RANGES: readonly Rule[] = [
  {
    pattern: new RegExp(
      `(?<![\\d.])(\\d{1,2})月(\\d{1,2})日?${TO}(?:(\\d{1,2})月)?(\\d{1,2})日`,
      'g',
    ),
    replace: ([whole, month = '', day = '', until = month, last = '']) => {
      const days = datesFrom(month, day, until, last)
      return days.length > 0 ? `${days.join(' ')} ${whole}` : undefined
    },
  },
  {
    pattern: new RegExp(`周([${DAYS}])${TO}周?([${DAYS}])(?![${DAYS}十\\d])`, 'g'),
    replace: ([whole, first = '', last = '']) => withDays(whole, daysFrom(first, last)),
  },
  // 周一、三、五
  {
    pattern: new RegExp(
      `周[${DAYS}](?:[、,和及]周?[${DAYS}]){1,6}(?=[上下早中晚的休开闭停、,。;:\\s]|$)`,
      'g',
    ),
    replace: ([whole]) =>
      withDays(
        whole,
        Array.from(whole.matchAll(new RegExp(`(?<!周)[${DAYS}]`, 'g')), ([day]) =>
          DAYS.indexOf(day),
        ),
      ),
  },
  { pattern: /周末|週末|주말|\bweekends?\b/g, replace: ([whole]) => withDays(whole, [5, 6]) },
  // Two working days are a length of time.
  {
    pattern: /(?<![\d个第几多])工作日(?!内|之内|以内)|평일|\bweekdays?\b/g,
    replace: ([whole]) => withDays(whole, [0, 1, 2, 3, 4]),
  },
]

/** A folded text of the material with the days of its ranges: {@link DAYS_OF_RANGES}. */
export const withDaysOfRanges = (folded: string): string => rewrite(folded, DAYS_OF_RANGES)
