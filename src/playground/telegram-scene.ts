import { z } from 'zod'
import type { Locale } from '../answers/index.ts'
import { createTelegram } from '../bots/telegram/index.ts'
import { observeResponder } from './explain.ts'
import type { Place, PlatformName } from './protocol.ts'
import { action, inTime, locale, type Scene, type SceneOptions, text } from './scene.ts'
import { type InlineAnswer, type StandInEvent, startTelegramStandIn } from './telegram/index.ts'

/** IETF language tags, as Telegram's apps give them. */
const LOCALES: Readonly<Record<Locale, string>> = {
  'zh-Hans': 'zh-hans',
  'zh-Hant': 'zh-hant',
  en: 'en',
}
const PLATFORM: PlatformName = 'telegram'
/** Asking for news, all the time: the updates that it brings say more. */
const LONG_POLL = 'getUpdates'
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
  const { journal, log } = options
  const responder = observeResponder(options.responder, PLATFORM, journal)
  const telegram = await startTelegramStandIn()
  const bot = createTelegram({ token: telegram.token, apiUrl: telegram.url, log })
  const me = telegram.addUser({ first_name: 'You' })
  const other = telegram.addUser({ first_name: 'Lin' })
  const direct = telegram.chatWith(me)
  const group = telegram.addGroup('Reading circle')
  const speak = (language: Locale) => ({ ...me, language_code: LOCALES[language] })
  const inline = new Map<string, InlineAnswer>()

  const hear = (event: StandInEvent) => {
    if (event.type === 'message' || event.type === 'edited') {
      const { message } = event
      const chosen = message.via_bot && responder.take(message.text)
      const answer = message.from.id === telegram.bot.id ? responder.lastAnswer() : chosen
      journal.tell({ type: 'telegram', message, ...(answer !== undefined && { answer }) })
    }
    if (event.type === 'menu')
      journal.tell({ type: 'menu', language: event.language, items: event.items })
    if (event.type === 'problem' && call) call.problem = event.problem
    if (event.type === 'call') hearCall(event)
  }
  /** What the stand-in objects to it says right after the call. */
  let call: { problem?: string } | undefined
  const hearCall = ({ method, parameters }: Extract<StandInEvent, { type: 'call' }>) => {
    if (method === LONG_POLL) return
    const current: { problem?: string } = {}
    call = current
    queueMicrotask(() =>
      journal.record(PLATFORM, { from: 'bot', name: method, body: parameters, ...current }),
    )
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
          const typing = () => telegram.typeInline(speak(locale), text)
          const answer = await responder.offer(() => inTime(typing(), nothing))
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
    start(opener) {
      if (opener) telegram.say(other, group, opener)
      return bot.start(responder)
    },
    async stop() {
      await bot.stop()
      await telegram.close()
    },
  }
}
