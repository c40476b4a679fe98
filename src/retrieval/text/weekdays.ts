import { readTable } from './read-table.ts'
import type { Rule } from './rewrite.ts'

export const DAYS = '一二三四五六日'
const ENGLISH = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ')
const SHORT = '(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)'

export const dayAt = (at: number): string => `周${DAYS.charAt(at)}`
const englishDay = (name = ''): number =>
  ENGLISH.findIndex((day) => day.startsWith(name.slice(0, 3)))

/** Names in other languages, in every form that the table has, with the place of their day. */
const FOREIGN: ReadonlyMap<string, number> = new Map(
  readTable(new URL('data/weekdays.txt', import.meta.url)).flatMap((line) =>
    line
      .slice(line.indexOf(': ') + 2)
      .split(' ')
      .flatMap((forms, day) =>
        forms.split('/').map((form) => [form.replaceAll('_', ' '), day] as const),
      ),
  ),
)

/** Between the first and the last day of a range. */
export const TO =
  ' ?(?:[-–—~～〜至到]|从|から|부터|\\b(?:to|through|thru|till|until|al?|bis|ate|den|sampai|hingga)\\b|до|по|الى|حتى) ?'

/** Rules that write the names of weekdays, in any language, as 周三, and what asks for one as
 * 周几. Texts are folded. */
export const WEEKDAYS: readonly Rule[] = [
  {
    pattern: /(?:星期|礼拜)([一二三四五六日天])/g,
    replace: ([, day]) => `周${day === '天' ? '日' : day}`,
  },
  // 3个星期3次 counts weeks.
  {
    pattern: /(?<![\d个])(?:星期|礼拜)([1-7])(?![\d个次天小])/g,
    replace: ([, day]) => dayAt(Number(day) - 1),
  },
  { pattern: /周天(?!\p{Script=Han})/gu, replace: () => '周日' },
  { pattern: /何曜日?|(?:무슨|어느) ?요일/g, replace: () => '周几' },
  {
    pattern: /([月火水木金土日])曜日?/g,
    replace: ([, day = '']) => dayAt('月火水木金土日'.indexOf(day)),
  },
  {
    pattern: /([월화수목금토일])요일(?:에는|에도|에|은|는|이|가|마다)?/g,
    replace: ([, day = '']) => dayAt('월화수목금토일'.indexOf(day)),
  },
  {
    pattern: new RegExp(`\\b(${ENGLISH.join('|')})s?\\b`, 'g'),
    replace: ([, day]) => dayAt(englishDay(day)),
  },
  {
    pattern: new RegExp(`(?<=\\b(?:on|every|this|next) )${SHORT}\\b`, 'g'),
    replace: ([day]) => dayAt(englishDay(day)),
  },
  {
    pattern: new RegExp(`\\b(${SHORT})\\.?${TO}(${SHORT})\\b`, 'g'),
    replace: ([, first, last]) => `${dayAt(englishDay(first))}-${dayAt(englishDay(last))}`,
  },
  {
    pattern: new RegExp(
      `(?=[a-z\\u0430-\\u0456\\u0620-\\u064a])(?<![\\p{L}\\p{M}])(?:${[...FOREIGN.keys()].join('|')})(?![\\p{L}\\p{M}])`,
      'gu',
    ),
    replace: ([name]) => dayAt(FOREIGN.get(name) as number),
  },
]
