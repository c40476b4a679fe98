import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { Telegraf } from 'telegraf'
import type { Update, UserFromGetMe } from 'telegraf/types'
import type { Responder } from '../../answers/index.ts'
import type { ChatPlatform, Log } from '../types.ts'
import { type Conversation, takeUpdate } from './conversation.ts'
import { type Call, createDelivery } from './delivery.ts'
import { explainFailure, isTransient, redactToken, toFailure } from './errors.ts'
import { updateMenus } from './menu.ts'
import { createPolling } from './polling.ts'
import { type Clock, createLanes, createOutbox } from './queue.ts'
import { createWebhookServer } from './webhook.ts'

export interface TelegramSettings {
  /** From @BotFather. */
  readonly token: string
  /** Root of another Bot API server, or of a proxy; default https://api.telegram.org. */
  readonly apiUrl?: string
  /** Receives updates over HTTP instead of asking for them; needed for several replicas. */
  readonly webhook?: {
    /** What Telegram posts to: https, reachable from outside. */
    readonly url: string
    /** Where we listen for it, behind whatever does TLS. */
    readonly port: number
    /** 1 to 256 of A-Z, a-z, 0-9, _ and -. */
    readonly secret: string
  }
  readonly log: Log
  /** For tests. */
  readonly timing?: Partial<Timing>
}

interface Timing extends Clock {
  /** Milliseconds until an answer is given up. */
  readonly answerBudget: number
  /** The same for an inline query: Telegram forgets those after some ten seconds, people sooner. */
  readonly inlineBudget: number
  /** How long a stop waits for the answers in flight; container hosts kill after ten seconds. */
  readonly stopBudget: number
  /** Seconds that one getUpdates stays open. */
  readonly pollSeconds: number
}

const DEFAULT_TIMING: Timing = {
  now: Date.now,
  sleep: (ms, signal) => wait(ms, undefined, signal && { signal }).catch(() => {}),
  answerBudget: 10_000,
  inlineBudget: 2_500,
  stopBudget: 8_000,
  pollSeconds: 50,
}
/** Telegram remembers what was last asked for, so this is sent every time. */
const ALLOWED_UPDATES = ['message', 'callback_query', 'inline_query'] as const
/** Telegraf itself waits 500 s for an answer. */
const CALL_TIMEOUT = 15_000
const UPDATES_REMEMBERED = 1_000
/** Seconds until Telegram is asked who we are again, if it could not be reached. */
const START_WAITS = [1, 3]

