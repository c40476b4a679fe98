import { styleText } from 'node:util'
import {
  type Answer,
  type Block,
  type Citation,
  citationLines,
  type Inline,
  type Quote,
  splitRuns,
  type Wording,
} from '../../answers/index.ts'
import type { Render } from '../types.ts'

type Format = Parameters<typeof styleText>[0]
type Style = (format: Format, words: string) => string

// Whether to colour is the caller's choice; Node 22 and later would decide by standard output.
const ANSI: Style = (format, words) => styleText(format, words, { validateStream: false })
const PLAIN: Style = (_format, words) => words

/** An answer for a terminal: colours where people look, plain text for a pipe or a file. */
export const createRender =
  (colours: boolean): Render<string> =>
  (answer) => {
    const style = colours ? ANSI : PLAIN
    const blocks = answer.blocks.map((block) => renderBlock(block, style))
    const citations = citationLines(answer.citations).map((line) => renderLine(line, style))
    return [[...blocks, citations.join('\n')].filter(Boolean).join('\n\n')]
  }

/** What somebody may do next, numbered so that a digit is enough. */
export function renderActions({ actions }: Answer): string {
  return actions.map(({ label }, index) => `(${index + 1}) ${visible(label)}`).join('  ')
}

function renderBlock(block: Block, style: Style): string {
  switch (block.type) {
    case 'heading':
      return style('bold', renderInlines(block.inlines, style))
    case 'note':
      return style('dim', renderInlines(block.inlines, PLAIN))
    case 'paragraph':
      return renderInlines(block.inlines, style)
    case 'list':
      return block.items.map((item) => `• ${renderInlines(item, style)}`).join('\n')
    case 'quote':
      return renderQuote(block, style)
  }
}

const renderInlines = (inlines: readonly Inline[], style: Style): string =>
  inlines.map((inline) => renderInline(inline, style)).join('')

function renderInline(inline: Inline, style: Style): string {
  switch (inline.type) {
    case 'text':
      return visible(inline.text)
    case 'strong':
      return style('bold', visible(inline.text))
    case 'link':
      return `${visible(inline.text)} ${style('dim', visible(inline.url))}`
    case 'reference':
      return `[${inline.number}]`
    case 'command':
      return style(
        'cyan',
        visible(`/${inline.name}${inline.argument ? ` ${inline.argument}` : ''}`),
      )
  }
}

function renderQuote({ translation, citation, ...original }: Quote, style: Style): string {
  const quoted = (wording: Wording, end: string) =>
    `${renderWording(wording, style)}${end}`.replaceAll(/^/gm, `${style('dim', '│')} `)
  const end = ` [${citation}]`
  if (!translation) return quoted(original, end)
  const translated = quoted(translation, ` ${style('dim', `(${translation.label})`)}`)
  return original.text ? `${translated}\n${quoted(original, end)}` : translated
}

function renderWording(wording: Wording, style: Style): string {
  const words = splitRuns(wording).map(({ text, isMarked, isStruck, code, url }) => {
    let shown = visible(text)
    if (code) shown = style('cyan', shown)
    if (isStruck) shown = style('strikethrough', shown)
    if (isMarked) shown = style('bold', shown)
    return url && url !== text ? `${shown} ${style('dim', `<${visible(url)}>`)}` : shown
  })
  const [before, after] = wording.cut
  return `${before ? '… ' : ''}${words.join('')}${after ? ' …' : ''}`
}

function renderLine(citations: readonly Citation[], style: Style): string {
  const parts = citations.map(({ number, title, locator, url }, index) => {
    const label = index > 0 ? locator : `${title} ${locator}`
    return `[${number}] ${visible(label)}${url ? ` ${visible(url)}` : ''}`
  })
  return style('dim', parts.join(' · '))
}

/** Control characters would be commands to the terminal: they become spaces. */
const visible = (words: string): string => words.replaceAll(/[^\P{Cc}\n\t]|\p{Bidi_Control}/gu, '')
