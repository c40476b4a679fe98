import type { List, Paragraph, Root, RootContent, Text } from 'mdast'
import { isStamped, type Line, type Message, readChat } from './chat.ts'
import { joinersOf } from './inlines.ts'
import { COMPLETE, headingsIn, isTitle } from './text-headings.ts'
import type { Slice } from './types.ts'

/** A text that is the log of a chat, whatever its file calls it; nothing for any other. */
export function readStampedChat(text: string, offset = 0): Root | undefined {
  const lines = readBlocks(text, offset).flat()
  return isStamped(lines[0]) ? toRoot(readChat(lines)) : undefined
}

const toRoot = (messages: readonly Message[] | undefined): Root | undefined =>
  messages && {
    type: 'root',
    children: messages.map(({ speaker, lines, isAsked }) => toParagraph(lines, isAsked, speaker)),
  }

/**
 * Reads plain text. Between blank lines stands a paragraph: its lines are joined where they were
 * wrapped, else each is a paragraph of its own. A short first line is the title, and one behind
 * the number of a part is a heading. In the log of a
 * chat, a question introduces what somebody else says next.
 *
 * @param offset where the text begins in the source
 */
export function readPlainText(text: string, offset = 0): Root {
  const blocks = readBlocks(text, offset)
  const chat = toRoot(readChat(blocks.flat()))
  if (chat) return chat
  const headings = headingsIn(blocks)
  const [first, second] = blocks
  const [title, next] = [first?.[0]?.text ?? '', second?.[0]]
  // What is below a title says more, or is the heading of the first part.
  const below = next && headings.has(next) ? `${title} ` : next?.text
  const isTitled = first?.length === 1 && isTitle(title, below)
  return {
    type: 'root',
    children: blocks.flatMap((lines, b): RootContent[] =>
      b === 0 && isTitled ? [toHeading(lines, 1)] : toPart(lines, headings),
    ),
  }
}

/** The paragraphs of a block, behind its heading if its first line is one. */
function toPart(lines: readonly Line[], headings: ReadonlyMap<Line, number>): RootContent[] {
  const [first, ...rest] = lines
  const depth = first && headings.get(first)
  return first && depth
    ? [toHeading([first], depth), ...(rest.length > 0 ? toParagraphs(rest) : [])]
    : toParagraphs(lines)
}

const toHeading = (lines: readonly Line[], depth: number): RootContent => ({
  type: 'heading',
  depth: depth as 1 | 2 | 3 | 4 | 5,
  children: toParagraph(lines).children,
})

function readBlocks(text: string, offset: number): readonly (readonly Line[])[] {
  const blocks: Line[][] = []
  let isOpen = false
  for (const { 0: line, index } of text.matchAll(/.+|(?<=\n)(?=\n)/g)) {
    const words = line.trim()
    if (words) {
      if (!isOpen) blocks.push([])
      blocks.at(-1)?.push({ text: words, at: offset + index + line.indexOf(words) })
    }
    isOpen = words !== ''
  }
  return blocks
}

function toParagraphs(lines: readonly Line[]): (Paragraph | List)[] {
  const first = lines.findIndex(({ text }) => BULLET.test(text))
  const bullets = lines.filter(({ text }) => BULLET.test(text)).length
  if (bullets > 1)
    return [...(first > 0 ? toProse(lines.slice(0, first)) : []), toList(lines.slice(first))]
  return toProse(lines)
}

/** The sign of an item; a dash of speech stands alone. */
const BULLET = /^[-*•·▪●–]\s+(?=\S)/

/** Items begin with a sign; other lines go on with the one above. */
function toList(lines: readonly Line[]): List {
  const items: Line[][] = []
  for (const line of lines) {
    const [sign] = BULLET.exec(line.text) ?? []
    if (sign) items.push([{ text: line.text.slice(sign.length), at: line.at + sign.length }])
    else items.at(-1)?.push(line)
  }
  return {
    type: 'list',
    ordered: false,
    children: items.map((item) => ({ type: 'listItem', children: [toParagraph(item)] })),
  }
}

function toProse(lines: readonly Line[]): Paragraph[] {
  const joiners = joinersOf(lines.map(({ text }) => text))
  const complete = lines.slice(0, -1).filter(({ text }) => COMPLETE.test(text)).length
  const isWrapped = !joiners.includes('\n') && complete * 2 <= joiners.length
  return isWrapped ? [toParagraph(lines)] : lines.map((line) => toParagraph([line]))
}

/**
 * A paragraph of lines, with the breaks between them that Markdown would have.
 *
 * @param speaker who says it, as `Wang Fang: …`
 */
function toParagraph(lines: readonly Line[], lead = false, speaker?: Line): Paragraph {
  const slices: Slice[] = []
  let value = ''
  for (const [l, { text, at }] of (speaker ? [speaker, ...lines] : lines).entries()) {
    if (l > 0) value += speaker && l === 1 ? ': ' : '\n'
    slices.push({
      start: value.length,
      end: value.length + text.length,
      at,
      until: at + text.length,
    })
    value += text
  }
  const words: Text = { type: 'text', value, data: { slices } }
  return { type: 'paragraph', children: [words], ...(lead && { data: { lead } }) }
}
