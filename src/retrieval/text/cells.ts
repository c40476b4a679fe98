import type { Span } from '../types.ts'

/** A cell of a row of a table: `Opens: nine`. */
export interface Cell {
  readonly span: Span
  /** The name of its column; '' where it has none. */
  readonly head: string
  readonly words: string
}

/** Between the cells of a row. */
export const CELL_JOINER = ' · '

/** The cells of a text that is one row of a table, from `start` on; none of any other. */
export const cellsIn = (text: string, start = 0): readonly Cell[] => {
  const row = text.slice(start)
  if (row.includes('\n') || !row.includes(CELL_JOINER)) return []
  return spansOf(row.split(CELL_JOINER), start).map((span): Cell => {
    const cell = text.slice(...span)
    const at = Math.max(0, cell.search(/[:：] /))
    return { span, head: cell.slice(0, at), words: cell.slice(at) }
  })
}

/** Where the cells of a row stand. */
export const spansOf = (cells: readonly string[], from: number): readonly Span[] => {
  let start = from
  return cells.map((cell): Span => {
    const span: Span = [start, start + cell.length]
    start = span[1] + CELL_JOINER.length
    return span
  })
}
