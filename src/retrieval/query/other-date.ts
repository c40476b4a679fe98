const DATE = /(?<![\d.])(\d{1,2})月(\d{1,2})日/g
const WITH_DATE = /\d月\d{1,2}日/

/** A date from which on, or up to which, something is so, says something of other days as well. */
const BOUND =
  /\d日(?:之|以)?(?:[前后起止]|开始|截止)|(?:[自从]|截[至止](?:到|时间)?[:：]?|\b(?:by|before|after|from|until|till|since)) ?(?:\d{4}年)?\d{1,2}月/

/**
 * Whether a question asks about a day of the year, and a passage speaks of other days alone: 6月11日
 * where it has 6月1日.
 *
 * @param folded the question
 * @param passage folded
 */
export const hasAnotherDate = (folded: string, passage: string): boolean => {
  const asked = Array.from(folded.matchAll(DATE), ([, , day]) => day)
  if (asked.length === 0 || BOUND.test(passage) || !WITH_DATE.test(passage)) return false
  // 6月1日、11日; the days within a range stand beside it.
  return asked.every((day) => !new RegExp(`(?<!\\d)${day}日`).test(passage))
}

/** The cell of a row that is a day and nothing else. */
const CELL_OF_DAY = /(?<=^|· )(?:[^·:]{1,20}: )?(周[一二三四五六日]|\d{1,2}月\d{1,2}日)(?= ·|$)/gm

/**
 * Whether a question names the day of a table's row: all of the row is about that day, whatever is
 * done on it.
 *
 * @param folded the question
 * @param passage folded
 */
export const isRowOfDay = (folded: string, passage: string): boolean =>
  passage.includes(' · ') &&
  Array.from(passage.matchAll(CELL_OF_DAY)).some(([, day = '']) => folded.includes(day))
