import type { InlineKeyboardMarkup } from 'telegraf/types'
import type {
  Answer,
  Block,
  Citation,
  Inline,
  Outcome,
  Quote,
  Wording,
} from '../../answers/types.ts'
import { packBlocks } from '../pack.ts'
import { encodePayload } from './codec.ts'
import { createDraft, type Draft, type Entity } from './draft.ts'
import { buildKeyboard } from './keyboard.ts'

/** UTF-16 units, markup not counted. https://core.telegram.org/bots/api#sendmessage */
const MESSAGE_LENGTH = 4096
/** More are ignored. https://core.telegram.org/api/entities */
const MESSAGE_ENTITIES = 100
/** UTF-16 units; longer quotes that hide nothing are folded, about seven lines of a phone. */
const UNFOLDED_LENGTH = 160
const TITLE_LENGTH = 256

/** A message without an address, ready for sendMessage, editMessageText or an inline result. */
export interface TelegramMessage {
  readonly text: string
  readonly entities: readonly Entity[]
  readonly reply_markup?: InlineKeyboardMarkup
}

export interface Surroundings {
  /** Name of the bot; sources without an address are then linked to the bot itself. */
  readonly bot?: string
  /** Begins with the question, where no message above shows it. */
  readonly showQuestion?: boolean
  /** The page that was asked for; from the second on, paging changes the message in place. */
  readonly page?: number
}

/**
 * How an answer looks, decided for a phone, where a line holds about twenty Chinese characters:
 *
 * - The quote comes first and nothing before it, since the push notification and the chat list show
 *   only the beginning. Telegram's own quote block says "not our words" without using up quotation
 *   marks, which the material needs for itself; what was left out is `[…]`, as in print.
 * - Bold inside a quote always means "this answers". So when the answer is only `near`, nothing is
 *   bold and a lens stands before the lead; when there is `none`, no quote and an empty mailbox. No number says how sure we are: nobody can do anything with 0.71.
 * - A translation stands before the original under its label, because its readers would stop at the
 *   original. Long quotes fold, except where folding would hide what is bold.
 * - Citations stand below, one a line, linked to the very words; where the source has no address,
 *   to the paragraph in a private chat with the bot. `[1]` appears behind a quote only when there
 *   is more than one to tell apart.
 *
 * An answer becomes as few messages as the limits allow; each carries the citations it speaks of,
 * the last one the buttons.
 */
export function renderAnswer(
  answer: Answer,
  surroundings: Surroundings = {},
): readonly TelegramMessage[] {
  const compose = (blocks: readonly Block[]) => composeMessage(blocks, answer, surroundings.bot)
  const groups = packBlocks(toBlocks(answer, surroundings), (group) => {
    const { text, entities } = compose(group)
    return text.length <= MESSAGE_LENGTH && entities.length <= MESSAGE_ENTITIES
  })
  const keyboard = buildKeyboard(answer.actions, surroundings.page)
  const messages = groups.map(compose).filter(({ text }) => text.trim() !== '')
  return messages.map((message, index) =>
    keyboard && index === messages.length - 1 ? { ...message, reply_markup: keyboard } : message,
  )
}

const SIGNS: Partial<Record<Outcome, string>> = { near: '🔎 ', none: '📭 ', failed: '⚠️ ' }

/** The blocks of the answer with its question before, and with citations nobody refers to behind. */
function toBlocks(answer: Answer, { showQuestion, bot }: Surroundings): readonly Block[] {
  const { blocks, citations, question, outcome } = answer
  const [first, ...rest] = blocks
  const sign = SIGNS[outcome]
  const signed: readonly Block[] =
    sign && first?.type === 'paragraph'
      ? [{ ...first, inlines: [{ type: 'text', text: sign }, ...first.inlines] }, ...rest]
      : blocks
  const numbers = new Set(blocks.flatMap(numbersIn))
  const silent = citations.filter(({ number }) => !numbers.has(number))
  return [
    ...(showQuestion && question
      ? [{ type: 'heading', inlines: [{ type: 'text', text: question }] } as const]
      : []),
    ...signed,
    ...silent.map((citation): Block => ({ type: 'paragraph', inlines: [toInline(citation, bot)] })),
  ]
}

