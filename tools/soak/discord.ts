import {
  type Channel,
  type HandledRequest,
  type Interaction,
  type LocalDiscord,
  type Message,
  startDiscord,
  visibleText,
} from '../../playground/discord/index.ts'
import type { Random } from '../bench/random.ts'
import type { Question } from './ledger.ts'
import {
  type Asking,
  createCounts,
  type Fault,
  RARELY,
  type Side,
  type SideOptions,
  UNREAD,
} from './side.ts'

const PEOPLE = 160
const GUILDS = 30
const CHANNELS_EACH = 4
/** Milliseconds between two attempts to send an answer that Discord could not take, at most. */
const MAX_RETRY_PAUSE = 5000
/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json: Discord does not wait any more. */
const TOO_LATE = 10062

/** A local Discord with its people, in channels of servers and in direct messages. */
export async function openDiscord(options: SideOptions): Promise<Side> {
  const { random, ledger, questions, now } = options
  const discord = await startDiscord()
  const guilds = Array.from({ length: GUILDS }, (_, index) => discord.addGuild(`Server ${index}`))
  const channels = guilds.flatMap((guild) =>
    Array.from({ length: CHANNELS_EACH }, (_, index) =>
      discord.addChannel('text', `channel-${index}`, guild),
    ),
  )
  const people = Array.from({ length: PEOPLE }, (_, index) => {
    const user = discord.addUser(`reader${index}`, random.pick(['zh-CN', 'zh-TW', 'en-US']))
    return { user, direct: discord.addChannel('direct', '') }
  })
  const owner = discord.addUser('owner')
  discord.giveTo(owner)
  const problems: string[] = []
  let notices = 0
  /** When the answer to a question was last offered to Discord, taken or not. */
  const offeredAt = new Map<string, number>()
  let late = 0
  const { counts: statuses, add: countStatus } = createCounts()
  /** Nobody is there who could be told, now or later. */
  let deaf = true
  let stoppingAt = Number.POSITIVE_INFINITY
  let closedAt = Number.POSITIVE_INFINITY

  const hear = (message: Message) => {
    if (!message.author.bot) return
    if (message.channel.recipient === owner.id) {
      notices++
      return
    }
    const id = message.interaction?.id ?? message.replyTo?.id
    const text = visibleText(message)
    ledger.hear({ platform: 'discord', id, channel: message.channel.id, text, at: now() })
  }
  /** What a session was told and its bot had not read is lost when the bot begins another one. */
  const follow = (what: 'identified' | 'resumed' | 'heartbeat' | 'closed') => {
    if (what === 'closed') closedAt = Math.min(closedAt, now())
    else if (what === 'resumed') closedAt = Number.POSITIVE_INFINITY
    else if (what === 'identified') {
      const since = closedAt - UNREAD
      ledger.excuse('away', ({ platform, askedAt }) => platform === 'discord' && askedAt >= since)
      deaf = false
      closedAt = Number.POSITIVE_INFINITY
      stoppingAt = Number.POSITIVE_INFINITY
    }
  }
  discord.listen((event) => {
    if (event.type === 'message') hear(event.message)
    else if (event.type === 'problem') problems.push(event.problem)
    else if (event.type === 'gateway') follow(event.what)
    else if (event.type === 'request') {
      const { method, status, code } = event.request
      const question = `${questionOf(event.request)}`
      if (code === TOO_LATE && !offeredAt.has(question)) late++
      offeredAt.set(question, now())
      if (status >= 400) countStatus(`${method} ${status}${code ? ` (${code})` : ''}`)
    }
  })

  function askSomewhere(asking: Asking): { at: Interaction | Message; channel: Channel } {
    const { user, direct } = random.pick(people)
    const channel = random.pick(channels)
    const { command, text } = asking
    switch (random.between(1, 4)) {
      case 1:
        return { at: discord.say(user, direct, `/${command} ${text}`), channel: direct }
      case 2:
        return {
          at: discord.say(user, channel, `<@${discord.bot.id}> /${command} ${text}`),
          channel,
        }
      default: {
        const option = optionOf(discord, command)
        return { at: discord.run(user, channel, command, { [option]: text }), channel }
      }
    }
  }

  return {
    settings: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
    people: PEOPLE,
    channels: PEOPLE + channels.length,
    ask() {
      const isAnswered = !deaf && stoppingAt === Number.POSITIVE_INFINITY
      if (!isAnswered && random.between(1, RARELY) > 1) return
      const asking = questions.next()
      const { token, expects } = asking
      const { at, channel } = askSomewhere(asking)
      const question = {
        ...{ platform: 'discord' as const, id: at.id, channel: channel.id, token, askedAt: now() },
        ...(expects && { expects }),
      }
      ledger.ask(question)
      if (deaf) ledger.excuse('away', ({ id }) => id === at.id)
    },
    faults: createDiscordFaults(discord, random, () => {
      deaf = true
    }),
    async connected() {
      await new Promise<void>((resolve) => {
        const stop = discord.listen((event) => {
          if (event.type !== 'gateway' || event.what !== 'identified') return
          stop()
          resolve()
        })
      })
      await discord.until(() => discord.registered().length > 0)
    },
    stopping() {
      stoppingAt = now()
    },
    gone(how) {
      deaf = true
      // A gentle stop begins earlier than its process ends.
      const end = how === 'killed' ? now() : stoppingAt
      const isOnItsWay = ({ id, askedAt }: Question) =>
        askedAt >= end - UNREAD || (offeredAt.get(id) ?? 0) >= end - MAX_RETRY_PAUSE
      ledger.excuse(
        how === 'killed' ? 'killed' : 'stopping',
        (question) => question.platform === 'discord' && isOnItsWay(question),
      )
    },
    problems: () => problems,
    notices: () => notices,
    late: () => late,
    statuses,
    close: discord.close,
  }
}

