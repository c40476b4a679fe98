import type { List, Paragraph, Root, RootContent, Table, TableCell, Text } from 'mdast'
import { isStamped, type Line, type Message, readChat } from './chat.ts'
import { type Cell, type DrawnTable, findDrawnTables, isRule } from './drawn-tables.ts'
import { isQuestion } from './exchanges.ts'
import { joinersOf, WRAPPED_SHARE, widthOf, wrapJoinerOf } from './inlines.ts'
import { COMPLETE, headingsIn, isMarked, isTitle, underlinedIn } from './text-headings.ts'
import type { Slice } from './types.ts'

/** A text that is the log of a chat, whatever its file calls it; nothing for any other. */
export function readStampedChat(text: string, offset = 0): Root | undefined {
  const lines = readBlocks(text, offset).flat()
  return isStamped(lines[0]) ? toRoot(readChat(lines)) : undefined
}

/** A log, which an export may begin with a line that names it. */
const readLog = (lines: readonly TextLine[]): Root | undefined => {
  const whole = toRoot(readChat(lines))
  if (whole) return whole
  const [title, ...rest] = lines
  const log = title && toRoot(readChat(rest))
  return log && { ...log, children: [toHeading([title], 1), ...log.children] }
}

const toRoot = (messages: readonly Message[] | undefined): Root | undefined =>
  messages && {
    type: 'root',
    children: messages.map(({ speaker, lines, isAsked }) =>
      toParagraph(lines, { isLead: isAsked, speaker }),
    ),
  }

/**
 * Reads plain text. Between blank lines stands a paragraph: its lines are joined where they were
 * wrapped, else each is a paragraph of its own. A short first line is the title; one that has a line
 * drawn below it, stands in brackets, or is behind the number of a part is a heading. Tables may be
 * drawn with blanks, dots or bars. In the log of a chat, a question introduces what somebody else
 * says next.
 *
 * @param offset where the text begins in the source
 */
export function readPlainText(text: string, offset = 0): Root {
  const drawn = readBlocks(text, offset)
  const chat = readLog(drawn.flat())
  if (chat) return chat
  const blocks = drawn
    .map((lines) => lines.slice(lines.findIndex(({ text }) => !isRule(text))))
    .flatMap((lines) => splitBefore(lines, (line, l) => isMarked(line, lines[l + 1])))
  const underlined = underlinedIn(blocks)
  const numbered = headingsIn(blocks)
  const [first, second] = blocks
  const [title, next] = [first?.[0]?.text ?? '', second?.[0]]
  // What is below a title says more, or is the heading of the first part.
  const below = next && (numbered.has(next) || underlined.has(next)) ? `${title} ` : next?.text
  const isTitled = first?.length === 1 && isTitle(title, below)
  const headings = new Map([
    ...numbered,
    ...Array.from(underlined, ([line, depth]) => [line, depth + (isTitled ? 1 : 0)] as const),
  ])
  return {
    type: 'root',
    children: blocks.flatMap((lines, b): RootContent[] =>
      b === 0 && isTitled ? [toHeading(lines, 1)] : toPart(lines, headings),
    ),
  }
}

/** Parts of a list that begin where this is true. */
function splitBefore<Part>(
  parts: readonly Part[],
  begins: (part: Part, place: number) => boolean,
): Part[][] {
  const groups: Part[][] = []
  for (const [p, part] of parts.entries()) {
    if (groups.length === 0 || begins(part, p)) groups.push([])
    groups.at(-1)?.push(part)
  }
  return groups
}

/** The paragraphs of a block, behind its heading if its first line is one. */
function toPart(lines: readonly TextLine[], headings: ReadonlyMap<Line, number>): RootContent[] {
  const [first, ...rest] = lines
  const depth = first && headings.get(first)
  return first && depth ? [toHeading([first], depth), ...toContent(rest)] : toContent(lines)
}

const toHeading = (lines: readonly Line[], depth: number): RootContent => ({
  type: 'heading',
  depth: Math.min(5, depth) as 1 | 2 | 3 | 4 | 5,
  children: toParagraph(lines).children,
})

/** A line with the blanks before it. */
interface TextLine extends Line {
  readonly indented: string
}

function readBlocks(text: string, offset: number): readonly (readonly TextLine[])[] {
  const blocks: TextLine[][] = []
  let isOpen = false
  for (const { 0: line, index } of text.matchAll(/.+|(?<=\n)(?=\n)/g)) {
    const words = line.trim()
    if (words) {
      if (!isOpen) blocks.push([])
      const at = offset + index + line.indexOf(words)
      blocks.at(-1)?.push({ text: words, at, indented: line.trimEnd() })
    }
    isOpen = words !== ''
  }
  return blocks
}

/** Tables, lists and paragraphs; lines that only draw are left out. */
function toContent(lines: readonly TextLine[]): RootContent[] {
  const content: RootContent[] = []
  let start = 0
  for (const table of findDrawnTables(lines.map(({ indented }) => indented))) {
    const above = wordsIn(lines.slice(start, table.first))
    content.push(
      ...(above.length === 1 ? [toParagraph(above, { isLead: true })] : toParagraphs(above)),
      toTable(lines, table),
    )
    start = table.end
  }
  return [...content, ...toParagraphs(wordsIn(lines.slice(start)))]
}

