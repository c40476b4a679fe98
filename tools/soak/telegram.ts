import { setTimeout as wait } from 'node:timers/promises'
import {
  type Chat,
  type Message,
  startTelegramStandIn,
  type User,
} from '../../playground/telegram/index.ts'
import type { Random } from '../bench/random.ts'
import type { Question } from './ledger.ts'
import { createCounts, type Side, type SideOptions } from './side.ts'
import { createTelegramFaults, LOST } from './telegram-faults.ts'

const PEOPLE = 160
const GROUPS = 80
/** Updates that may come a second time; the bot remembers more. */
const RECENT = 50
/** Milliseconds between two attempts to send an answer that Telegram could not take, in this run. */
const MAX_RETRY_PAUSE = 18_000

/** Of a hundred updates, how many a webhook is given a second time, as likely as not at another copy. */
const TWICE = 20
/** Milliseconds until then, at most: the first is still worked on, or done. */
const TWICE_AFTER = 3_000

/**
 * A local Telegram with its people, in private chats and in groups.
 *
 * @param webhook for posting its updates, instead of being asked for them: whether the database in
 *   which the copies of the bot agree is away
 */
export async function openTelegram(
  options: SideOptions,
  webhook?: { readonly isDatabaseAway: () => boolean },
): Promise<Side> {
  const { random, ledger, questions, now } = options
  /** The messages that the bot was told of. */
  const told = new Set<string>()
  const disorder = createDisorder(random, (id) => void told.add(id))
  const telegram = await startTelegramStandIn({ arrange: disorder.arrange })
  const people = Array.from({ length: PEOPLE }, (_, index) =>
    telegram.addUser({
      first_name: `Reader ${index}`,
      language_code: random.pick(['zh-hans', 'zh-hant', 'en']),
    }),
  )
  const groups = Array.from({ length: GROUPS }, (_, index) => telegram.addGroup(`Group ${index}`))
  /** Numbers of the updates by those of their messages. */
  const updates = new Map<string, number>()
  /** When an answer was last offered, by the chat: one that is not taken holds up those behind it. */
  const offeredAt = new Map<string, number>()
  let stoppingAt = Number.POSITIVE_INFINITY
  const owner = telegram.addUser({ first_name: 'Owner' })
  let notices = 0
  const { counts: statuses, add: countStatus } = createCounts()

  const postAgain = async (update: object, message?: Message) => {
    const wasAway = webhook?.isDatabaseAway()
    await wait(random.between(0, TWICE_AFTER))
    if (message && (wasAway || webhook?.isDatabaseAway()))
      ledger.unconfirm('telegram', `${message.message_id}`, 'claim')
    await telegram.deliver(update)
  }

  telegram.subscribe((event) => {
    if (event.type === 'update') {
      const { update_id: id, message } = event.update as { update_id: number; message?: Message }
      if (message) updates.set(`${message.message_id}`, id)
      if (webhook && random.between(1, 100) <= TWICE) void postAgain(event.update, message)
    } else if (event.type === 'message' && event.message.from.id === telegram.bot.id) {
      const { chat, reply_to_message: question, text } = event.message
      if (chat.id === owner.id) {
        notices++
        return
      }
      const id = question && `${question.message_id}`
      ledger.hear({ platform: 'telegram', id, channel: `${chat.id}`, text, at: now() })
    } else if (event.type === 'call' && event.method === 'sendMessage') {
      offeredAt.set(`${(event.parameters as { chat_id?: number }).chat_id}`, now())
    } else if (event.type === 'result' && event.status !== 200) {
      countStatus(`${event.method} ${event.status}`)
      if (event.status === LOST)
        ledger.unconfirm('telegram', `${questionOf(event.parameters)}`, 'answer')
    }
  })

  return {
    settings: {
      ...{ TELEGRAM_TOKEN: telegram.token, TELEGRAM_API_URL: telegram.url },
      TELEGRAM_OWNER_ID: `${owner.id}`,
    },
    people: PEOPLE,
    channels: PEOPLE + GROUPS,
    ask() {
      const { command, text, token, expects } = questions.next()
      const person = random.pick(people)
      const isPrivate = random.between(1, 2) === 1
      const channel: Chat = isPrivate ? telegram.chatWith(person) : random.pick(groups)
      const words = isPrivate && command === 'ask' ? text : `/${command} ${text}`
      const { message_id: id } = telegram.say(person as User, channel, words)
      ledger.ask({
        ...{ platform: 'telegram', id: `${id}`, channel: `${channel.id}`, token, askedAt: now() },
        ...(expects && { expects }),
      })
    },
    faults: createTelegramFaults(telegram.fail, random, () => told.size),
    async connected() {
      const method = webhook ? 'setWebhook' : 'getUpdates'
      await telegram.next('call', (call) => call.method === method)
    },
    stopping() {
      stoppingAt = now()
    },
    gone(how) {
      disorder.forget()
      const isConfirmed = (id: string) => telegram.isConfirmed(updates.get(id) ?? 0)
      // A stop tries each answer once more, so that one that Telegram refuses was refused in the stop.
      const since = how === 'killed' ? now() - MAX_RETRY_PAUSE : stoppingAt
      // Confirmed without an answer: it has waited so long that so many others came behind it.
      // A webhook confirms what is answered, and nothing else.
      const isOnItsWay = ({ id, channel }: Question) =>
        !webhook && isConfirmed(id) && (offeredAt.get(channel) ?? 0) >= since
      ledger.excuse(
        how === 'killed' ? 'killed' : 'stopping',
        (question) => question.platform === 'telegram' && isOnItsWay(question),
      )
      stoppingAt = Number.POSITIVE_INFINITY
      if (how === 'stopped') return
      // Answered or not, it will be told again.
      for (const id of updates.keys())
        if (!isConfirmed(id)) ledger.unconfirm('telegram', id, 'question')
    },
    problems: telegram.problems,
    notices: () => notices,
    late: () => 0,
    statuses,
    close: telegram.close,
  }
}

const questionOf = (parameters: object): number | undefined =>
  (parameters as { reply_parameters?: { message_id: number } }).reply_parameters?.message_id

/** Now and then a batch comes in another order, or brings what came before. */
function createDisorder(random: Random, tell: (message: string) => void) {
  let recent: unknown[] = []
  return {
    forget() {
      recent = []
    },
    arrange(batch: readonly unknown[]): readonly unknown[] {
      const again = recent.length > 0 && random.between(1, 5) === 1 ? [random.pick(recent)] : []
      const twice = batch.length > 0 && random.between(1, 5) === 1 ? [random.pick(batch)] : []
      recent = [...recent, ...batch].slice(-RECENT)
      for (const { message } of batch as readonly { message?: Message }[])
        if (message) tell(`${message.message_id}`)
      const told = [...batch, ...again, ...twice]
      return random.between(1, 3) === 1 ? random.shuffle(told) : told
    },
  }
}
