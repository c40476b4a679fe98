import { z } from 'zod'
import type { Locale } from '../answers/index.ts'
import { createTelegram } from '../bots/telegram/index.ts'
import type { SceneOptions } from './discord-scene.ts'
import type { Place, PlatformName } from './protocol.ts'
import { action, inTime, locale, type Scene, text } from './scene.ts'
import { type InlineAnswer, type StandInEvent, startTelegramStandIn } from './telegram/index.ts'

/** IETF language tags, as Telegram's apps give them. */
const LOCALES: Readonly<Record<Locale, string>> = {
  'zh-Hans': 'zh-hans',
  'zh-Hant': 'zh-hant',
  en: 'en',
}
const PLATFORM: PlatformName = 'telegram'
/** Inline answers that a card can still be chosen from. */
const MOST_INLINE = 20

export interface TelegramScene extends Scene {
  readonly bot: string
  readonly username: string
  readonly me: number
  readonly chats: readonly Place<number>[]
}

/** A private chat with the bot, and a group that it is in. */
export async function openTelegram(options: SceneOptions): Promise<TelegramScene> {
  const { journal, log, lastAnswer, openers } = options
  const telegram = await startTelegramStandIn()
  const me = telegram.addUser({ first_name: 'You' })
  const other = telegram.addUser({ first_name: 'Lin' })
  const direct = telegram.chatWith(me)
  const group = telegram.addGroup('Reading circle')
  const speak = (language: Locale) => ({ ...me, language_code: LOCALES[language] })
  const inline = new Map<string, InlineAnswer>()

  const hear = (event: StandInEvent) => {
    if (event.type === 'message' || event.type === 'edited') {
      const { message } = event
      const answer = message.from.id === telegram.bot.id ? lastAnswer() : undefined
      journal.tell({ type: 'telegram', message, ...(answer !== undefined && { answer }) })
    }
    if (event.type === 'menu')
      journal.tell({ type: 'menu', language: event.language, items: event.items })
    if (event.type !== 'call') return
    const { method, parameters } = event
    journal.record(PLATFORM, { from: 'bot', name: method, body: parameters })
    if (method === 'setMyDescription') {
      const { language_code: language = '', description = '' } = parameters
      journal.tell({ type: 'description', language: `${language}`, text: `${description}` })
    }
  }
  telegram.subscribe(hear)

  const chat = z.number()
  const chatOf = (id: number) => (id === group.id ? group : direct)
  const messageOf = (chatId: number, id: number) => {
    const found = telegram.messagesIn(chatOf(chatId)).find(({ message_id }) => message_id === id)
    if (!found) throw new Error('the message is gone')
    return found
  }
  return {
    bot: telegram.bot.first_name,
    username: telegram.bot.username ?? '',
    me: me.id,
    chats: [
      { id: direct.id, kind: 'private', name: telegram.bot.first_name },
      { id: group.id, kind: 'group', name: 'Reading circle' },
    ],
    actions: {
      'telegram/say': action<'telegram/say'>(
        z.object({
          ...{ chat, text, locale },
          replyTo: z.number().optional(),
          quote: text.optional(),
        }) as never,
        ({ chat, text, replyTo, quote, locale }) => {
          telegram.say(speak(locale), chatOf(chat), text, {
            ...(replyTo !== undefined && { replyTo: messageOf(chat, replyTo) }),
            ...(quote && { quote }),
          })
        },
      ),
      'telegram/click': action<'telegram/click'>(
        z.object({ chat, locale, message: z.number(), data: text }),
        async ({ chat, message, data, locale }) => {
          await inTime(telegram.click(speak(locale), messageOf(chat, message), data), '')
        },
      ),
      'telegram/inline': action<'telegram/inline'>(
        z.object({ text, locale }),
        async ({ text, locale }) => {
          const nothing: InlineAnswer = { inline_query_id: '', results: [] }
          const answer = await inTime(telegram.typeInline(speak(locale), text), nothing)
          inline.set(answer.inline_query_id, answer)
          const [oldest] = inline.keys()
          if (inline.size > MOST_INLINE && oldest !== undefined) inline.delete(oldest)
          return answer
        },
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
        z.object({ payload: z.string().max(64), locale }),
        ({ payload, locale }) => {
          telegram.openLink(speak(locale), payload)
        },
      ),
    },
    begin() {
      for (const words of openers) telegram.say(other, group, words)
    },
    createBot: () => createTelegram({ token: telegram.token, apiUrl: telegram.url, log }),
    close: () => telegram.close(),
  }
}
