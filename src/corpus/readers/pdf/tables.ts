import type { Table } from 'mdast'
import type { Cell, Line } from './lines.ts'
import { LIST_MARKER } from './paragraphs.ts'

interface Row {
  readonly page: number
  readonly cells: readonly Cell[]
}

const MAX_ROWS = 5000
/** In font sizes: how far cells of one column may stand from below each other. */
const MAX_SHIFT = 0.25

/** Lines of text, or the rows of a table. */
type Part = { readonly lines: readonly Line[] } | { readonly rows: readonly Row[] }

/** Tells tables from text: lines below each other with as many cells, each below the one above. */
export function splitTables(lines: readonly Line[]): readonly Part[] {
  const parts: Part[] = []
  let text: Line[] = []
  for (let index = 0; index < lines.length; ) {
    const rows = rowsFrom(lines, index)
    if (rows.length > 1) {
      parts.push({ lines: text }, { rows })
      text = []
    } else text.push(lines[index] as Line)
    index += Math.max(1, rows.length)
  }
  parts.push({ lines: text })
  return parts
}

/** The rows of a table that begins with a line; at most one if none does. */
function rowsFrom(lines: readonly Line[], start: number): readonly Row[] {
  const [line, ...rest] = lines.slice(start, start + MAX_ROWS)
  if (!line) return []
  let end = 0
  while (isBelow(rest[end - 1] ?? line, rest[end], ({ cells }) => cells, overlaps)) end++
  if (end > 0) return [line, ...rest.slice(0, end)].map(({ page, cells }) => ({ page, cells }))
  // Columns that are full leave small gaps: then they have to stand exactly below each other.
  const parts = (row: Line) => row.parts
  if (isBelow(line, rest[0], parts, overlaps)) end = 1
  while (end > 0 && isBelow(rest[end - 1] ?? line, rest[end], parts, isAligned)) end++
  return end > 1
    ? [line, ...rest.slice(0, end)].map((row) => ({ page: row.page, cells: row.parts }))
    : []
}

function isBelow(
  row: Line,
  next: Line | undefined,
  cellsOf: (line: Line) => readonly Cell[],
  fits: (cell: Cell, below: Cell, size: number) => boolean,
): boolean {
  const cells = cellsOf(row)
  if (!next || cells.length < 2 || cells.length !== cellsOf(next).length) return false
  return (
    row.page === next.page &&
    row.y > next.y &&
    row.y - next.y < 4 * row.size &&
    !LIST_MARKER.test(row.text) &&
    !LIST_MARKER.test(next.text) &&
    cells.every((cell, index) => fits(cell, cellsOf(next)[index] as Cell, row.size))
  )
}

const overlaps = (cell: Cell, below: Cell): boolean => cell.x < below.right && below.x < cell.right

/** Left, right or in the middle, as the cells of one column are. */
const isAligned = (cell: Cell, below: Cell, size: number): boolean =>
  [
    cell.x - below.x,
    cell.right - below.right,
    (cell.x + cell.right - below.x - below.right) / 2,
  ].some((distance) => Math.abs(distance) < MAX_SHIFT * size)

/** A table of Markdown. */
export function toTable(rows: readonly Row[]): Table {
  const data = { page: rows[0]?.page ?? 1 }
  return {
    type: 'table',
    data,
    children: rows.map(({ cells }) => ({
      type: 'tableRow',
      data,
      children: cells.map(({ text }) => ({
        type: 'tableCell',
        children: [{ type: 'text', value: text }],
      })),
    })),
  }
}
