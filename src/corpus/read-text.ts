import type { Paragraph, Root, RootContent, Text } from 'mdast'
import { joinersOf } from './inlines.ts'
import type { Slice } from './types.ts'

interface Line {
  readonly text: string
  /** Where it stands in the source. */
  readonly at: number
}

/** Ends of sentences and lines that are complete. */
const COMPLETE = /[。！？；：.!?;:…][”"’'』」）)\]]*$/
/** Characters of a title. */
const MAX_TITLE = 40

/**
 * Reads plain text. Between blank lines stands a paragraph: its lines are joined where they were
 * wrapped, else each is a paragraph of its own. A short first line is the title. In the log of a
 * chat, a question introduces what somebody else says next.
 *
 * @param offset where the text begins in the source
 */
export function readPlainText(text: string, offset = 0): Root {
  const blocks = readBlocks(text, offset)
  const chat = readChat(blocks.flat())
  if (chat) return { type: 'root', children: chat }
  const [first, second] = blocks
  const isTitled =
    first?.length === 1 && second !== undefined && isTitle(first[0]?.text ?? '', second[0]?.text)
  return {
    type: 'root',
    children: blocks.flatMap((lines, b): RootContent[] =>
      b === 0 && isTitled
        ? [{ type: 'heading', depth: 1, children: toParagraph(lines).children }]
        : toParagraphs(lines),
    ),
  }
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

interface Message {
  readonly speaker: string
  readonly lines: readonly Line[]
}

/** `Wang Fang 2025-03-02 10:15`, with what was said on the lines below. */
const HEADER =
  /^(.{1,30}?)[ \t]*[[(（]?(?:\d{2,4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?,?[ \t]*)?(?:上午|下午)?\d{1,2}:\d\d(?::\d\d)?(?:[ \t]?[AP]M)?[\])）]?[:：]?$/i
/** `[10:15] Wang Fang: …` and `Wang Fang: …`, all on one line. */
const SAID =
  /^(?:[[(（]?(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4},?[ \t]*)?\d{1,2}:\d\d(?::\d\d)?(?:[ \t]?[AP]M)?[\])）]?[ \t-]*)?([^:：\d][^:：]{0,29})[:：][ \t]*(?=\S)/i
const QUESTION = /[?？]["”』」）)]*$|[吗嗎呢]$/

/** The messages of a log, or nothing where a text is none: speakers speak more than once. */
function readChat(lines: readonly Line[]): RootContent[] | undefined {
  const messages = readMessages(lines, HEADER) ?? readMessages(lines, SAID)
  return messages?.map(({ speaker, lines }, m) => {
    const next = messages[m + 1]
    const isAsked = QUESTION.test(lines.at(-1)?.text ?? '')
    return toParagraph(lines, isAsked && next !== undefined && next.speaker !== speaker)
  })
}

const MIN_MESSAGES = 4

function readMessages(lines: readonly Line[], pattern: RegExp): readonly Message[] | undefined {
  const messages: { speaker: string; lines: Line[] }[] = []
  for (const line of lines) {
    const [head, speaker = ''] = line.text.match(pattern) ?? []
    if (head !== undefined) {
      messages.push({ speaker, lines: [] })
      const words = line.text.slice(head.length)
      if (words) messages.at(-1)?.lines.push({ text: words, at: line.at + head.length })
    } else if (messages.length === 0) return undefined
    else messages.at(-1)?.lines.push(line)
  }
  const speakers = new Set(messages.map(({ speaker }) => speaker))
  const isLog = messages.length >= MIN_MESSAGES && speakers.size * 2 <= messages.length
  return isLog && messages.length * 3 >= lines.length
    ? messages.filter(({ lines }) => lines.length > 0)
    : undefined
}
