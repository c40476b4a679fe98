import type { InlineKeyboardMarkup } from 'telegraf/types'
import { citationLines } from '../../answers/citation-lines.ts'
import type { Action, Answer, AnswerFile, Block, Outcome } from '../../answers/types.ts'
import { packBlocks } from '../pack.ts'
import { composeMessage, numbersIn, toInlines } from './blocks.ts'
import { buildKeyboard } from './buttons.ts'
import type { Entity } from './entities.ts'

/** UTF-16 units, markup not counted. https://core.telegram.org/bots/api#sendmessage */
const MESSAGE_LENGTH = 4096
/** More are ignored. https://core.telegram.org/api/entities */
const MESSAGE_ENTITIES = 100

/** https://core.telegram.org/bots/api#sendphoto */
const CAPTION_LENGTH = 1024

/** A message without an address, ready for sendMessage, editMessageText or an inline result. */
export interface TelegramMessage {
  readonly text: string
  readonly entities: readonly Entity[]
  readonly reply_markup?: InlineKeyboardMarkup
  /** Address of a picture to show below the text. */
  readonly picture?: string
  /** A picture that has the text below it, which may be empty: ready for sendPhoto. */
  readonly photo?: AnswerFile
}

interface Surroundings {
  /** Name of the bot; sources without an address are then linked to the bot itself. */
  readonly bot?: string
  /** Begins with the question, where no message above shows it. */
  readonly showQuestion?: boolean
  /** What a button asked for; from the second page on, paging changes the message in place. */
  readonly shown?: Action['request']
}

/**
 * How an answer looks, decided for a phone, where a line holds about twenty Chinese characters:
 *
 * - The quote comes first and nothing before it, since the push notification and the chat list show
 *   only the beginning. Telegram's own quote block says "not our words" without using up quotation
 *   marks, which the material needs for itself; what was left out is `[…]`, as in print.
 * - Bold inside a quote always means "this answers". So when the answer is only `near`, nothing is
 *   bold and a lens stands before the lead; when there is `none`, no quote and an empty mailbox. No
 *   number says how sure we are: nobody can do anything with 0.71.
 * - A translation stands before the original under its label, because its readers would stop at the
 *   original. Long quotes fold, except where folding would hide what is bold.
 * - Citations stand below, one a line, linked to the very words; where the source has no address,
 *   to the paragraph in a private chat with the bot. `[1]` appears behind a quote only when there
 *   is more than one to tell apart.
 *
 * An answer becomes as few messages as the limits allow; each carries the citations it speaks of,
 * the last one the buttons. A picture with an address is the preview of the first; one in a file
 * follows as a photo, as a text below it could have a quarter of the length only, and no edits.
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
  const keyboard = buildKeyboard(answer.actions, surroundings.shown)
  const messages = groups.map(compose).filter(({ text }) => text.trim() !== '')
  const picture = answer.pictures?.[0]
  const texts = messages.map((message, index) => ({
    ...message,
    ...(picture && 'url' in picture && index === 0 && { picture: picture.url }),
    ...(keyboard && index === messages.length - 1 && { reply_markup: keyboard }),
  }))
  return picture && 'bytes' in picture ? [...texts, toPhoto(picture, answer)] : texts
}

/** What the picture shows stands below it. */
function toPhoto(photo: AnswerFile, answer: Answer): TelegramMessage {
  const words = (photo.alt ?? '').slice(0, CAPTION_LENGTH).toWellFormed()
  const line: Block = { type: 'paragraph', inlines: [{ type: 'text', text: words }] }
  const { text, entities } = composeMessage([line], { ...answer, citations: [] })
  return text.length <= CAPTION_LENGTH
    ? { text, entities, photo }
    : { text: '', entities: [], photo }
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
    ...citationLines(silent).map(
      (line): Block => ({ type: 'paragraph', inlines: toInlines(line, bot) }),
    ),
  ]
}
