import { parse } from 'csv-parse/sync'
import type { PhrasingContent, RootContent, Table, TableRow } from 'mdast'
import type { RstDirective, RstNode, RstTable } from 'rst-compiler'
import { RstTableCell } from 'rst-compiler'

type Cell = readonly PhrasingContent[]
type ReadCell = (nodes: readonly RstNode[]) => Cell

const MAX_COLUMNS = 200

/** A table as it is drawn; a cell that spans rows says the same in each. */
export function toTable(table: RstTable, read: ReadCell): RootContent {
  const grid: Cell[][] = []
  const rows = [...table.headRows, ...table.bodyRows]
  rows.forEach((row, r) => {
    let column = 0
    for (const cell of row.children) {
      if (!(cell instanceof RstTableCell)) continue
      while (grid[r]?.[column]) column++
      const words = read(cell.children)
      for (let down = 0; down < Math.max(1, cell.rowSpan); down++) {
        const line = grid[r + down] ?? []
        grid[r + down] = line
        for (let right = 0; right < Math.min(MAX_COLUMNS, Math.max(1, cell.colSpan)); right++)
          line[column + right] = right === 0 ? words : []
      }
      column += Math.max(1, cell.colSpan)
    }
  })
  return fromCells(grid.slice(0, rows.length), table.headRows.length)
}

/** `list-table`: a list of rows, each a list of cells. */
export function toListTable(directive: RstDirective, read: ReadCell): RootContent | undefined {
  const list = directive.children.find(({ nodeType }) => nodeType === 'BulletList')
  const rows = list?.children.map((row) => {
    const cells = row.children.find(({ nodeType }) => nodeType === 'BulletList')
    return cells?.children.map((cell) => read(cell.children)) ?? []
  })
  return rows && fromCells(rows, Number(optionOf(directive, 'header-rows') ?? 0))
}

/** `csv-table`, whose first row may stand in an option. */
export function toCsvTable(directive: RstDirective): RootContent | undefined {
  const header = optionOf(directive, 'header')
  const rows: string[][] = parse([header, directive.rawBodyText].filter(Boolean).join('\n'), {
    delimiter: optionOf(directive, 'delim') ?? ',',
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
  })
  const cells = rows.map((row) => row.map((value): Cell => [{ type: 'text', value }]))
  const headers = header ? 1 : Number(optionOf(directive, 'header-rows') ?? 0)
  return rows.length > 0 ? fromCells(cells, headers) : undefined
}

/** What an option of a directive says: `:header-rows: 1`. */
export const optionOf = ({ config }: RstDirective, name: string): string | undefined =>
  config?.children
    .map((field) => field as { readonly nameText?: string; readonly bodyText?: string })
    .find(({ nameText }) => nameText === name)?.bodyText

/** Rows of names become one; a table without any has an empty one, so that no row names others. */
function fromCells(rows: readonly (readonly Cell[])[], headers: number): Table {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  const columns = Array.from({ length: Math.min(width, MAX_COLUMNS) }, (_, column) => column)
  const head = columns.map((column) =>
    rows.slice(0, headers).flatMap((row, r): Cell => {
      const cell = row[column] ?? []
      return r > 0 && cell.length > 0 ? [{ type: 'text', value: ' ' }, ...cell] : cell
    }),
  )
  const toRow = (cells: readonly Cell[]): TableRow => ({
    type: 'tableRow',
    children: columns.map((column) => ({
      type: 'tableCell',
      children: [...(cells[column] ?? [])],
    })),
  })
  return { type: 'table', children: [toRow(head), ...rows.slice(headers).map(toRow)] }
}
