import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { Locale } from '../../src/answers/index.ts'
import { createTelegram } from '../../src/bots/telegram/index.ts'
import {
  type Chat,
  type InlineAnswer,
  type StandInEvent,
  startTelegramStandIn,
  type TelegramStandIn,
  type User,
} from '../telegram/index.ts'
import { type ObservedResponder, observeResponder } from './explain.ts'
import type { Place, PlatformName } from './protocol.ts'
import { action, inTime, locale, type Simulator, type SimulatorOptions, text } from './simulator.ts'

/** IETF language tags, as Telegram's apps give them. */
const LOCALES: Readonly<Record<Locale, string>> = {
  'zh-Hans': 'zh-hans',
  'zh-Hant': 'zh-hant',
  en: 'en',
}
const PLATFORM: PlatformName = 'telegram'
/** Asking for news, all the time: the updates that it brings say more. */
const LONG_POLL = 'getUpdates'
/** Clicks whose toast is remembered. */
const MAX_TOASTS = 50
/** Inline answers that a card can still be chosen from. */
const MAX_INLINE = 20

export interface TelegramSimulator extends Simulator {
  readonly bot: string
  readonly username: string
  readonly me: number
  readonly chats: readonly Place<number>[]
}

interface Stage {
  readonly telegram: TelegramStandIn
  readonly me: User
  readonly direct: Chat
  readonly group: Chat
}

/** A private chat with the bot, and a group that it is in. */
export async function openTelegram(options: SimulatorOptions): Promise<TelegramSimulator> {
  const { eventLog, log } = options
  const responder = observeResponder(options.responder, PLATFORM, eventLog)
  const telegram = await startTelegramStandIn()
  const me = telegram.addUser({ first_name: 'You' })
  const bot = createTelegram({ token: telegram.token, apiUrl: telegram.url, log, owner: me.id })
  const other = telegram.addUser({ first_name: 'Lin' })
  const direct = telegram.chatWith(me)
  const group = telegram.addGroup('Reading circle')
  const leave = telegram.subscribe(createReporter(telegram, options, responder))
  return {
    bot: telegram.bot.first_name,
    username: telegram.bot.username ?? '',
    me: me.id,
    chats: [
      { id: direct.id, kind: 'private', name: telegram.bot.first_name },
      { id: group.id, kind: 'group', name: 'Reading circle' },
    ],
    actions: createActions({ telegram, me, direct, group }, responder),
    start(opener) {
      if (opener) telegram.say(other, group, opener)
      return bot.start(responder)
    },
    leave,
    async stop() {
      await bot.stop()
      await telegram.close()
    },
  }
}

/** Tells the eventLog what happens on Telegram. */
function createReporter(
  telegram: TelegramStandIn,
  { eventLog, pictures }: SimulatorOptions,
  responder: ObservedResponder,
) {
  let called: object | undefined
  const problems = new WeakMap<object, string>()

  function reportResult({ method, parameters, status, refusal }: Result): void {
    if (method === LONG_POLL) return
    const problem = problems.get(parameters) ?? refusal
    eventLog.record(PLATFORM, {
      ...{ from: 'bot', name: method, body: parameters, status },
      ...(problem && { problem }),
    })
    if (method !== 'setMyDescription') return
    const { language_code: language = '', description = '' } = parameters
    eventLog.tell({ type: 'description', language: `${language}`, text: `${description}` })
  }

  return (event: StandInEvent): void => {
    if (event.type === 'message' || event.type === 'edited') {
      const { message } = event
      const chosen = message.via_bot && responder.take(message.text)
      const { reply_to_message: question } = message
      const asked = question && 'text' in question ? question.text : undefined
      const answer = message.from.id === telegram.bot.id ? responder.answerTo(asked) : chosen
      const bytes = message.photo && telegram.fileOf(message)
      const picture = bytes && pictures.put(bytes)
      eventLog.tell({
        ...{ type: 'telegram', message },
        ...(answer !== undefined && { answer }),
        ...(picture && { picture }),
      })
    } else if (event.type === 'menu')
      eventLog.tell({ type: 'menu', language: event.language, items: event.items })
    else if (event.type === 'update')
      eventLog.record(PLATFORM, {
        from: 'platform',
        name: nameOf(event.update),
        body: event.update,
      })
    else if (event.type === 'call') called = event.parameters
    // The stand-in says what it objects to right after the call.
    else if (event.type === 'problem' && called) problems.set(called, event.problem)
    else if (event.type === 'result') reportResult(event)
  }
}

interface Toast {
  readonly callback_query_id?: string
  readonly text?: string
}

type Result = Extract<StandInEvent, { type: 'result' }>

/** `message`, `callback_query`: what an update brings. */
const nameOf = (update: object): string =>
  Object.keys(update).find((key) => key !== 'update_id') ?? 'update'

/** What the page's person can do on Telegram. */
function createActions(stage: Stage, responder: ObservedResponder): Simulator['actions'] {
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
