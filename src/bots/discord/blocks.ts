import type { Block, Inline, Quote, Wording } from '../../answers/index.ts'
import { bold, escapeMarkdown, linkTo, quoteLines, smallPrint } from './markdown.ts'

type CommandId = ((name: string) => string | undefined) | undefined

/** Blocks as one text in Discord's Markdown. */
export function renderBlocks(blocks: readonly Block[], commandId?: CommandId): string {
  return blocks
    .map((block, index) => {
      const before = blocks[index - 1]?.type
      const close = before === 'heading' || (before === 'paragraph' && block.type === 'list')
      const gap = index === 0 ? '' : close ? '\n' : '\n\n'
      return gap + renderBlock(block, commandId)
    })
    .join('')
}

function renderBlock(block: Block, commandId: CommandId): string {
  switch (block.type) {
    case 'heading':
      return `### ${renderInlines(block.inlines, commandId).replaceAll('\n', ' ')}`
    case 'paragraph':
      return renderInlines(block.inlines, commandId)
    case 'list':
      return block.items
        .map((item) => `- ${renderInlines(item, commandId).replaceAll('\n', '\n  ')}`)
        .join('\n')
    case 'quote':
      return renderQuote(block)
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
function renderQuote({ translation, citation, ...original }: Quote): string {
  const reference = ` ${escapeMarkdown(`[${citation}]`)}`
  const translated = translation
    ? [`${smallPrint(translation.label)}\n${quoteLines(renderWording(translation))}`]
    : []
  const quoted = original.text ? [quoteLines(renderWording(original) + reference)] : []
  return [...translated, ...quoted].join('\n\n')
}

/** `[…]` is how editors mark what they left out: nobody takes it for the author's words. */
const OMISSION = escapeMarkdown('[…]')

function renderWording({ text, marks, cut: [before, after] }: Wording): string {
  const pieces = marks.flatMap(([start, end], index): readonly Inline[] => [
    { type: 'text', text: text.slice(marks[index - 1]?.[1] ?? 0, start) },
    { type: 'strong', text: text.slice(start, end) },
  ])
  const rest: Inline = { type: 'text', text: text.slice(marks.at(-1)?.[1] ?? 0) }
  const shown = renderInlines([...pieces, rest].filter(hasText), undefined)
  return `${before ? `${OMISSION} ` : ''}${shown}${after ? ` ${OMISSION}` : ''}`
}

const hasText = (inline: Inline): boolean => 'text' in inline && inline.text !== ''
