import type { List, RootContent, Table } from 'mdast'
import { headingDepth, type Typography } from './headings.ts'
import type { Line } from './lines.ts'
import { joinLines, LIST_MARKER, toParagraphs } from './paragraphs.ts'

const BULLET = /^[•●○◦▪■‣·*–—-]\s*/u
const NUMBER = /^(\d{1,3})[.)]\s*/

/** The Markdown blocks of lines in reading order. */
export function toBlocks(lines: readonly Line[], typography: Typography): RootContent[] {
  const words = collectHyphenated(lines)
  const blocks: RootContent[] = []
  for (const part of splitTables(lines)) {
    if ('rows' in part) {
      blocks.push(toTable(part.rows))
      continue
    }
    const paragraphs = toParagraphs(part.lines, typography.leading)
    paragraphs.forEach((each, index) => {
      const text = joinLines(
        each.map((line) => line.text),
        words,
      )
      const depth = headingDepth(text, each, paragraphs[index + 1], typography)
      addBlock(blocks, text, each[0]?.page ?? 1, depth)
    })
  }
  return blocks
}

function addBlock(
  blocks: RootContent[],
  text: string,
  page: number,
  depth: number | undefined,
): void {
  const children = [{ type: 'text' as const, value: text }]
  const data = { page }
  const marker = text.match(BULLET) ?? text.match(NUMBER)
  if (depth !== undefined)
    blocks.push({ type: 'heading', depth: depth as 1 | 2 | 3 | 4 | 5 | 6, children, data })
  else if (!marker) blocks.push({ type: 'paragraph', children, data })
  else {
    const value = text.slice(marker[0].length)
    const number = marker[1] === undefined ? undefined : Number(marker[1])
    const list = openList(blocks, page, number)
    list.children.push({
      ...{ type: 'listItem', spread: false, data },
      children: [{ type: 'paragraph', children: [{ type: 'text', value }], data }],
    })
  }
}

/** The list at the end of the blocks if an item goes on with it, else a new one. */
function openList(blocks: RootContent[], page: number, number: number | undefined): List {
  const last = blocks.at(-1)
  const isNext =
    last?.type === 'list' &&
    (number === undefined
      ? !last.ordered
      : last.ordered && number === (last.start ?? 1) + last.children.length)
  if (isNext) return last
  const list: List = {
    ...{ type: 'list', ordered: number !== undefined, spread: false, children: [], data: { page } },
    ...(number !== undefined && { start: number }),
  }
  blocks.push(list)
  return list
}

type Part = { readonly lines: readonly Line[] } | { readonly rows: readonly Line[] }

/** Two or more lines below each other with as many cells, each below the one above, are a table. */
function splitTables(lines: readonly Line[]): readonly Part[] {
  const parts: Part[] = []
  let text: Line[] = []
  for (let index = 0; index < lines.length; ) {
    let end = index + 1
    while (end < lines.length && isNextRow(lines[end - 1] as Line, lines[end] as Line)) end++
    const rows = lines.slice(index, end)
    if (rows.length > 1) {
      parts.push({ lines: text }, { rows })
      text = []
    } else text.push(...rows)
    index = end
  }
  parts.push({ lines: text })
  return parts
}

function isNextRow(row: Line, next: Line): boolean {
  const count = row.cells.length
  return (
    count > 1 &&
    count === next.cells.length &&
    row.page === next.page &&
    row.y > next.y &&
    row.y - next.y < 4 * row.size &&
    !LIST_MARKER.test(row.text) &&
    !LIST_MARKER.test(next.text) &&
    row.cells.every(({ x, right }, index) => {
      const below = next.cells[index]
      return below !== undefined && x < below.right && below.x < right
    })
  )
}

function toTable(rows: readonly Line[]): Table {
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

/** Words that the material writes with a hyphen inside a line. */
function collectHyphenated(lines: readonly Line[]): ReadonlySet<string> {
  const words = new Set<string>()
  for (const { text } of lines)
    for (const word of text.toLowerCase().split(/[^\p{L}-]/u))
      if (word.includes('-')) words.add(word)
  return words
}
