import type { Line } from './lines.ts'

/** Shares of the page's height, from above and from below. */
const EDGE = 0.12
/** What stands so near the edge is never the text itself: browsers print addresses and dates there. */
const OUTER_EDGE = 0.04
/** On so many pages the same line is no accident. */
const MIN_PAGES = 3
/** Without spaces and dashes. */
const PAGE_NUMBER =
  /^(?:page|p\.|第)?(?:\d{1,4}|[ivxlc]{1,6})[页頁]?(?:(?:of|\/|共|,)\d{1,4}[页頁]?)?$/i
const isPageNumber = (text: string): boolean => PAGE_NUMBER.test(text.replaceAll(/[-–—·|\s]/g, ''))

/** A line of a table of contents: dots lead to the page. */
const LEADER = /(?:[.．·…⋯]\s?){5}\s?(?:\d{1,4}|[ivxlc]{1,6})?$/i

/** Leaves out what a page has beside its text: running heads and feet, page numbers, contents. */
export function dropRunningHeads(
  pages: readonly (readonly Line[])[],
  bodySize: number,
): readonly (readonly Line[])[] {
  const isRunning = countRunning(pages, bodySize)
  return pages.map((lines) =>
    lines.filter((line) => {
      if (LEADER.test(line.text)) return false
      const edge = Math.min(line.height, 1 - line.height)
      if (edge > EDGE) return true
      return !(edge < OUTER_EDGE || isPageNumber(line.text) || isRunning(line))
    }),
  )
}

/** Whether a line stands at the same height on several pages, but for a number that counts pages. */
function countRunning(pages: readonly (readonly Line[])[], bodySize: number) {
  const found = new Map<string, Set<number>>()
  const isCandidate = ({ height, size }: Line) =>
    Math.min(height, 1 - height) <= EDGE && size < bodySize * 1.15
  for (const line of pages.flat().filter(isCandidate))
    for (const key of keysOf(line)) {
      const seen = found.get(key) ?? new Set()
      found.set(key, seen.add(line.page))
    }
  const least = Math.max(2, Math.min(MIN_PAGES, pages.length))
  return (line: Line): boolean =>
    isCandidate(line) && keysOf(line).some((key) => (found.get(key)?.size ?? 0) >= least)
}

function keysOf({ text, cells, height, page }: Line): readonly string[] {
  const place = Math.round(height * 100)
  const relative = text.replaceAll(/\d{1,4}/g, (digits) => `#${Number(digits) - page}#`)
  return [`${place} ${text}`, `${place} ${relative}`, ...numberKeys(cells, page)]
}

/** A page number apart from the words, which may be those of a chapter. */
function numberKeys(cells: Line['cells'], page: number): readonly string[] {
  if (cells.length < 2) return []
  const outer = [cells[0], cells.at(-1)].map((cell) => cell?.text ?? '')
  return outer
    .filter((text) => /^\d{1,4}$/.test(text))
    .map((text) => `number ${Number(text) - page}`)
}
