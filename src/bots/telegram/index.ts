import { setTimeout as wait } from 'node:timers/promises'
import { Telegraf } from 'telegraf'
import type { Update, UserFromGetMe } from 'telegraf/types'
import type { Responder } from '../../answers/index.ts'
import { createOnce, type Once } from '../../shared/claims.ts'
import { withQuestionId } from '../../shared/question-id.ts'
import { createSparseLog } from '../../shared/sparse-log.ts'
import type { Log, Meter } from '../../shared/types.ts'
import type { ChatPlatform } from '../types.ts'
import { createCall, type Stop } from './api.ts'
import { takeUpdate } from './conversation.ts'
import { createDelivery } from './delivery.ts'
import {
  codeOf,
  createFailureReport,
  explainFailure,
  isRefusal,
  isTransient,
  redactLog,
  toFailure,
  toStartError,
} from './errors.ts'
import { updateMenus } from './menu.ts'
import { startPolling } from './polling.ts'
import { createKeyedQueue } from './queue.ts'
import { renderAnswer } from './render.ts'
import { type Clock, createThrottle } from './throttle.ts'
import { startWebhook, type WebhookSettings } from './webhook.ts'

export interface TelegramSettings {
  /** From @BotFather. */
  readonly token: string
  /** Root of another Bot API server, or of a proxy; default https://api.telegram.org. */
  readonly apiUrl?: string
  /** Receives updates over HTTP instead of asking for them; needed for several replicas. */
  readonly webhook?: WebhookSettings
  readonly log: Log
  readonly meter?: Meter
  /** Decides which copy of the bot answers an update; default: this process answers each once. */
  readonly once?: Once
  /** Account of the person who hosts the bot. */
  readonly owner?: number
  /** Called with the keys of a group before and after it became a supergroup. */
  readonly onMoved?: (from: string, to: string) => Promise<void>
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
  /** Until a call counts as lost. Telegraf itself would wait 500 s. */
  readonly callTimeout: number
  /** Seconds that one getUpdates stays open. */
  readonly pollSeconds: number
}

const DEFAULT_TIMING: Timing = {
  now: () => performance.now(),
  sleep: (ms, signal) => wait(ms, undefined, signal && { signal }).catch(() => {}),
  answerBudget: 10_000,
  inlineBudget: 2_500,
  stopBudget: 8_000,
  callTimeout: 15_000,
  pollSeconds: 50,
}
/** Milliseconds before Telegram is asked again whether it knows the token. */
const SECOND_LOOK = 2_000
/** Milliseconds before the menu is updated again, if Telegram could not take it. */
const MENU_PAUSES = { first: 10_000, max: 10 * 60_000 }

