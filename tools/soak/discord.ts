import {
  type Channel,
  type HandledRequest,
  type Interaction,
  type LocalDiscord,
  type Message,
  startDiscord,
  visibleText,
} from '../../playground/discord/index.ts'
import { createDiscordFaults } from './discord-faults.ts'
import type { Ledger, Question } from './ledger.ts'
import { type Asking, createCounts, RARELY, type Side, type SideOptions, UNREAD } from './side.ts'

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
  const presence = createPresence(ledger, now)

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
  discord.listen((event) => {
    if (event.type === 'message') hear(event.message)
    else if (event.type === 'problem') problems.push(event.problem)
    else if (event.type === 'gateway') presence.follow(event.what)
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
      if (!presence.isAnswering() && random.between(1, RARELY) > 1) return
      const asking = questions.next()
      const { token, expects } = asking
      const { at, channel } = askSomewhere(asking)
      const question = {
        ...{ platform: 'discord' as const, id: at.id, channel: channel.id, token, askedAt: now() },
        ...(expects && { expects }),
      }
      ledger.ask(question)
      if (presence.isDeaf()) ledger.excuse('away', ({ id }) => id === at.id)
    },
    faults: createDiscordFaults(discord, random, presence.end),
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
    stopping: presence.stopping,
    gone(how) {
      presence.end()
      // A gentle stop begins earlier than its process ends.
      const end = how === 'killed' ? now() : presence.stoppingAt()
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

/** Whether a bot is there to be told of questions. Excuses those that a connection lost. */
function createPresence(ledger: Ledger, now: () => number) {
  /** Nobody is there who could be told, now or later. */
  let isDeaf = true
  let stoppingAt = Number.POSITIVE_INFINITY
  let closedAt = Number.POSITIVE_INFINITY
  return {
    isDeaf: () => isDeaf,
    isAnswering: () => !isDeaf && stoppingAt === Number.POSITIVE_INFINITY,
    stoppingAt: () => stoppingAt,
    /** What a session was told and its bot had not read is lost when the bot begins another one. */
    follow(what: 'identified' | 'resumed' | 'heartbeat' | 'closed') {
      if (what === 'closed') closedAt = Math.min(closedAt, now())
      else if (what === 'resumed') closedAt = Number.POSITIVE_INFINITY
      else if (what === 'identified') {
        const since = closedAt - UNREAD
        ledger.excuse('away', ({ platform, askedAt }) => platform === 'discord' && askedAt >= since)
        isDeaf = false
        closedAt = Number.POSITIVE_INFINITY
        stoppingAt = Number.POSITIVE_INFINITY
      }
    },
    stopping() {
      stoppingAt = now()
    },
    /** The session is over. */
    end() {
      isDeaf = true
    },
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
