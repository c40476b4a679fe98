import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { Locale } from '../../../src/answers/index.ts'
import type { Chat, InlineAnswer, TelegramStandIn, User } from '../../telegram/index.ts'
import type { ObservedResponder } from '../explain.ts'
import { action, inTime, locale, type Simulator, text } from '../simulator.ts'

/** IETF language tags, as Telegram's apps give them. */
const LOCALES: Readonly<Record<Locale, string>> = {
  'zh-Hans': 'zh-hans',
  'zh-Hant': 'zh-hant',
  en: 'en',
}
/** Clicks whose toast is remembered. */
const MAX_TOASTS = 50
/** Inline answers that a card can still be chosen from. */
const MAX_INLINE = 20

interface Stage {
  readonly telegram: TelegramStandIn
  readonly me: User
  readonly direct: Chat
  readonly group: Chat
}

interface Toast {
  readonly callback_query_id?: string
  readonly text?: string
}

/** What the page's person can do on Telegram. */
export function createActions(stage: Stage, responder: ObservedResponder): Simulator['actions'] {
  const { telegram, me, direct, group } = stage
  const inline = new Map<string, InlineAnswer>()
  /** What apps show for a moment after a click, by the id of its query. */
  const toasts = new LRUCache<string, string>({ max: MAX_TOASTS })
  telegram.subscribe((event) => {
    if (event.type !== 'call' || event.method !== 'answerCallbackQuery') return
    const { callback_query_id: id, text = '' } = event.parameters as Toast
    toasts.set(`${id}`, text)
  })
  const chat = z.number()
  const speak = (language: Locale) => ({ ...me, language_code: LOCALES[language] })
  const chatOf = (id: number) => (id === group.id ? group : direct)
  const messageOf = (chatId: number, id: number) => {
    const found = telegram.messagesIn(chatOf(chatId)).find(({ message_id }) => message_id === id)
    if (!found) throw new Error('the message is gone')
    return found
  }
  const typeInline = async (words: string, language: Locale) => {
    const nothing: InlineAnswer = { inline_query_id: '', results: [] }
    const typing = () => inTime(telegram.typeInline(speak(language), words), nothing)
    const answer = await responder.offer(typing)
    inline.set(answer.inline_query_id, answer)
    const [oldest] = inline.keys()
    if (inline.size > MAX_INLINE && oldest !== undefined) inline.delete(oldest)
    return answer
  }
  return {
    'telegram/say': action<'telegram/say'>(
      z.object({
        chat,
        text,
        locale,
        replyTo: z.number().exactOptional(),
        quote: text.exactOptional(),
      }),
      ({ chat, text, replyTo, quote, locale }) => {
        telegram.say(speak(locale), chatOf(chat), text, {
          ...(replyTo !== undefined && { replyTo: messageOf(chat, replyTo) }),
          ...(quote && { quote }),
        })
      },
    ),
    'telegram/click': action<'telegram/click'>(
      z.object({ chat, locale, message: z.number(), data: text }),
      ({ chat, message, data, locale }) => {
        const clicking = telegram.click(speak(locale), messageOf(chat, message), data)
        return inTime(
          clicking.then((id) => toasts.get(id) ?? ''),
          '',
        )
      },
    ),
    'telegram/inline': action<'telegram/inline'>(z.object({ text, locale }), ({ text, locale }) =>
      typeInline(text, locale),
    ),
    'telegram/choose': action<'telegram/choose'>(
      z.object({ chat, locale, query: z.string(), card: z.string() }),
      ({ chat, query, card, locale }) => {
        const chosen = inline.get(query)?.results.find(({ id }) => id === card)
        if (!chosen) throw new Error('the card is gone: type again')
        telegram.choose(speak(locale), chatOf(chat), chosen)
      },
    ),
    'telegram/open': action<'telegram/open'>(
      z.object({ locale, payload: z.string().max(PAYLOAD_LENGTH) }),
      ({ payload, locale }) => {
        telegram.openLink(speak(locale), payload)
      },
    ),
  }
}

/** https://core.telegram.org/bots/features#deep-linking */
const PAYLOAD_LENGTH = 64
