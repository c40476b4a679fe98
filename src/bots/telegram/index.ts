import { setTimeout as wait } from 'node:timers/promises'
import type { Update, UserFromGetMe } from 'telegraf/types'
import type { Responder } from '../../answers/index.ts'
import { createOnce, type Once } from '../../shared/claims.ts'
import { withQuestionId } from '../../shared/question-id.ts'
import type { Log, Meter } from '../../shared/types.ts'
import type { ChatPlatform } from '../types.ts'
import { createCall, type Stop } from './api.ts'
import { createClient, fileUrlOf } from './client.ts'
import { takeUpdate } from './conversation.ts'
import { createDelivery } from './delivery.ts'
import { codeOf, redactLog, toStartError } from './errors.ts'
import { createFailures } from './failures.ts'
import { startPolling } from './polling.ts'
import { createKeyedQueue } from './queue.ts'
import { createRegistration } from './registration.ts'
import { renderAnswer } from './render.ts'
import { type Clock, createThrottle } from './throttle.ts'
import { getSelf } from './token.ts'
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
/** Answers people on Telegram: in private chats, in groups and their topics, and inline. */
export function createTelegram(settings: TelegramSettings): ChatPlatform {
  const { webhook, owner, meter, once = createOnce(), onMoved = async () => {} } = settings
  const timing = { ...DEFAULT_TIMING, ...settings.timing }
  const log = redactLog(settings.log)
  const client = createClient(settings, log)
  const { report, reportNoCards, reportDropped } = createFailures(log, meter)
  const queue = createKeyedQueue({
    onError: (error) => log.error('Telegram: a task failed', { error: `${error}` }),
    onDrop: reportDropped,
  })
  let lastHeard: number | undefined
  let refresh = () => {}
  let stopReceiving: Stop = async () => {}
  let stopped: Promise<void> | undefined

  const hear = () => {
    lastHeard = timing.now()
  }
  const call = createCall(client, timing.callTimeout, hear, (error) =>
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
  const registration = createRegistration({ call, queue, owner, log })
  const receive = async (responder: Responder, self: UserFromGetMe) => {
    const conversation = {
      ...{ self, owner, onMoved, responder, call, delivery, queue, once },
      ...{ fileUrl: fileUrlOf(settings), log, report, reportNoCards },
      ...timing,
    }
    client.botInfo = self
    client.use(({ update }) => takeUpdate(conversation, update))
    refresh = () => void registration.refresh(responder)
    refresh()
    const take = (update: Update) => {
      hear()
      return withQuestionId(() => client.handleUpdate(update))
    }
    return webhook
      ? startWebhook(webhook, call, take)
      : startPolling(call, take, timing.pollSeconds, timing, log)
  }
  const finish = async () => {
    registration.stop()
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
        const self = await getSelf(call, timing)
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
