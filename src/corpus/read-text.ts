import type { Paragraph, Root, RootContent, Text } from 'mdast'
import { isStamped, type Line, type Message, readChat } from './chat.ts'
import { joinersOf } from './inlines.ts'
import type { Slice } from './types.ts'

/** A text that is the log of a chat, whatever its file calls it; nothing for any other. */
export function readStampedChat(text: string, offset = 0): Root | undefined {
  const lines = readBlocks(text, offset).flat()
  return isStamped(lines[0]) ? toRoot(readChat(lines)) : undefined
}

const toRoot = (messages: readonly Message[] | undefined): Root | undefined =>
  messages && {
    type: 'root',
    children: messages.map(({ lines, isAsked }) => toParagraph(lines, isAsked)),
  }

/** Ends of sentences and lines that are complete. */
const COMPLETE = /[。！？；：.!?;:…][”"’'』」）)\]]*$/
/** Characters of a title. */
const MAX_TITLE = 40
/** What numbers the parts of regulations and reports: 四、退款时间, 第三章 附则, Part 2: Fees. */
const PART_NUMBER =
  /^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十\d]{1,3}[章节編编部][分]?|(?:chapter|part|section) (?:\d{1,3}|[ivx]{1,5})\b[.:]?)\s*/i

/**
 * Reads plain text. Between blank lines stands a paragraph: its lines are joined where they were
 * wrapped, else each is a paragraph of its own. A short first line is the title, and one that stands
 * alone behind the number of a part is a heading. In the log of a
 * chat, a question introduces what somebody else says next.
 *
 * @param offset where the text begins in the source
 */
export function readPlainText(text: string, offset = 0): Root {
  const blocks = readBlocks(text, offset)
  const chat = toRoot(readChat(blocks.flat()))
  if (chat) return chat
  const [first, second] = blocks
  const isTitled =
    first?.length === 1 && second !== undefined && isTitle(first[0]?.text ?? '', second[0]?.text)
  return {
    type: 'root',
    children: blocks.flatMap((lines, b): RootContent[] =>
      b === 0 && isTitled
        ? [toHeading(lines, 1)]
        : isPart(lines, blocks[b + 1])
          ? [toHeading(lines, 2)]
          : toParagraphs(lines),
    ),
  }
}

const toHeading = (lines: readonly Line[], depth: 1 | 2): RootContent => ({
  type: 'heading',
  depth,
  children: toParagraph(lines).children,
})

function isPart([line, ...more]: readonly Line[], next: readonly Line[] | undefined): boolean {
  if (!line || more.length > 0 || !next) return false
  const [number = ''] = PART_NUMBER.exec(line.text) ?? []
  return number !== '' && isTitle(line.text.slice(number.length), next[0]?.text)
}

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

const isTitle = (line: string, next = ''): boolean =>
  line.length <= MAX_TITLE && !COMPLETE.test(line) && next.length > line.length && !/\d/.test(line)

function toParagraphs(lines: readonly Line[]): Paragraph[] {
  const joiners = joinersOf(lines.map(({ text }) => text))
  const complete = lines.slice(0, -1).filter(({ text }) => COMPLETE.test(text)).length
  const isWrapped = !joiners.includes('\n') && complete * 2 <= joiners.length
  return isWrapped ? [toParagraph(lines)] : lines.map((line) => toParagraph([line]))
}

/** A paragraph of lines, with the breaks between them that Markdown would have. */
function toParagraph(lines: readonly Line[], lead = false): Paragraph {
  const slices: Slice[] = []
  let value = ''
  for (const { text, at } of lines) {
    if (value) value += '\n'
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
