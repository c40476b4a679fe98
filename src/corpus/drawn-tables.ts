import { widthOf } from './inlines.ts'

// Tables that are drawn with characters: columns apart by blanks, by tabs, by bars or by dots.

/** A cell in its line: UTF-16 offsets, without the blanks around it. May be empty. */
export interface Cell {
  readonly start: number
  readonly end: number
}
type Row = readonly Cell[]

/** Lines `first` to before `end`, as rows of cells; a line that only draws is none. */
export interface DrawnTable {
  readonly first: number
  readonly end: number
  /** In the line of each row, as many as there are columns. */
  readonly rows: readonly { readonly line: number; readonly cells: Row }[]
  /** Whether the first row names the columns. */
  readonly hasHead: boolean
}

const RULE = /^[-=_*~+|:─━═┄┈—–│┃┼├┤┌┐└┘┬┴╔╗╚╝╠╣╦╩╬║＝＊\s]{3,}$/u
/** Whether a line draws the frame of a table, or is the line below a title. */
export const isRule = (line: string): boolean => RULE.test(line.trim())

const NOWHERE: Cell = { start: 0, end: 0 }

/** How a line may be cut into cells, the surest way first. */
interface Cut {
  /** What a line has that may be cut so. */
  readonly sign: RegExp
  readonly cells: (line: string) => Row
  /** Rows without which it proves nothing; of three columns, or with a rule, two are enough. */
  readonly minRows: number
  /** Whether it proves nothing but below a head. Default no. */
  readonly needsHead?: boolean
}
const CUTS: readonly Cut[] = [
  {
    sign: /[|│┃║｜]/u,
    cells: (line) => cellsOf(withoutFrame(line), /[|│┃║｜]/gu),
    minRows: 2,
  },
  // As menus and lists of prices have it: soup ........ 5
  {
    sign: /[.·．…‥] ?[.·．…‥]/u,
    cells: (line) => filled(cellsOf(line, /[.·．]{3,}|[…‥]{2,}|(?:[.·] ){3,}/gu)),
    minRows: 2,
  },
  { sign: /\t/, cells: (line) => cellsOf(line, /\t/g), minRows: 3 },
  {
    sign: /\t|[ \u3000]{2}/,
    cells: (line) => filled(cellsOf(line, /\t+| {2,}|[ \u3000]{2,}/g)),
    minRows: 3,
  },
  {
    sign: /^.{1,60}$/,
    cells: (line) => filled(cellsOf(line, / /g)),
    minRows: 3,
    needsHead: true,
  },
]

const cellsOf = (line: string, separator: RegExp): Row => {
  const cells: Cell[] = []
  let start = 0
  for (const { 0: mark, index } of line.matchAll(separator)) {
    cells.push(trim(line, start, index))
    start = index + mark.length
  }
  return [...cells, trim(line, start, line.length)]
}

const trim = (line: string, start: number, end: number): Cell => {
  const words = line.slice(start, end)
  const from = start + words.length - words.trimStart().length
  return { start: from, end: Math.max(from, start + words.trimEnd().length) }
}

const isFilled = ({ start, end }: Cell): boolean => end > start
const filled = (row: Row): Row => row.filter(isFilled)

/** Bars at both ends of a line part nothing. */
const withoutFrame = (line: string): string => {
  const { start, end } = trim(line, 0, line.length)
  const blank = (at: number) => (/[|│┃║｜]/u.test(line.charAt(at)) ? ' ' : line.charAt(at))
  return `${' '.repeat(start)}${blank(start)}${line.slice(start + 1, end - 1)}${blank(end - 1)}`
}

/** The tables among the lines of a text, which have their indentation, in order. */
export function findDrawnTables(lines: readonly string[]): readonly DrawnTable[] {
  const found: DrawnTable[] = []
  const taken = new Set<number>()
  for (const cut of CUTS) {
    const rows = lines.map((line, l) =>
      isRule(line) || taken.has(l) ? undefined : cut.cells(line),
    )
    const isRow = (l: number) => l < lines.length && !taken.has(l) && (rows[l]?.length ?? 2) > 1
    for (let first = 0; first < lines.length; first++) {
      if (!rows[first] || !isRow(first)) continue
      let end = first
      while (isRow(end)) end++
      const table = toTable(lines, rows, [first, end], cut)
      if (table) {
        found.push(table)
        for (let l = first; l < end; l++) taken.add(l)
      }
      first = end
    }
  }
  return found.sort((one, other) => one.first - other.first)
}

