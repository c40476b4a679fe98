import type { Edit } from './edited-text.ts'
import { BLOCK, findTags, type Tag } from './html.ts'

// Tables that are written with the tags of HTML become tables of Markdown, so that a row has its header.

/** Behind a blank line, four blanks would make it code. */
const TABLE = /(?<=^|\n[ \t>]*\n)[ \t>]{0,3}<table[\s>]|(?<=\S\n)[ \t>]*<table[\s>]/gi
/** What no table of Markdown can hold: a list, a heading or code, as Markdown writes them. */
const MARKDOWN = /\n[ \t>]*(?:[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t])|\0|```/
const LAYOUT = /^(?:h[1-6]|pre)$/
const NONE: ReadonlySet<string> = new Set()

/** @param text with `\0` for code between fences */
export function findHtmlTables(text: string): readonly Edit[] {
  const ends = [...text.matchAll(/<table[\s>]|<\/table\s{0,9}>/gi)]
  const endOf = new Map(ends.map(({ index }, e) => [index, ends[e + 1]]))
  return [...text.matchAll(TABLE)].flatMap(({ 0: opening, index }) => {
    const start = index + opening.toLowerCase().indexOf('<table')
    const close = endOf.get(start)
    if (!close?.[0].startsWith('</')) return []
    const range = [start, close.index + close[0].length] as const
    const tags = findTags(text, NONE, ...range).slice(1, -1)
    const isLayout = tags.some(({ name }) => LAYOUT.test(name))
    if (isLayout || MARKDOWN.test(text.slice(...range))) return []
    return toTable(text, range, tags, opening.includes('>') ? text.slice(index, start) : '')
  })
}

interface Cell {
  readonly name: string
  readonly isFirst: boolean
  readonly start: number
  end: number
  /** The tags in it. */
  readonly tags: Tag[]
}

const PARTS = /^(?:t[hdr]|thead|tbody|tfoot|caption)$/

function readCells(tags: readonly Tag[], end: number): readonly Cell[] {
  const cells: Cell[] = []
  let cell: Cell | undefined
  let isFirst = true
  for (const tag of tags) {
    if (PARTS.test(tag.name)) {
      if (cell) cell.end = tag.start
      cell = undefined
    } else cell?.tags.push(tag)
    if (tag.name === 'tr') isFirst = true
    if (!/^(?:t[hd]|caption)$/.test(tag.name) || tag.isClosing) continue
    cell = { name: tag.name, isFirst, start: tag.end, end, tags: [] }
    cells.push(cell)
    isFirst = false
  }
  return cells
}

/** @param prefix what its lines begin with, where it stands in a quote */
function toTable(
  text: string,
  [start, end]: readonly [number, number],
  tags: readonly Tag[],
  prefix: string,
): readonly Edit[] {
  const edits: Edit[] = []
  const line = `\n${prefix}`
  const cells = readCells(tags, tags.at(-1)?.end ?? end)
  const rows = rowsOf(cells)
  const width = Math.max(0, ...rows.map(({ length }) => length))
  const rule = `${line}|${' --- |'.repeat(width)}`
  const head = rows[0] ?? []
  // A first column of titles has no row of titles above it.
  const isNamed = head[0]?.name === 'th' && head[1]?.name === 'td'
  const underHead = isNamed ? '' : ` |${' |'.repeat(width - head.length)}${rule}`
  let done = start
  for (const cell of cells) {
    const isTitle = cell.name === 'caption'
    const above =
      cell !== head[0] ? '' : line + (isNamed ? `${line}|${' |'.repeat(width)}${rule}` : '')
    const before = isTitle ? line + line : `${cell.isFirst ? above + line : ' '}| `
    const insert = (cell === rows[1]?.[0] ? underHead : '') + before
    edits.push({ start: done, end: cell.start, insert, ...(isTitle && { titleUntil: cell.end }) })
    edits.push(...toOneLine(text, cell))
    done = cell.end
  }
  const tail = rows.length > 1 ? '' : underHead
  return [...edits, { start: done, end, insert: tail + line + line }]
}

function rowsOf(cells: readonly Cell[]): readonly (readonly Cell[])[] {
  const rows: Cell[][] = []
  for (const cell of cells) {
    if (cell.name === 'caption') continue
    if (cell.isFirst) rows.push([])
    rows.at(-1)?.push(cell)
  }
  return rows
}

/** A cell without breaks, and without the signs that would end it. */
function toOneLine(text: string, { start, end, tags }: Cell): readonly Edit[] {
  const breaks = tags.filter(({ name }) => name === 'br' || BLOCK.has(name))
  const lines = [...text.slice(start, end).matchAll(/\n[ \t>]*/g)].map(
    ({ 0: { length }, index }) => ({
      start: start + index,
      end: start + index + length,
    }),
  )
  const edits: { start: number; end: number; insert: string }[] = []
  for (const gap of [...breaks, ...lines].sort((a, b) => a.start - b.start)) {
    const last = edits.at(-1)
    if (last && !text.slice(last.end, gap.start).trim()) last.end = Math.max(last.end, gap.end)
    else edits.push({ start: gap.start, end: gap.end, insert: ' ' })
  }
  const signs = [...text.slice(start, end).matchAll(/(?<!\\)\|/g)].map(({ index }) => start + index)
  return [...edits, ...signs.map((at) => ({ start: at, end: at, insert: '\\' }))]
}
