import { expect, onTestFinished } from 'vitest'
import {
  type Channel,
  type Guild,
  type Interaction,
  type LocalDiscord,
  type Message,
  startDiscord,
  type User,
  visibleText,
} from '../../../../playground/discord/index.ts'
import type {
  Answer,
  ChatRequest,
  Command,
  Responder,
  Suggestion,
} from '../../../../src/answers/index.ts'
import { createDiscord } from '../../../../src/bots/discord/index.ts'
import type { ChatPlatform } from '../../../../src/bots/types.ts'
import type { Log, Meter } from '../../../../src/shared/types.ts'

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error'
  readonly message: string
  readonly details?: object | undefined
}

/** A log that can be read and waited for. */
export function createTestLog() {
  const lines: LogLine[] = []
  const waiting = new Set<() => void>()
  const write = (level: LogLine['level']) => (message: string, details?: object) => {
    lines.push({ level, message, details })
    for (const check of [...waiting]) check()
  }
  const log: Log = { info: write('info'), warn: write('warn'), error: write('error') }
  const until = (pattern: RegExp): Promise<LogLine> =>
    new Promise((resolve) => {
      const check = () => {
        const line = lines.find(({ message }) => pattern.test(message))
        if (!line) return
        waiting.delete(check)
        resolve(line)
      }
      waiting.add(check)
      check()
    })
  return { log, lines, until }
}

const inAll = (words: string) => ({ 'zh-Hans': words, 'zh-Hant': words, en: words })

export const ASK: Command = {
  name: 'ask',
  titles: { 'zh-Hans': '问', 'zh-Hant': '問', en: 'ask' },
  aliases: [],
  summaries: { 'zh-Hans': '提问', 'zh-Hant': '提問', en: 'Ask a question' },
  argument: {
    name: { 'zh-Hans': '问题', 'zh-Hant': '問題', en: 'question' },
    summary: inAll('What would you like to know?'),
    required: true,
  },
  run: (request) => echo(request),
}
export const TEA: Command = {
  ...ASK,
  name: 'tea',
  titles: { 'zh-Hans': '茶', 'zh-Hant': '茶', en: 'tea' },
  summaries: { 'zh-Hans': '说茶', 'zh-Hant': '說茶', en: 'About tea' },
  argument: { name: inAll('question'), summary: inAll('Ask about tea'), required: false },
}
export const HELP: Command = {
  name: 'help',
  titles: { 'zh-Hans': '帮助', 'zh-Hant': '說明', en: 'help' },
  aliases: [],
  summaries: inAll('What I can do'),
  run: (request) => echo(request),
}

/** An answer that says what was asked, in which language and which page of it. */
export function echo({ command, text, locale, page = 1 }: ChatRequest): Answer {
  return {
    outcome: 'found',
    locale,
    question: text,
    blocks: [
      {
        type: 'paragraph',
        inlines: [{ type: 'text', text: `${command}|${text}|${locale}|${page}` }],
      },
    ],
    citations: [],
    actions: [
      { kind: 'context', label: 'Context', request: { command: 'help', text: '3' } },
      { kind: 'more', label: 'More', request: { command, text, page: page + 1 } },
      { kind: 'question', label: 'Another', request: { command: 'ask', text: 'another?' } },
    ],
  }
}

/** A responder made by hand: echoes, unless told otherwise. */
export function createEcho(
  respond: (request: ChatRequest) => Answer | Promise<Answer> = echo,
  suggest: (request: ChatRequest) => readonly Suggestion[] | Promise<readonly Suggestion[]> = ({
    text,
  }) => [{ label: `${text}?`, value: text }],
): Responder {
  return {
    commands: [ASK, TEA, HELP],
    respond: async (request) => respond(request),
    suggest: async (request) => suggest(request),
  }
}

export interface Simulator {
  readonly discord: LocalDiscord
  readonly bot: ChatPlatform
  readonly log: ReturnType<typeof createTestLog>
  readonly guild: Guild
  readonly channel: Channel
  readonly direct: Channel
  /** Speaks Simplified Chinese. */
  readonly ming: User
  /** Speaks English. */
  readonly ann: User
  close(): Promise<void>
}

/** A server with a channel, two people and the bot, connected over real sockets. */
export async function openScene(
  responder: Responder,
  {
    prepare,
    ...options
  }: {
    guildId?: string
    token?: string
    meter?: Meter
    prepare?: (discord: LocalDiscord) => void
  } = {},
): Promise<Simulator> {
  const discord = await startDiscord()
  const guild = discord.addGuild('Readers')
  const channel = discord.addChannel('text', 'questions', guild)
  const direct = discord.addChannel('direct', '')
  const ming = discord.addUser('ming', 'zh-CN')
  const ann = discord.addUser('ann', 'en-US')
  const log = createTestLog()
  prepare?.(discord)
  const { apiUrl, token } = discord
  const bot = createDiscord({ apiUrl, token, ...options, log: log.log })
  await bot.start(responder)
  return {
    ...{ discord, bot, log, guild, channel, direct, ming, ann },
    async close() {
      await bot.stop()
      await discord.close()
    },
  }
}

/** As {@link openScene}; closed after the test, which fails if the bot sent what Discord would refuse. */
export async function openTestScene(...options: Parameters<typeof openScene>): Promise<Simulator> {
  const scene = await openScene(...options)
  onTestFinished(async () => {
    const problems = scene.discord.problems()
    await scene.close()
    expect(problems).toEqual([])
  })
  return scene
}

/** As {@link openTestScene}, with `boss`, who manages the servers, and `mei`, who does not. */
export async function openManagedScene(
  responder: Responder,
  { boss: bossLocale = 'en-US', mei: meiLocale = 'en-US', isHost = false } = {},
) {
  const people: { boss?: User; mei?: User } = {}
  const scene = await openTestScene(responder, {
    prepare(discord) {
      people.boss = discord.addUser('boss', bossLocale)
      people.mei = discord.addUser('mei', meiLocale, false)
      if (isHost) discord.giveTo(people.boss)
    },
  })
  return { ...scene, boss: people.boss as User, mei: people.mei as User }
}

/** The message that answers an interaction, once it can be read. */
export async function answerTo(discord: LocalDiscord, interaction: Interaction): Promise<Message> {
  await discord.until(
    (event) =>
      (event.type === 'message' && event.message.interaction === interaction) ||
      (event.type === 'edit' && interaction.reply === event.message),
  )
  return interaction.reply as Message
}

/** The first message that replies to this one. */
export async function replyTo(discord: LocalDiscord, message: Message): Promise<Message> {
  const event = await discord.until(
    (one) => one.type === 'message' && one.message.replyTo === message,
  )
  return (event as { message: Message }).message
}

/** A promise to keep by hand. */
export function createGate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}

/** The bot's first request about an interaction, whatever came of it. */
export const requestFor = (discord: LocalDiscord, { token }: Interaction) =>
  discord.until((one) => one.type === 'request' && one.request.path.includes(token))

/** Proves that the bot still answers. */
export async function expectAlive({ discord, channel, ann }: Simulator): Promise<void> {
  const answer = await answerTo(discord, discord.run(ann, channel, 'help'))
  expect(visibleText(answer)).toContain('help||en|1')
}