/** Answers people on Telegram: in private chats, in groups and their topics, and inline. */
export function createTelegram(settings: TelegramSettings): ChatPlatform {
  const { webhook, owner, meter, once = createOnce(), onMoved = async () => {} } = settings
  const timing = { ...DEFAULT_TIMING, ...settings.timing }
  const log = redactLog(settings.log)
  const bot = createBot(settings, log)
  const queue = createKeyedQueue({
    onError: (error) => log.error('Telegram: a task failed', { error: `${error}` }),
    onDrop() {
      drops.note()
      meter?.undelivered('telegram', 'queue_full')
    },
  })
  const drops = createSparseLog((dropped) =>
    log.warn('Telegram: people ask faster than they can be answered; questions are dropped', {
      dropped,
    }),
  )
  let noCardsReason = ''
  const noCards = createSparseLog((count) =>
    log.warn('Telegram: no cards for an inline query', { count, error: noCardsReason }),
  )
  const onNoCards = (error: unknown) => {
    noCardsReason = String(error)
    noCards.note()
  }
  let lastHeard: number | undefined
  let refresh = () => {}
  let menuTimer: NodeJS.Timeout | undefined
  let stopReceiving: Stop = async () => {}
  let stopped: Promise<void> | undefined

  const hear = () => {
    lastHeard = timing.now()
  }
  const call = createCall(bot, timing.callTimeout, hear, (error) =>
    meter?.failed('telegram', codeOf(error)),
  )
  const throttle = createThrottle(timing, (milliseconds) => meter?.waited('telegram', milliseconds))
  const delivery = createDelivery(call, throttle, log, {
    onForbidden(chat) {
      const given = queue.clear(String(chat))
      for (let count = 0; count < given; count++) meter?.undelivered('telegram', 'refused')
    },
    onDelivered: ({ asked }) => meter?.delivered('telegram', timing.now() - asked),
    onUndelivered: (reason) => meter?.undelivered('telegram', reason),
  })
  const report = createFailureReport(log)
  /** Never rejects: a bot without a menu still answers. What can pass by itself is tried again. */
  const updateMenu = async (responder: Responder, pause = MENU_PAUSES.first) => {
    clearTimeout(menuTimer)
    try {
      await updateMenus(call, responder.commands, log, owner)
    } catch (error) {
      const failure = toFailure(error)
      log.warn(`Telegram: the menu could not be updated. ${explainFailure(failure)}`)
      if (stopped || !(isTransient(failure) || failure.code === 429)) return
      const again = () => updateMenu(responder, Math.min(MENU_PAUSES.max, pause * 2))
      const milliseconds = Math.max(pause, (failure.retryAfter ?? 0) * 1_000)
      menuTimer = setTimeout(() => queue.add('menus', again), milliseconds).unref()
    }
  }
  const receive = async (responder: Responder, self: UserFromGetMe) => {
    const reports = { log, report, onNoCards }
    const conversation = {
      ...{ self, owner, onMoved, responder, call, delivery, queue, once },
      ...{ fileUrl: filesOf(settings), ...reports },
      ...timing,
    }
    bot.botInfo = self
    bot.use(({ update }) => takeUpdate(conversation, update))
    refresh = () => queue.add('menus', () => updateMenu(responder))
    refresh()
    const take = (update: Update) => {
      hear()
      return withQuestionId(() => bot.handleUpdate(update))
    }
    return webhook
      ? startWebhook(webhook, call, take)
      : startPolling(call, take, timing.pollSeconds, timing, log)
  }
  /** One refusal may be a fault of Telegram's or of a proxy: only a second one counts. */
  const introduce = async (): Promise<UserFromGetMe> => {
    const ask = async () => (await call('getMe', {})) as UserFromGetMe
    try {
      return await ask()
    } catch (error) {
      if (!isRefusal(toFailure(error))) throw error
      await timing.sleep(SECOND_LOOK)
      return ask()
    }
  }
  const finish = async () => {
    clearTimeout(menuTimer)
    // Every answer that waits after a failure gets another attempt before the end.
    throttle.hurry()
    const late = wait(timing.stopBudget, 'late', { ref: false })
    const answered = () => Promise.race([queue.idle(), late])
    await stopReceiving(answered)
    if ((await answered()) === 'late') log.warn('Telegram: stopped before every answer was sent')
  }
  return {
    name: 'Telegram',
    lastHeard: () => lastHeard,
    queueLength: queue.size,
    refresh: async () => refresh(),
    knowsOwner: () => owner !== undefined && lastHeard !== undefined && !stopped,
    async tellOwner(answer) {
      if (owner === undefined) return
      const destination = { chat: owner, asked: timing.now() }
      await delivery.send(destination, renderAnswer(answer))
      if (answer.file) await delivery.sendFile(destination, answer.file)
    },
    async start(responder) {
      try {
        const self = await introduce()
        stopReceiving = await receive(responder, self)
        const privacy = self.can_read_all_group_messages ? 'off' : 'on'
        log.info(
          `Telegram: answering as @${self.username}, https://t.me/${self.username} (privacy mode ${privacy})`,
        )
        if (!self.supports_inline_queries) {
          log.info('Telegram: inline mode is off; /setinline at @BotFather switches it on')
        }
      } catch (error) {
        throw toStartError(error)
      }
    },
    stop() {
      stopped ??= finish()
      return stopped
    },
  }
}

/** https://core.telegram.org/bots/api#getfile */
const filesOf = ({ token, apiUrl = 'https://api.telegram.org' }: TelegramSettings) => {
  const root = apiUrl.replace(/(?<!\/)\/+$/, '')
  return (path: string) => `${root}/file/bot${token}/${path}`
}

function createBot({ token, apiUrl }: TelegramSettings, log: Log): Telegraf {
  const bot = new Telegraf(token, {
    // Answers have a budget of their own; telegraf's would end polling.
    handlerTimeout: Number.POSITIVE_INFINITY,
    telegram: {
      // Errors of calls that ride on the answer to a webhook would never be seen.
      webhookReply: false,
      ...(apiUrl && { apiRoot: `${apiUrl.replace(/(?<!\/)\/+$/, '')}/` }),
    },
  })
  return bot.catch((error) =>
    log.error('Telegram: an update was not understood', { error: `${error}` }),
  )
}
