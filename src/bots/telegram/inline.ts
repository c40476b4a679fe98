import type { InlineQueryResultArticle } from 'telegraf/types'
import type { Answer, Quote, Suggestion } from '../../answers/index.ts'
import { shortenLine } from '../../shared/shorten.ts'
import { encodePayload } from './button-data.ts'
import { MESSAGES } from './messages.ts'
import { renderAnswer, type TelegramMessage } from './render.ts'

/** https://core.telegram.org/bots/api#answerinlinequery */
export const MAX_RESULTS = 50
/** Characters of a card's two lines that a phone shows, and some more for wide screens. */
const TITLE_LENGTH = 48
const DESCRIPTION_LENGTH = 200

/** A card that becomes a message when it is chosen. The SDK's types are older than folded quotes. */
export type Card = Omit<InlineQueryResultArticle, 'input_message_content'> & {
  readonly input_message_content: {
    readonly message_text: string
    readonly entities: TelegramMessage['entities']
    readonly link_preview_options: { readonly is_disabled: true }
  }
}

/**
 * One card for each quote of the answer: on it the sentence that answers and where it stands. What
 * is sent begins with the question, as nothing else in that chat shows it. Without a quote, one
 * card says so.
 */
export function toCards(answer: Answer, bot: string): readonly Card[] {
  const quotes = answer.blocks.filter((block) => block.type === 'quote')
  if (quotes.length === 0) return toCard('answer', answer, bot, {})
  return quotes.flatMap((quote, index) => toQuoteCard(`quote-${index + 1}`, answer, quote, bot))
}

/** A card that asks something else, headed by its question. */
export function toSuggestionCard(
  index: number,
  { label }: Suggestion,
  answer: Answer,
  bot: string,
): readonly Card[] {
  const quote = answer.blocks.find((block) => block.type === 'quote')
  if (!quote) return []
  return toQuoteCard(`suggestion-${index + 1}`, answer, quote, bot).map((card) => ({
    ...card,
    title: shortenLine(label, TITLE_LENGTH),
    description: shortenLine(answerOf(quote), DESCRIPTION_LENGTH),
  }))
}

function toQuoteCard(id: string, answer: Answer, quote: Quote, bot: string): readonly Card[] {
  const citations = answer.citations.filter(({ number }) => number === quote.citation)
  const blocks = answer.blocks.filter((block) => block === quote || block.type === 'paragraph')
  const passage = citations[0]?.passage
  const card = toCard(id, { ...answer, blocks, citations }, bot, {
    title: shortenLine(answerOf(quote), TITLE_LENGTH),
    description: shortenLine(
      citations[0] ? `${citations[0].title} ${citations[0].locator}` : '',
      DESCRIPTION_LENGTH,
    ),
  })
  if (!passage) return card
  // A button with state would change somebody else's message: this one opens a chat with the bot.
  const payload = encodePayload(passage.source.id, passage.paragraphs[0])
  const button = {
    text: MESSAGES[answer.locale].context,
    url: `https://t.me/${bot}?start=${payload}`,
  }
  return card.map((part) => ({ ...part, reply_markup: { inline_keyboard: [[button]] } }))
}

/** Nothing if there is nothing to say. A card sends one message: of a longer answer the beginning. */
function toCard(
  id: string,
  answer: Answer,
  bot: string,
  { title, description }: { title?: string; description?: string },
): readonly Card[] {
  const message = renderAnswer({ ...answer, actions: [] }, { bot, showQuestion: true })[0]
  const plain = renderAnswer({ ...answer, actions: [] })[0]
  if (!message || !plain) return []
  return [
    {
      type: 'article',
      id,
      title: title || shortenLine(plain.text, TITLE_LENGTH),
      ...(description && { description }),
      input_message_content: {
        message_text: message.text,
        entities: message.entities,
        link_preview_options: { is_disabled: true },
      },
    },
  ]
}

/** The sentences that stand out, in the reader's language where there is a translation. */
function answerOf({ translation, ...original }: Quote): string {
  const { text, marks } = translation ?? original
  return marks.map((span) => text.slice(...span)).join(' … ') || text
}
