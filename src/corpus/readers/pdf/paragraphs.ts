import { joinsWithoutSpace, startsWide } from '../spacing.ts'
import type { Line } from './lines.ts'

/** Where the lines of a page's column begin and end. */
interface Column {
  readonly left: number
  readonly right: number
}

export const LIST_MARKER =
  /^(?:[•●○◦▪■‣·*–—-](?=\s|$)|\d{1,3}[.)](?=\s|$)|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百零〇\d]{1,6}[条條])/u
const SENTENCE_END = /[.!?。！？…:：;；][”"’')）】」』]*$/

/** Groups lines to paragraphs by their sizes, gaps, indents and ends. */
export function toParagraphs(
  lines: readonly Line[],
  leading: number,
): readonly (readonly Line[])[] {
  const columns = findColumns(lines)
  const paragraphs: Line[][] = []
  lines.forEach((line, index) => {
    const current = paragraphs.at(-1)
    const previous = lines[index - 1]
    if (current && previous && continues(current, previous, line, columns, leading))
      current.push(line)
    else paragraphs.push([line])
  })
  return paragraphs
}

function continues(
  paragraph: readonly Line[],
  previous: Line,
  line: Line,
  columns: ReadonlyMap<Line, Column>,
  leading: number,
): boolean {
  const { size } = line
  if (Math.abs(previous.size - size) > 0.08 * size) return false
  if (LIST_MARKER.test(line.text)) return false
  const gap = previous.y - line.y
  const isBelow = line.page === previous.page && gap > 0
  if (isBelow && gap > Math.min(leading * 1.3 * Math.max(1, size / leading), 2.1 * size))
    return false
  // The next page or column goes on only with a sentence that is not over.
  if (!isBelow && SENTENCE_END.test(previous.text)) return false
  const column = columns.get(previous)
  const own = columns.get(line)
  if (!column || !own) return true
  const isItem = LIST_MARKER.test(paragraph[0]?.text ?? '')
  if (!isItem && line.x - own.left > 0.9 * size && previous.x - column.left < 0.5 * size)
    return false
  return column.right - previous.right < roomFor(line)
}

/** The width that the first word of a line takes at least; it would have fitted into a wider gap. */
function roomFor({ text, size, x, right }: Line): number {
  if (startsWide(text)) return 2.5 * size
  const word = text.split(' ')[0] ?? ''
  return ((right - x) / Math.max(1, text.length)) * (word.length + 1) + size
}

/** Lines of a page that overlap from left to right are of one column. */
function findColumns(lines: readonly Line[]): ReadonlyMap<Line, Column> {
  const columns = new Map<Line, Column>()
  const open: { left: number; right: number; page: number }[] = []
  for (const line of lines) {
    let column = open.find(
      ({ left, right, page }) =>
        page === line.page &&
        Math.abs(left - line.x) < 4 * line.size &&
        line.x < right &&
        line.right > left,
    )
    if (column) {
      column.left = Math.min(column.left, line.x)
      column.right = Math.max(column.right, line.right)
    } else {
      column = { left: line.x, right: line.right, page: line.page }
      open.push(column)
    }
    columns.set(line, column)
  }
  return columns
}

/**
 * The text of lines as one: Chinese joins without a space, a word that was broken at the end of a
 * line without its hyphen, unless the material writes it with one elsewhere.
 */
export function joinLines(lines: readonly string[], words: ReadonlySet<string>): string {
  let text = ''
  for (const line of lines) {
    const hyphen = /(?<=\p{L}{2})[-\u00ad\u2010]$/u.exec(text)?.[0]
    const first = text.slice(text.lastIndexOf(' ') + 1, -1)
    const [rest] = line.match(/^\p{Ll}+/u) ?? []
    if (hyphen && rest)
      text =
        hyphen !== '\u00ad' && words.has(`${first}-${rest}`.toLowerCase())
          ? text + line
          : text.slice(0, -1) + line
    else if (text === '' || joinsWithoutSpace(text, line)) text += line
    else text += ` ${line}`
  }
  return text.replaceAll('\u00ad', '')
}
