import { type QueryTerm, WEIGHT } from '../query/query-term.ts'
import { cellsIn } from '../text/cells.ts'
import type { IndexedText } from '../text/indexed-text.ts'
import { createTermMatcher } from './term-matcher.ts'

/**
 * Whether a text is the row of a table of which a question names columns alone, and the text has not
 * all that it names: the deposit of something that is in no row.
 */
export const isOtherRow = (
  { title, text }: IndexedText,
  queryTerms: readonly QueryTerm[],
): boolean => {
  const cells = cellsIn(text, text.lastIndexOf('\n') + 1)
  if (cells.length === 0) return false
  const match = createTermMatcher(queryTerms)
  const holds = (parts: readonly string[]) => {
    const counts = match(parts.join('\n'), [0])
    return (t: number) => (counts[t] ?? 0) > 0
  }
  const [inCells, inHeads] = [
    holds(cells.map(({ words }) => words)),
    holds(cells.map(({ head }) => head)),
  ]
  // A single character stands in too many words.
  const names = (held: (t: number) => boolean) =>
    queryTerms.some(({ text: term }, t) => term.length > 1 && held(t))
  if (names(inCells) || !names(inHeads)) return false
  const held = holds([title, text])
  return queryTerms.some(({ weight }, t) => weight >= WEIGHT.single && !held(t))
}
