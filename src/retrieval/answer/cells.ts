import type { Hit, Span } from '../types.ts'

/** Between the cells of a row of a table. */
const JOINER = ' · '
/** UTF-16 units to which an answer grows within a cell. */
const MAX_GROWTH = 60

/** An answer in the row of a table does not end before the value that its last cell names. */
export const withWholeCells = (
  text: string,
  found: Pick<Hit, 'answer' | 'translation'>,
): Pick<Hit, 'answer' | 'translation'> => ({
  ...found,
  answer: text.includes(JOINER) ? found.answer.map((span) => growIn(text, span)) : found.answer,
})

const growIn = (text: string, [start, end]: Span): Span => {
  const line = text.indexOf('\n', end)
  const row = line < 0 ? text.length : line
  const [label, joiner] = [
    text.startsWith(':', end) || text.startsWith('：', end),
    text.indexOf(JOINER, end),
  ]
  const until = joiner < 0 || joiner > row ? row : joiner
  return label && until - end <= MAX_GROWTH ? [start, until] : [start, end]
}