function composeMessage(blocks: readonly Block[], { citations, outcome }: Answer, bot?: string) {
  const draft = createDraft()
  blocks.forEach((block, index) => {
    const before = blocks[index - 1]
    if (before) draft.write(before.type === 'quote' || block.type === 'quote' ? '\n' : '\n\n')
    if (block.type === 'quote') {
      writeQuote(draft, block, { numbered: citations.length > 1, bold: outcome !== 'near' })
    } else writeBlock(draft, block)
  })
  const numbers = new Set(blocks.flatMap(numbersIn))
  const cited = citations.filter(({ number }) => numbers.has(number))
  cited.forEach((citation, index) => {
    draft.write(index > 0 || blocks.at(-1)?.type === 'quote' ? '\n' : '\n\n')
    writeInline(draft, toInline(citation, bot))
  })
  return draft.finish()
}

function writeBlock(draft: Draft, block: Exclude<Block, Quote>): void {
  if (block.type === 'list') {
    block.items.forEach((item, index) => {
      draft.write(index > 0 ? '\n• ' : '• ')
      for (const inline of item) writeInline(draft, inline)
    })
    return
  }
  const start = draft.length
  for (const inline of block.inlines) writeInline(draft, inline)
  if (block.type === 'heading') draft.style([start, draft.length], 'bold')
}

function writeInline(draft: Draft, inline: Inline): void {
  switch (inline.type) {
    case 'text':
      draft.write(inline.text)
      break
    case 'strong':
      draft.style(draft.write(inline.text), 'bold')
      break
    case 'link':
      draft.link(draft.write(inline.text), inline.url)
      break
    case 'reference':
      draft.write(`[${inline.number}]`)
      break
    case 'command':
      // A tap on a bare command sends it; one with an argument is copied: a tap would drop that.
      if (inline.argument) draft.style(draft.write(`/${inline.name} ${inline.argument}`), 'code')
      else draft.allow(draft.write(`/${inline.name}`))
      break
  }
}

interface QuoteLook {
  /** Whether the number of the citation stands behind the quote. */
  readonly numbered: boolean
  readonly bold: boolean
}

function writeQuote(draft: Draft, quote: Quote, { numbered, bold }: QuoteLook): void {
  const { translation } = quote
  const mark = numbered ? ` [${quote.citation}]` : ''
  if (translation) {
    draft.style(draft.write(translation.label), 'italic')
    draft.write('\n')
    writeWording(draft, translation, { bold, folds: false, mark: quote.text ? '' : mark })
    if (quote.text) draft.write('\n')
  }
  if (quote.text) writeWording(draft, quote, { bold, folds: translation !== undefined, mark })
}

/** @param options.folds whether what is bold may be out of sight, as it is said elsewhere */
function writeWording(
  draft: Draft,
  { text, marks, cut }: Wording,
  { bold, folds, mark }: { bold: boolean; folds: boolean; mark: string },
): void {
  const start = draft.length
  if (cut[0]) draft.write('[…] ')
  let at = 0
  for (const [from, to] of marks) {
    draft.write(text.slice(at, from))
    const range = draft.write(text.slice(from, to))
    if (bold) draft.style(range, 'bold')
    at = to
  }
  draft.write(text.slice(at))
  if (cut[1]) draft.write(' […]')
  draft.write(mark)
  const canFold = folds || !bold || marks.length === 0
  const type = canFold && text.length > UNFOLDED_LENGTH ? 'expandable_blockquote' : 'blockquote'
  draft.style([start, draft.length], type)
}

/** `[1] title ¶32`, linked to the words, or to the paragraph in a private chat with the bot. */
function toInline({ number, label, url, passage }: Citation, bot: string | undefined): Inline {
  const characters = [...label]
  const title =
    characters.length > TITLE_LENGTH ? `${characters.slice(0, TITLE_LENGTH - 1).join('')}…` : label
  const text = `[${number}] ${title}`
  const { source, paragraphs } = passage
  const target =
    url ?? (bot && `https://t.me/${bot}?start=${encodePayload(source.id, paragraphs[0])}`)
  return target ? { type: 'link', text, url: target } : { type: 'text', text }
}

/** The citations that a block speaks of. */
function numbersIn(block: Block): readonly number[] {
  if (block.type === 'quote') return [block.citation]
  const inlines = block.type === 'list' ? block.items.flat() : block.inlines
  return inlines.flatMap((inline) => (inline.type === 'reference' ? [inline.number] : []))
}
