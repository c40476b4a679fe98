import {
  type Block,
  type Inline,
  type Quote,
  type Run,
  splitRuns,
  type Wording,
} from '../../answers/index.ts'
import {
  bold,
  codeBlock,
  escapeMarkdown,
  inlineCode,
  linkTo,
  quoteLines,
  smallPrint,
} from './markdown.ts'

type CommandId = ((name: string) => string | undefined) | undefined

/** What the look of blocks depends on. */
interface BlockStyle {
  readonly commandId?: CommandId
  /** Whether the number of its citation stands behind a quote: where there are several. Default true. */
  readonly isNumbered?: boolean
  /** Whether what is marked is bold: only what answers is. Default true. */
  readonly isBold?: boolean
}

/** Blocks as one text in Discord's Markdown. */
export function renderBlocks(blocks: readonly Block[], style: BlockStyle = {}): string {
  return blocks
    .map((block, index) => {
      const before = blocks[index - 1]?.type
      const close = before === 'heading' || (before === 'paragraph' && block.type === 'list')
      const gap = index === 0 ? '' : close ? '\n' : '\n\n'
      return gap + renderBlock(block, style)
    })
    .join('')
}

function renderBlock(block: Block, style: BlockStyle): string {
  const { commandId } = style
  switch (block.type) {
    case 'heading':
      return `### ${renderInlines(block.inlines, commandId).replaceAll('\n', ' ')}`
    case 'note':
      return `-# ${renderInlines(block.inlines, commandId).replaceAll('\n', ' ')}`
    case 'paragraph':
      return renderInlines(block.inlines, commandId)
    case 'list':
      return block.items
        .map((item) => `- ${renderInlines(item, commandId).replaceAll('\n', '\n  ')}`)
        .join('\n')
    case 'quote':
      return renderQuote(block, style)
  }
}

const renderInlines = (inlines: readonly Inline[], commandId: CommandId): string =>
  joinStrong(inlines)
    .map((inline) => renderInline(inline, commandId))
    .join('')

function renderInline(inline: Inline, commandId: CommandId): string {
  switch (inline.type) {
    case 'text':
      return escapeMarkdown(inline.text)
    case 'strong':
      return bold(inline.text)
    case 'link':
      return linkTo(inline.text, inline.url)
    case 'reference':
      return escapeMarkdown(`[${inline.number}]`)
    case 'command': {
      const id = commandId?.(inline.name)
      const name = id ? `</${inline.name}:${id}>` : `\`/${inline.name}\``
      return inline.argument ? `${name} ${escapeMarkdown(inline.argument)}` : name
    }
  }
}

/** Between two bold texts the four asterisks would be read as one mark. */
function joinStrong(inlines: readonly Inline[]): readonly Inline[] {
  const joined: Inline[] = []
  for (const inline of inlines) {
    const before = joined.at(-1)
    if (before?.type === 'strong' && inline.type === 'strong')
      joined.splice(-1, 1, { type: 'strong', text: before.text + inline.text })
    else joined.push(inline)
  }
  return joined
}

/** The translation first, under its label; an empty line keeps the two quotes apart. */
function renderQuote(
  { translation, citation, ...original }: Quote,
  { isNumbered = true, isBold = true }: BlockStyle,
): string {
  const reference = isNumbered ? ` ${escapeMarkdown(`[${citation}]`)}` : ''
  const show = (wording: Wording, end = '') =>
    quoteLines(renderWording(isBold ? wording : { ...wording, marks: [] }) + end)
  const translated = translation ? [`${smallPrint(translation.label)}\n${show(translation)}`] : []
  const quoted = original.text ? [show(original, reference)] : []
  return [...translated, ...quoted].join('\n\n')
}

/** `[…]` is how editors mark what they left out: nobody takes it for the author's words. */
const OMISSION = escapeMarkdown('[…]')

function renderWording(wording: Wording): string {
  const [before, after] = wording.cut
  const shown = joinAlike(splitRuns(wording)).map(renderRun).join('')
  return `${before ? `${OMISSION} ` : ''}${shown}${after ? ` ${OMISSION}` : ''}`
}

/** Between two bold texts the four asterisks would be read as one mark. */
function joinAlike(runs: readonly Run[]): readonly Run[] {
  const joined: Run[] = []
  for (const run of runs) {
    const last = joined.at(-1)
    if (last && isPlain(last) && isPlain(run) && last.isMarked === run.isMarked)
      joined.splice(-1, 1, { ...last, text: last.text + run.text })
    else joined.push(run)
  }
  return joined
}

const isPlain = ({ code, url, isStruck }: Run): boolean => !code && !url && !isStruck

function renderRun(run: Run): string {
  const { text, code, url, isMarked, isStruck } = run
  if (isPlain(run)) return isMarked ? bold(text) : escapeMarkdown(text)
  if (code === 'block') return codeBlock(text)
  // Marks must touch the words that they are about, and stay within a line.
  return text
    .split('\n')
    .map((line) => {
      const words = line.trim()
      if (!words) return line
      const shown = url ? linkTo(words, url) : code ? inlineCode(words) : escapeMarkdown(words)
      const mark = `${isMarked ? '**' : ''}${isStruck ? '~~' : ''}`
      const start = line.indexOf(words)
      return `${line.slice(0, start)}${mark}${shown}${[...mark].reverse().join('')}${line.slice(start + words.length)}`
    })
    .join('\n')
}