const wordsIn = (lines: readonly TextLine[]): readonly TextLine[] =>
  lines.filter(({ text }) => !isRule(text))

/** A table whose head is empty where none is drawn. */
function toTable(lines: readonly TextLine[], { rows, hasHead }: DrawnTable): Table {
  const drawn = rows.map(({ line, cells }) =>
    cells.map((cell) => toCell(lines[line] as TextLine, cell)),
  )
  const empty = (drawn[0] ?? []).map((): TableCell => ({ type: 'tableCell', children: [] }))
  return {
    type: 'table',
    children: (hasHead ? drawn : [empty, ...drawn]).map((children) => ({
      type: 'tableRow',
      children,
    })),
  }
}

function toCell({ indented, text, at }: TextLine, { start, end }: Cell): TableCell {
  const from = at - indented.indexOf(text) + start
  const words = toParagraph([{ text: indented.slice(start, end), at: from }])
  return { type: 'tableCell', children: start < end ? words.children : [] }
}

function toParagraphs(lines: readonly TextLine[]): (Paragraph | List)[] {
  const first = lines.findIndex(({ text }) => BULLET.test(text))
  const bullets = lines.filter(({ text }) => BULLET.test(text)).length
  if (bullets > 1)
    return [...(first > 0 ? toProse(lines.slice(0, first)) : []), toList(lines.slice(first))]
  return hasRecords(lines)
    ? splitBefore(lines, (line) => !isIndented(line)).map((record) => toParagraph(record))
    : toExchanges(lines)
}

const isIndented = ({ indented }: TextLine): boolean => /^\s/.test(indented)

/** Whether lines are indented below what they belong to: a name with its telephone and its address. */
const hasRecords = (lines: readonly TextLine[]): boolean => {
  const [first] = lines
  return (
    first !== undefined &&
    !isIndented(first) &&
    lines.some(isIndented) &&
    !lines.some(({ text }) => isQuestion(text))
  )
}

/** A question and what follows it, up to the next, is one paragraph; its parts are told later. */
function toExchanges(lines: readonly Line[]): Paragraph[] {
  const first = lines.findIndex(({ text }) => isQuestion(text))
  if (first < 0) return toProse(lines)
  const exchanges = splitBefore(lines.slice(first), ({ text }) => isQuestion(text))
  return [...toProse(lines.slice(0, first)), ...exchanges.map((exchange) => toParagraph(exchange))]
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

/** Lines that were wrapped are one paragraph; each other line is one of its own. */
function toProse(lines: readonly Line[]): Paragraph[] {
  if (isProse(lines)) return splitProse(lines).map((part) => toParagraph(part, { isProse: true }))
  const joiners = joinersOf(lines.map(({ text }) => text))
  const runs = splitBefore(lines, (_, l) => joiners[l - 1] === '\n')
  return runs.flatMap((run) =>
    isWrapped(run) ? [toParagraph(run)] : run.map((line) => toParagraph([line])),
  )
}

const isComplete = ({ text }: Line): boolean => COMPLETE.test(text)

/** Few lines that were wrapped end as a sentence does, but the last one. */
function isWrapped(lines: readonly Line[]): boolean {
  const complete = lines.slice(0, -1).filter(isComplete).length
  const last = lines.at(-1)
  return last !== undefined && isComplete(last) && complete * 2 < lines.length
}

/** A sentence ends within a line, and the next begins there. */
const ENDS_WITHIN = /[。！？][^\s”’』」）]|[.!?] \p{Lu}/u

/** Whether sentences go on from line to line, wherever a line was cut. */
const isProse = (lines: readonly Line[]): boolean =>
  lines.length > 1 &&
  isWrapped(lines) &&
  lines.some((line) => ENDS_WITHIN.test(line.text) && !isComplete(line))

/** A paragraph ends with a sentence that leaves room in its line. */
function splitProse(lines: readonly Line[]): readonly (readonly Line[])[] {
  const widths = lines.map(({ text }) => widthOf(text))
  const full = WRAPPED_SHARE * widths.reduce((most, width) => Math.max(most, width), 0)
  return splitBefore(lines, (_, l) => {
    const above = lines[l - 1]
    return above !== undefined && isComplete(above) && (widths[l - 1] as number) < full
  })
}

interface Look {
  /** Whether it introduces the next block. */
  readonly isLead?: boolean
  /** Whether its lines are one text; default: they have breaks between them, as in Markdown. */
  readonly isProse?: boolean
  /** Who says it, as `Wang Fang: …`. */
  readonly speaker?: Line
}

function toParagraph(
  lines: readonly Line[],
  { isLead = false, isProse = false, speaker }: Look = {},
): Paragraph {
  const slices: Slice[] = []
  let value = ''
  const joiner = (l: number, text: string): string => {
    if (speaker && l === 1) return ': '
    return isProse ? wrapJoinerOf(lines[l - 1]?.text ?? '', text) : '\n'
  }
  for (const [l, { text, at }] of (speaker ? [speaker, ...lines] : lines).entries()) {
    if (l > 0) value += joiner(l, text)
    slices.push({
      start: value.length,
      end: value.length + text.length,
      at,
      until: at + text.length,
    })
    value += text
  }
  const words: Text = { type: 'text', value, data: { slices } }
  return { type: 'paragraph', children: [words], ...(isLead && { data: { lead: isLead } }) }
}