/** Answers people on Telegram: in private chats, in groups and their topics, and inline. */
export function createTelegram(settings: TelegramSettings): ChatPlatform {
  const { webhook } = settings
  const timing = { ...DEFAULT_TIMING, ...settings.timing }
  const log = redactLog(settings.log)
  const bot = createBot(settings, log)
  const stopSignal = new AbortController()
  const lanes = createLanes((error) => log.error('Telegram: a task failed', { error: `${error}` }))
  let lastHeard: Date | undefined
  let stopReceiving = async () => {}
  let stopped: Promise<void> | undefined

  const callUntil = async (method: string, parameters: object, signal: AbortSignal) => {
    // Telegraf's types know the methods of 2024 and another AbortSignal.
    const callApi = bot.telegram.callApi.bind(bot.telegram) as (
      ...call: [method: string, parameters: object, options: { signal: AbortSignal }]
    ) => Promise<unknown>
    const result = await callApi(method, parameters, { signal })
    lastHeard = new Date(timing.now())
    return result
  }
  const call: Call = (method, parameters) =>
    callUntil(method, parameters, AbortSignal.timeout(CALL_TIMEOUT))
  const delivery = createDelivery(call, createOutbox(timing), timing, log, (chat) =>
    lanes.clear(String(chat)),
  )

  const receive = (responder: Responder, self: UserFromGetMe) => {
    const conversation: Conversation = { self, responder, call, delivery, lanes, log, ...timing }
    bot.botInfo = self
    bot.use(({ update }) => takeUpdate(conversation, update))
    const isNew = createMemory(UPDATES_REMEMBERED)
    return (update: Update) => {
      if (isNew(update.update_id)) void bot.handleUpdate(update)
    }
  }
  const poll = async (take: (update: Update) => void) => {
    await call('deleteWebhook', {}).catch(() => {}) // if it matters, polling will complain
    const getUpdates = (offset: number, signal: AbortSignal) => {
      const parameters = { offset, timeout: timing.pollSeconds, allowed_updates: ALLOWED_UPDATES }
      const timeout = AbortSignal.timeout(timing.pollSeconds * 1_000 + CALL_TIMEOUT)
      return callUntil('getUpdates', parameters, AbortSignal.any([signal, timeout]))
    }
    const polling = createPolling(getUpdates, take, timing, log)
    const ended = polling.run(stopSignal.signal)
    stopReceiving = async () => {
      await ended
      // Tells Telegram what has been taken, or the last batch would come again after a restart.
      if (polling.offset() === 0) return
      const parameters = { offset: polling.offset(), limit: 1, timeout: 0 }
      await call('getUpdates', parameters).catch(() => {})
    }
  }
  const listen = async (
    { url, port, secret }: NonNullable<TelegramSettings['webhook']>,
    take: (update: Update) => void,
  ) => {
    const server = createWebhookServer(new URL(url).pathname, secret, take)
    await once(server.listen(port), 'listening')
    stopReceiving = async () => {
      server.closeIdleConnections()
      await new Promise((resolve) => server.close(resolve))
    }
    const parameters = { url, secret_token: secret, allowed_updates: ALLOWED_UPDATES }
    await call('setWebhook', parameters)
  }
  return {
    name: 'Telegram',
    lastHeard: () => lastHeard,
    async start(responder) {
      try {
        const self = await introduce(call, timing)
        const take = receive(responder, self)
        await (webhook ? listen(webhook, take) : poll(take))
        lanes.add('menus', () => updateMenus(call, responder.commands, log))
        const privacy = self.can_read_all_group_messages ? 'off' : 'on'
        log.info(
          `Telegram: answering as @${self.username}, https://t.me/${self.username} (privacy mode ${privacy})`,
        )
      } catch (error) {
        await stopReceiving()
        throw new Error(explainStart(error))
      }
    },
    stop() {
      stopped ??= (async () => {
        stopSignal.abort()
        const received = stopReceiving()
        const late = wait(timing.stopBudget, 'late', { ref: false })
        const end = await Promise.race([lanes.idle(), late])
        if (end === 'late') log.warn('Telegram: stopped before every answer was sent')
        await received
      })()
      return stopped
    },
  }
}

function createBot({ token, apiUrl }: TelegramSettings, log: Log): Telegraf {
  const bot = new Telegraf(token, {
    // Answers have a budget of their own; telegraf's would end polling.
    handlerTimeout: Number.POSITIVE_INFINITY,
    telegram: {
      // Errors of calls that ride on the answer to a webhook would never be seen.
      webhookReply: false,
      ...(apiUrl && { apiRoot: `${apiUrl.replace(/\/+$/, '')}/` }),
    },
  })
  return bot.catch((error) => {
    log.error('Telegram: an update could not be handled', { error: redactToken(`${error}`) })
  })
}

/** @throws the last failure */
async function introduce(call: Call, { sleep }: Clock): Promise<UserFromGetMe> {
  for (const seconds of START_WAITS) {
    try {
      return (await call('getMe', {})) as UserFromGetMe
    } catch (error) {
      if (!isTransient(toFailure(error))) throw error
      await sleep(seconds * 1_000)
    }
  }
  return (await call('getMe', {})) as UserFromGetMe
}

function explainStart(error: unknown): string {
  const { code, syscall, port } = error as { code?: string; syscall?: string; port?: number }
  if (syscall !== 'listen') return explainFailure(toFailure(error))
  return `The port ${port} of TELEGRAM_WEBHOOK_PORT cannot be used (${code}). Choose a free one.`
}

/** Whether an id is seen for the first time; webhooks deliver again what took too long. */
function createMemory(size: number): (id: number) => boolean {
  const seen = new Set<number>()
  return (id) => {
    if (seen.has(id)) return false
    seen.add(id)
    const [oldest] = seen
    if (seen.size > size && oldest !== undefined) seen.delete(oldest)
    return true
  }
}

function redactLog(log: Log): Log {
  const write = (level: keyof Log) => (message: string, details?: object) =>
    log[level](redactToken(message), details && JSON.parse(redactToken(JSON.stringify(details))))
  return { info: write('info'), warn: write('warn'), error: write('error') }
}
