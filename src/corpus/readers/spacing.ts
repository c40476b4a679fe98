const WIDE =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3000-\\u303f\\uff00-\\uff60…—'
const STARTS_WIDE = new RegExp(`^[“‘]?[${WIDE}]`, 'u')
const ENDS_WIDE = new RegExp(`[${WIDE}][”’]?$`, 'u')

/** Whether text begins with a character of a script that is written without spaces. */
export const startsWide = (text: string): boolean => STARTS_WIDE.test(text)

/** Whether two texts join without a space where a line ended between them. */
export const joinsWithoutSpace = (before: string, after: string): boolean =>
  (ENDS_WIDE.test(before) && (startsWide(after) || /^\d/.test(after))) ||
  (/\d$/.test(before) && startsWide(after))
