import type { Span } from '../types.ts'
import { CELL_JOINER, spansOf } from './cells.ts'
import { splitSentences } from './sentences.ts'

/** UTF-16 units between brackets or quotation marks that are kept whole: a name, a title, an aside. */
const MAX_ENCLOSED = 24

const CLOSING: Readonly<Record<string, string>> = {
  '(': ')',
  '（': '）',
  '[': ']',
  '《': '》',
  '〈': '〉',
  '「': '」',
  '『': '』',
  '“': '”',
  '【': '】',
}

/** Where a clause ends inside a sentence: after a comma, semicolon, colon or dash. */
const ENDS = /[,，;；:：]|—+|\s-\s/y
/** English clauses also begin at these words, which need no comma before them. */
const BEGINS =
  /\s(?=(?:because|but|which|while|although|though|whereas|so that|who|whose|where|when|since|until|unless|and (?:it|he|she|they|was|is|were|are|has|had|the))\s)/iy

/** Parts of the sentences of a text, in order, without the white space around them; cells of a row. */
export const splitClauses = (
  text: string,
  sentences: readonly Span[] = splitSentences(text),
): Span[] => sentences.flatMap((sentence) => clausesIn(text, sentence))

const clausesIn = (text: string, [from, to]: Span): Span[] => {
  const cells = text.slice(from, to).split(CELL_JOINER)
  if (cells.length > 1) return [...spansOf(cells, from)]
  const spans: Span[] = []
  let start = from
  const close = (end: number) => {
    while (start < end && isBlank(text, start)) start++
    let last = end
    while (last > start && isBlank(text, last - 1)) last--
    if (last > start) spans.push([start, last])
    start = end
  }
  for (let at = from; at < to; ) {
    const closing = CLOSING[text.charAt(at)]
    const end = closing ? text.indexOf(closing, at + 1) : -1
    if (end > 0 && end < to && end - at <= MAX_ENCLOSED) {
      at = end + 1
      continue
    }
    const next = boundaryAt(text, at)
    if (next > at && next < to) close(next)
    at = Math.max(at + 1, next)
  }
  close(to)
  return spans
}

const isBlank = (text: string, at: number) => /\s/.test(text.charAt(at))

/** Where the next clause starts if one ends here, else `at`. */
const boundaryAt = (text: string, at: number): number => {
  ENDS.lastIndex = BEGINS.lastIndex = at
  const match = ENDS.exec(text)
  if (match) {
    const end = at + match[0].length
    // 1,000 and 12:30 and https://… are one word.
    const isInside =
      /[,:]/.test(match[0]) && /[\w/]/.test(text.charAt(end)) && /\w/.test(text.charAt(at - 1))
    return isInside ? at : closeQuotes(text, end)
  }
  return BEGINS.test(text) ? at + 1 : at
}

/** Quotation marks that close belong to what they close. */
const closeQuotes = (text: string, at: number): number => {
  while (/[”’」』）)]/.test(text.charAt(at))) at++
  return at
}