function toTable(
  lines: readonly string[],
  found: readonly (Row | undefined)[],
  [first, end]: readonly [number, number],
  { minRows, needsHead = false }: Cut,
): DrawnTable | undefined {
  const read = found
    .slice(first, end)
    .flatMap((cells, l) =>
      cells ? [{ line: first + l, cells, text: lines[first + l] ?? '' }] : [],
    )
  const columns = read.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  const isRuled = read.length < end - first
  if (read.length < (columns > 2 || isRuled ? Math.min(minRows, needsHead ? 3 : 2) : minRows))
    return undefined
  const rows = placeCells(read, columns)
  if (!rows?.every(({ text, cells }) => areCells(text, cells))) return undefined
  const words = rows.map(({ text, cells }) => cells.map(({ start, end }) => text.slice(start, end)))
  const hasHead = namesColumns(words, found[first + 1] === undefined)
  if (needsHead && !hasHead) return undefined
  return { first, end, rows, hasHead }
}

interface Read {
  readonly line: number
  readonly cells: Row
  readonly text: string
}

/** Rows that tell where the columns stand. */
const MAX_TOLD_BY = 20
/** Columns by which the cells of one column may begin, or end, apart. */
const MAX_SHIFT = 2

/** Each row with a cell for every column; nothing where a cell stands below none of them. */
function placeCells(rows: readonly Read[], columns: number): readonly Read[] | undefined {
  const full = rows.filter(({ cells }) => cells.length === columns)
  if (full.length === rows.length) return rows
  const bounds = full
    .slice(0, MAX_TOLD_BY)
    .map(({ text, cells }) => cells.map((cell) => boundsOf(text, cell)))
  const isBelow = (column: number, [from, to]: readonly [number, number]) =>
    bounds.some((row) => {
      const [left, right] = row[column] ?? [0, 0]
      return (
        Math.abs(left - from) <= MAX_SHIFT ||
        Math.abs(right - to) <= MAX_SHIFT ||
        (from >= left && to <= right)
      )
    })
  const placed = rows.map((row) => {
    const cells = Array.from({ length: columns }, () => NOWHERE)
    let column = 0
    for (const cell of row.cells) {
      while (column < columns && !isBelow(column, boundsOf(row.text, cell))) column++
      if (column === columns) return undefined
      cells[column++] = cell
    }
    return { ...row, cells }
  })
  return placed.every((row) => row !== undefined) ? placed : undefined
}

/** In columns, two for a character of Chinese. */
const boundsOf = (line: string, { start, end }: Cell): readonly [number, number] => {
  const from = widthOf(line.slice(0, start))
  return [from, from + widthOf(line.slice(start, end))]
}

/** Columns of a cell; the last of a row may say more. */
const MAX_CELL = { inside: 40, last: 100 }
const SENTENCE = /[。！？；!?;]$|\s\S*\.$/u

/** Whether all cells of a row are short, and no sentences, as those of prose with wide blanks are. */
const areCells = (text: string, cells: Row): boolean =>
  cells.every(({ start, end }, c) => {
    const words = text.slice(start, end)
    if (c === cells.length - 1) return widthOf(words) <= MAX_CELL.last
    return widthOf(words) <= MAX_CELL.inside && !SENTENCE.test(words)
  })

const NAME_OF_COLUMN =
  /名$|名[称稱]|[项項]目|日期|[时時][间間]|^(?:周|星期|[礼禮]拜|週)?[一二三四五六日天]$|星期|[编編序][号號]|[电電][话話]|地[点點址]|[类類]别|[类類]別|[价價]格|[单單][价價]|[备備][注註]|[说說]明|^(?:name|item|date|day|time|place|price|phone|type|notes?|number|no\.?|mon|tue|wed|thu|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$/iu

/**
 * Whether the first row names the columns: nothing stands in its corner, a rule is below it, it says
 * what such rows say, or it has no number above a column of numbers.
 */
function namesColumns(words: readonly (readonly string[])[], isRuled: boolean): boolean {
  const [head = [], ...body] = words
  if (body.length === 0) return false
  if (isRuled || head[0] === '') return true
  if (head.some((name) => name === '' || /\d/.test(name))) return false
  const isAbove = (name: string, c: number) =>
    !NO_AMOUNT.test(name) && body.every((row) => /\d/.test(row[c] ?? ''))
  return head.filter((name) => NAME_OF_COLUMN.test(name)).length > 1 || head.some(isAbove)
}

/** What stands in a column of numbers where there is none. */
const NO_AMOUNT = /^(?:免[费費票]?|[无無]|待定|停|free|none|n\/a|tb[ad]|[-–—/]+)$/iu