/** The message or the interaction that a request answers. */
function questionOf({ path, body }: HandledRequest): string | undefined {
  const { message_reference: reference } = (body ?? {}) as {
    message_reference?: { message_id?: string }
  }
  return /^\/interactions\/(\d+)\//.exec(path)?.[1] ?? reference?.message_id
}

function optionOf(discord: LocalDiscord, command: string): string {
  const registered = discord.registered().find(({ name }) => name === command)
  return registered?.options?.[0]?.name ?? ''
}

function createDiscordFaults(
  discord: LocalDiscord,
  random: Random,
  onForgotten: () => void,
): readonly Fault[] {
  const ANSWER = /\/(callback|messages)$/
  const html = '<html>Bad Gateway</html>'
  const fault = (name: string, weight: number, strike: () => void): Fault => ({
    ...{ name: `Discord: ${name}`, weight, needsBot: true },
    strike() {
      strike()
      return true
    },
  })
  const fail = (trouble: Omit<Parameters<LocalDiscord['fail']>[0], 'method' | 'path'>) =>
    discord.fail({ method: 'POST', path: ANSWER, ...trouble })
  return [
    fault('429 to an answer', 3, () =>
      fail({ status: 429, retryAfter: random.between(1, 10) / 10 }),
    ),
    fault('500 to an answer', 3, () => fail({ status: 500 })),
    fault('502 with HTML to six calls', 1, () => fail({ status: 502, body: html, times: 6 })),
    fault('an empty body with 503', 1, () => fail({ status: 503, body: '' })),
    fault('slow to take an answer', 3, () => fail({ delay: random.between(300, 2000) })),
    fault('connection breaks under an answer', 1, () => fail({ status: 503, hangUp: true })),
    fault('answer taken, confirmation lost', 1, () => fail({ status: 504, carriedOut: true })),
    fault('answer taken, confirmed with HTML', 1, () =>
      fail({ status: 200, body: html, carriedOut: true }),
    ),
    fault('answer taken, confirmed with torn JSON', 1, () =>
      fail({ status: 200, body: '{"id":', carriedOut: true }),
    ),
    fault('connection cut', 1.5, () => discord.gateway.drop()),
    fault('connection closed, to be resumed', 1, () => discord.gateway.drop(4000)),
    fault('told to reconnect', 1, () => discord.gateway.invalidate(true)),
    fault('session forgotten', 0.5, () => {
      onForgotten()
      discord.gateway.invalidate(false)
    }),
    fault('no proper packet', 1, () => discord.gateway.sendRaw('{"op":')),
    fault('events told twice', 3, () => repeatEvent(discord, random)),
  ]
}

/** What a resumed connection may bring a second time. */
function repeatEvent(discord: LocalDiscord, random: Random): void {
  const recent = discord.past
    .slice(-200)
    .filter((one) => one.type === 'dispatch')
    .filter(({ name }) => name === 'MESSAGE_CREATE' || name === 'INTERACTION_CREATE')
  if (recent.length === 0) return
  const { name, payload } = random.pick(recent)
  discord.gateway.dispatch(name, payload, (payload as { guild_id?: string }).guild_id)
}
