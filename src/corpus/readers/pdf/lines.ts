import { replaceRadicals } from '../radicals.ts'

/** A run of text as the PDF places it; the origin is the lower left corner of the page. */
export interface TextRun {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  /** Font size, in points. */
  readonly size: number
  readonly font: string
}

/** Text on one base line, in the order of the PDF. */
export interface Line {
  readonly text: string
  /** Its parts where wide gaps separate them, as in a row of a table. */
  readonly cells: readonly Cell[]
  /** The same where a smaller gap does, too: cells of a table whose columns are full. */
  readonly parts: readonly Cell[]
  readonly x: number
  readonly right: number
  readonly y: number
  readonly size: number
  /** The font of most of its characters. */
  readonly font: string
  readonly page: number
  /** Height of the base line above the bottom, from 0 to 1 of the page. */
  readonly height: number
}

export interface Cell {
  readonly text: string
  readonly x: number
  readonly right: number
}

/** In font sizes: a gap of this width separates words, one of that width the cells of a table. */
const MIN_WORD_GAP = 0.18
const MIN_CELL_GAP = 1
const MIN_PART_GAP = 0.3

const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u

/** Joins runs on the same base line, as far as they follow each other from left to right. */
export function toLines(
  runs: readonly TextRun[],
  page: number,
  bottom: number,
  height: number,
): readonly Line[] {
  const lines: TextRun[][] = []
  let line: TextRun[] = []
  const context = runs.map(({ text }) => text).join('')
  for (const { text, ...rest } of runs) {
    if (text.trim() === '') continue
    const run = { ...rest, text: replaceRadicals(text, context) }
    const last = line.at(-1)
    // Programs without a bold font print a text twice, a little beside itself.
    if (last?.text === run.text && isSamePlace(last, run)) continue
    if (last === undefined || !follows(last, run)) {
      line = []
      lines.push(line)
    }
    line.push(run)
  }
  return lines.map((each) => toLine(each, page, bottom, height))
}

const isSamePlace = (one: TextRun, other: TextRun) =>
  Math.abs(one.x - other.x) < 0.3 * one.size && Math.abs(one.y - other.y) < 0.3 * one.size

function follows(last: TextRun, run: TextRun): boolean {
  const size = Math.max(last.size, run.size)
  return Math.abs(last.y - run.y) < 0.4 * size && run.x > last.x + last.width - size
}

function toLine(runs: readonly TextRun[], page: number, bottom: number, pageHeight: number): Line {
  const cells = toCells(runs, MIN_CELL_GAP)
  const { x = 0, y = 0 } = runs[0] ?? {}
  return {
    text: cells.map(({ text }) => text).join(' '),
    ...{ cells, parts: toCells(runs, MIN_PART_GAP), x, y, page },
    size: Math.max(...runs.map((run) => run.size)),
    right: cells.at(-1)?.right ?? x,
    font: mainFont(runs),
    height: (y - bottom) / pageHeight,
  }
}

/** @param minGap in font sizes */
function toCells(runs: readonly TextRun[], minGap: number): readonly Cell[] {
  const cells: { text: string; x: number; right: number }[] = []
  let cell: { text: string; x: number; right: number } | undefined
  for (const run of runs) {
    const { text } = run
    const right = run.x + run.width
    const gap = cell ? run.x - cell.right : 0
    if (cell && gap < minGap * run.size) {
      const isSpace = gap > MIN_WORD_GAP * run.size && !isBetweenHan(cell.text, text)
      cell.text += (isSpace && !/\s$/.test(cell.text) && !/^\s/.test(text) ? ' ' : '') + text
      cell.right = Math.max(cell.right, right)
    } else {
      cell = { text, x: run.x, right }
      cells.push(cell)
    }
  }
  return cells.map((each) => ({ ...each, text: each.text.replaceAll(/\s+/g, ' ').trim() }))
}

const isBetweenHan = (before: string, after: string): boolean =>
  HAN.test(before.at(-1) ?? '') && HAN.test(after[0] ?? '')

function mainFont(runs: readonly TextRun[]): string {
  const counts = new Map<string, number>()
  for (const { font, text } of runs) counts.set(font, (counts.get(font) ?? 0) + text.length)
  return mostCommon(counts) ?? ''
}

/** The key with the greatest count. */
export function mostCommon<Key>(counts: ReadonlyMap<Key, number>): Key | undefined {
  let best: Key | undefined
  for (const [key, count] of counts)
    if (best === undefined || count > (counts.get(best) ?? 0)) best = key
  return best
}
