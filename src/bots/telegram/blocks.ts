import { citationLines } from '../../answers/citation-lines.ts'
import { splitRuns } from '../../answers/runs.ts'
import type { Answer, Block, Citation, Inline, Quote, Wording } from '../../answers/types.ts'
import { shorten } from '../../shared/shorten.ts'
import { encodePayload } from './button-data.ts'
import { createEntityBuilder, type EntityBuilder } from './entities.ts'

/** UTF-16 units; longer quotes that hide nothing are folded, about seven lines of a phone. */
const UNFOLDED_LENGTH = 160
/** Characters of a citation. */
const TITLE_LENGTH = 256

/** Writes blocks, and below them the citations they speak of. */
export function composeMessage(
  blocks: readonly Block[],
  { citations, outcome }: Answer,
  bot?: string,
) {
  const builder = createEntityBuilder()
  blocks.forEach((block, index) => {
    const before = blocks[index - 1]
    if (before) builder.write(before.type === 'quote' || block.type === 'quote' ? '\n' : '\n\n')
    if (block.type === 'quote') {
      writeQuote(builder, block, { numbered: citations.length > 1, bold: outcome === 'found' })
    } else writeBlock(builder, block)
  })
  const numbers = new Set(blocks.flatMap(numbersIn))
  const cited = citations.filter(({ number }) => numbers.has(number))
  citationLines(cited).forEach((line, index) => {
    builder.write(index > 0 || blocks.at(-1)?.type === 'quote' ? '\n' : '\n\n')
    for (const inline of toInlines(line, bot)) writeInline(builder, inline)
  })
  return builder.finish()
}

function writeBlock(builder: EntityBuilder, block: Exclude<Block, Quote>): void {
  if (block.type === 'list') {
    block.items.forEach((item, index) => {
      builder.write(index > 0 ? '\n• ' : '• ')
      for (const inline of item) writeInline(builder, inline)
    })
    return
  }
  const start = builder.length
  for (const inline of block.inlines) writeInline(builder, inline)
  if (block.type === 'heading') builder.style([start, builder.length], 'bold')
  if (block.type === 'note') builder.style([start, builder.length], 'italic')
}

function writeInline(builder: EntityBuilder, inline: Inline): void {
  switch (inline.type) {
    case 'text':
      builder.write(inline.text)
      break
    case 'strong':
      builder.style(builder.write(inline.text), 'bold')
      break
    case 'link':
      builder.link(builder.write(inline.text), inline.url)
      break
    case 'reference':
      builder.write(`[${inline.number}]`)
      break
    case 'command':
      // A tap on a bare command sends it; one with an argument is copied: a tap would drop that.
      if (inline.argument)
        builder.style(builder.write(`/${inline.name} ${inline.argument}`), 'code')
      else builder.allow(builder.write(`/${inline.name}`))
      break
  }
}

interface QuoteLook {
  /** Whether the number of the citation stands behind the quote. */
  readonly numbered: boolean
  readonly bold: boolean
}

function writeQuote(builder: EntityBuilder, quote: Quote, { numbered, bold }: QuoteLook): void {
  const { translation } = quote
  const mark = numbered ? ` [${quote.citation}]` : ''
  if (translation) {
    builder.style(builder.write(translation.label), 'italic')
    builder.write('\n')
    writeWording(builder, translation, { bold, folds: false, mark: quote.text ? '' : mark })
    if (quote.text) builder.write('\n')
  }
  if (quote.text) writeWording(builder, quote, { bold, folds: translation !== undefined, mark })
}

/** @param options.folds whether what is bold may be out of sight, as it is said elsewhere */
function writeWording(
  builder: EntityBuilder,
  wording: Wording,
  { bold, folds, mark }: { bold: boolean; folds: boolean; mark: string },
): void {
  const { text, marks, cut } = wording
  const start = builder.length
  if (cut[0]) builder.write('[…] ')
  for (const { text: words, isMarked, isStruck, code, url } of splitRuns(wording)) {
    const range = builder.write(words)
    if (bold && isMarked) builder.style(range, 'bold')
    if (isStruck) builder.style(range, 'strikethrough')
    if (url) builder.link(range, url)
    else if (code) builder.style(range, 'code')
  }
  if (cut[1]) builder.write(' […]')
  builder.write(mark)
  const canFold = folds || !bold || marks.length === 0
  const type = canFold && text.length > UNFOLDED_LENGTH ? 'expandable_blockquote' : 'blockquote'
  builder.style([start, builder.length], type)
}

/** `[1] title ¶32 · [2] ¶35`, linked to the words, or to the paragraph in a private chat with the bot. */
export function toInlines(line: readonly Citation[], bot: string | undefined): readonly Inline[] {
  return line.flatMap(({ number, title, locator, url, passage }, index): readonly Inline[] => {
    const label = index > 0 ? locator : `${shorten(title, TITLE_LENGTH)} ${locator}`
    const text = `[${number}] ${label}`
    const { source, paragraphs } = passage
    const target =
      url ?? (bot && `https://t.me/${bot}?start=${encodePayload(source.id, paragraphs[0])}`)
    const inline: Inline = target ? { type: 'link', text, url: target } : { type: 'text', text }
    return index > 0 ? [{ type: 'text', text: ' · ' }, inline] : [inline]
  })
}

/** The citations that a block speaks of. */
export function numbersIn(block: Block): readonly number[] {
  if (block.type === 'quote') return [block.citation]
  const inlines = block.type === 'list' ? block.items.flat() : block.inlines
  return inlines.flatMap((inline) => (inline.type === 'reference' ? [inline.number] : []))
}
