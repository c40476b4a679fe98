import type { List, RootContent } from 'mdast'
import { headingDepth, type Typography } from './headings.ts'
import type { Line } from './lines.ts'
import { joinLines, toParagraphs } from './paragraphs.ts'
import { splitTables, toTable } from './tables.ts'

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

/** Words that the material writes with a hyphen inside a line. */
function collectHyphenated(lines: readonly Line[]): ReadonlySet<string> {
  const words = new Set<string>()
  for (const { text } of lines)
    for (const word of text.toLowerCase().split(/[^\p{L}-]/u))
      if (word.includes('-')) words.add(word)
  return words
}
