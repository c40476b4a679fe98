/** A text cut between two characters. @param most UTF-16 units */
export const cutText = (text: string, most: number): string =>
  text.length <= most ? text : text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')

/** The same, with an ellipsis where it is cut. @param most UTF-16 units, the ellipsis included */
export const shorten = (text: string, most: number): string =>
  text.length <= most ? text : `${cutText(text, most - 1)}…`

/** White space and control characters, which could start a new line, become single spaces. */
export const oneLine = (text: string): string => text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim()

/** A text on one line, shortened. @param most UTF-16 units, the ellipsis included */
export const shortenLine = (text: string, most: number): string => shorten(oneLine(text), most)
