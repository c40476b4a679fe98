import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  Client,
  Events,
  GatewayIntentBits,
  type Interaction,
  type Message,
  MessageFlags,
  Options,
  Partials,
  RESTEvents,
  type RESTGetAPIApplicationCommandsResult,
  Routes,
} from 'discord.js'
import type { Answer, ChatRequest, Responder } from '../../answers/index.ts'
import { localeOf } from '../../answers/locale.ts'
import type { ChatPlatform, Log } from '../types.ts'
import { describeCommands, sameCommands } from './commands.ts'
import { deliver } from './deliver.ts'
import { explainClose, explainError, explainStart } from './errors.ts'
import { createInFlight } from './in-flight.ts'
import { inviteLink } from './invite.ts'
import { offerPageBefore, renderAnswer } from './render.ts'
import {
  chooseManner,
  markAsker,
  readCustomId,
  readMessage,
  readSlash,
  toChoices,
  wantsPrivate,
} from './request.ts'
import { notice } from './words.ts'

/** Milliseconds that a stop waits for answers on their way; containers are killed after 10,000. */
const STOP_PATIENCE = 8000
/** Milliseconds that a channel is left alone after it refused an answer. */
const REFUSAL_LASTS = 10 * 60_000
/** Discord bans an address after 10,000 of them in 10 minutes: https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans */
const WARN_EVERY_INVALID_REQUESTS = 100

export interface DiscordOptions {
  readonly token: string
  /** Base of the REST API without its version, for a proxy; `https://discord.com/api` unless told. */
  readonly apiUrl?: string
  /** Registers the commands in this server only, where they appear at once: for development. */
  readonly guildId?: string
  readonly log: Log
}

/**
 * The bot on Discord. Needs no privileged intent. This file alone knows discord.js and has all the
 * effects, which makes it long; what can be decided without them is decided in its neighbours.
 */
export function createDiscord({ token, apiUrl, guildId, log }: DiscordOptions): ChatPlatform {
  const client = createClient(apiUrl)
  const counts = new Map<string, number>()
  const commandIds = new Map<string, string>()
  const flights = createInFlight(report)
  let heard: Date | undefined
  let stopping: Promise<void> | undefined

  /** The one place where errors end. */
  function report(error: unknown): void {
    const { kind, code, reason } = explainError(error)
    const count = (counts.get(`${kind} ${code}`) ?? 0) + 1
    counts.set(`${kind} ${code}`, count)
    const details = { ...(code !== undefined && { code }), count }
    if (kind === 'mistake') log.error(`Discord: ${reason}`, { ...details, stack: stackOf(error) })
    else if (kind === 'token') log.error(`Discord: ${reason}`, details)
    else log.warn(`Discord: ${reason}`, details)
    if (kind === 'token') void stop()
  }

  function listen(responder: Responder): void {
    const chat = createChat({ client, responder, commandIds, report })
    const run = (task: () => Promise<void>) => {
      if (!stopping) flights.run(task)
    }
    guardPackets(client, report)
    client.on(Events.InteractionCreate, (interaction) => run(() => chat.interact(interaction)))
    client.on(Events.MessageCreate, (message) => run(() => chat.read(message)))
    client.on(Events.Error, report)
    client.on(Events.Warn, (message) => log.warn(`Discord: ${message}`))
    // Before the bot is ready, `start` rejects with the same.
    client.on(Events.ShardError, (error) => client.isReady() && report(error))
    client.on(Events.ShardDisconnect, ({ code }) => {
      if (client.isReady()) log.error(`Discord: ${explainClose(code)}`, { code })
      void stop()
    })
    client.on(Events.ShardReconnecting, (shard) => {
      if (!stopping) log.info('Discord: reconnecting', { shard })
    })
    client.on(Events.ShardResume, (shard, replayed) => {
      heard = new Date()
      log.info('Discord: connection resumed', { shard, replayed })
    })
    client.rest.on(RESTEvents.RateLimited, ({ route, timeToReset, scope }) =>
      log.warn('Discord: rate limited', { route, milliseconds: timeToReset, scope }),
    )
    client.rest.on(RESTEvents.InvalidRequestWarning, ({ count, remainingTime }) =>
      log.warn('Discord: many refused requests', { count, milliseconds: remainingTime }),
    )
  }

  /** Registers the commands unless they are registered already, and learns their ids. */
  async function register(applicationId: string, responder: Responder): Promise<void> {
    const scope = guildId ? 'guild' : 'global'
    const wanted = describeCommands(responder.commands, scope)
    const route = guildId
      ? Routes.applicationGuildCommands(applicationId, guildId)
      : Routes.applicationCommands(applicationId)
    const query = new URLSearchParams({ with_localizations: 'true' })
    const before = (await client.rest.get(route, { query })) as Registered[]
    const same = sameCommands(wanted, before)
    const now = same ? before : ((await client.rest.put(route, { body: wanted })) as Registered[])
    for (const { name, id } of now) commandIds.set(name, id)
    log.info(`Discord: commands ${same ? 'unchanged' : 'registered'}`, { scope, count: now.length })
  }

  async function start(responder: Responder): Promise<void> {
    listen(responder)
    const ready = new Promise<void>((resolve, reject) => {
      client.once(Events.ClientReady, () => resolve())
      client.once(Events.ShardDisconnect, ({ code }) => reject(new Error(explainClose(code))))
    })
    try {
      await Promise.all([client.login(token), ready])
    } catch (error) {
      await client.destroy()
      throw new Error(explainStart(error), { cause: error })
    }
    heard = new Date()
    const { user, application, guilds } = client as Client<true>
    log.info(`Discord: I am ${user.tag}`, { servers: guilds.cache.size })
    log.info(`Discord: invite me with ${inviteLink(application.id)}`)
    await register(application.id, responder).catch(report)
  }

  async function finish(): Promise<void> {
    await flights.settle(STOP_PATIENCE)
    await client.destroy()
  }

  function stop(): Promise<void> {
    stopping ??= finish()
    return stopping
  }

  /** When the gateway last acknowledged a heartbeat of the shard that waits longest. */
  function lastHeard(): Date | undefined {
    const beats = client.ws.shards.map(({ lastPingTimestamp }) => lastPingTimestamp)
    const slowest = Math.min(...beats)
    return heard && slowest > heard.getTime() ? new Date(slowest) : heard
  }

  return { name: 'Discord', start, stop, lastHeard }
}

const stackOf = (error: unknown) => (error instanceof Error ? error.stack : undefined)

type Registered = RESTGetAPIApplicationCommandsResult[number]

function createClient(apiUrl: string | undefined): Client {
  return new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
    ],
    // A direct message comes from a channel that nobody told the bot of before.
    partials: [Partials.Channel],
    shards: 'auto',
    allowedMentions: { parse: [], repliedUser: false },
    failIfNotExists: false,
    // The bot needs none of what people said before, and so keeps none of it.
    makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, MessageManager: 0 }),
    rest: {
      // discord.js adds the version by itself.
      ...(apiUrl && { api: apiUrl.replace(/(\/v\d+)?\/*$/, '') }),
      invalidRequestWarningInterval: WARN_EVERY_INVALID_REQUESTS,
    },
  })
}

/** discord.js lets the process die of what its packet handlers throw at a payload they do not expect. */
function guardPackets(client: Client, report: (error: unknown) => void): void {
  const gateway = client.ws as unknown as { handlePacket(...packet: unknown[]): boolean }
  const handle = gateway.handlePacket.bind(gateway)
  gateway.handlePacket = (...packet) => {
    try {
      return handle(...packet)
    } catch (error) {
      report(error)
      return false
    }
  }
}

interface Chat {
  readonly client: Client
  readonly responder: Responder
  readonly commandIds: ReadonlyMap<string, string>
  readonly report: (error: unknown) => void
}

/** Everything that people do to the bot. What goes wrong rejects, for the caller to report. */
function createChat({ client, responder, commandIds, report }: Chat) {
  /** Until when a channel is left alone, in milliseconds since 1970. */
  const quiet = new Map<string, number>()
  /** Clicks that are being answered: a double click is one click. */
  const clicking = new Set<string>()

  const render = (userId: string) => (answer: Answer) =>
    renderAnswer(answer, {
      asker: markAsker(userId),
      commandId: (name) => commandIds.get(name),
    })

  async function ask(request: ChatRequest): Promise<Answer> {
    try {
      return await responder.respond(request)
    } catch (error) {
      report(error)
      return notice('failed', request.locale, 'failed')
    }
  }

  async function interact(interaction: Interaction): Promise<void> {
    if (interaction.isAutocomplete()) return complete(interaction)
    if (interaction.isButton()) return click(interaction)
    const show = render(interaction.user.id)
    if (interaction.isChatInputCommand()) {
      const { commandName, locale } = interaction
      const input = { commandName, locale, options: interaction.options.data }
      const manner = wantsPrivate(input) ? 'whisper' : 'say'
      await deliver(interaction, ask(readSlash(input)), show, manner)
    } else if (interaction.isMessageContextMenuCommand()) {
      const text = interaction.targetMessage.content
      const request = { command: 'ask', text, locale: localeOf(interaction.locale, text) }
      await deliver(interaction, ask(request), show, 'whisper')
    }
  }

  async function complete(interaction: AutocompleteInteraction): Promise<void> {
    const { commandName, locale, options } = interaction
    const typed = options.getFocused()
    const request = { command: commandName, text: typed, locale: localeOf(locale, typed) }
    await interaction.respond(toChoices(suggest(request)))
  }

  /** At once: `suggest` waits for nothing, so the three seconds need no budget of their own. */
  function suggest(request: ChatRequest) {
    try {
      return responder.suggest(request)
    } catch (error) {
      report(error)
      return []
    }
  }

  async function click(interaction: ButtonInteraction): Promise<void> {
    const { user, message, customId } = interaction
    const key = `${message.id} ${user.id} ${customId}`
    if (clicking.has(key)) {
      await interaction.deferUpdate()
      return
    }
    clicking.add(key)
    try {
      await answerClick(interaction)
    } finally {
      clicking.delete(key)
    }
  }

  async function answerClick(interaction: ButtonInteraction): Promise<void> {
    const { user, message, customId } = interaction
    const show = render(user.id)
    const button = readCustomId(customId)
    if (!button) {
      const old = notice('invalid', localeOf(interaction.locale), 'oldButton')
      return deliver(interaction, Promise.resolve(old), show, 'whisper')
    }
    const { kind, request } = button
    const answering = ask({ ...request, locale: localeOf(interaction.locale, request.text) })
    await deliver(
      interaction,
      kind === 'more' ? answering.then((answer) => offerPageBefore(answer, request)) : answering,
      show,
      chooseManner(button, user.id, message.flags.has(MessageFlags.Ephemeral)),
    )
  }

  /** Answers what is said to the bot: in a direct message, by mention, or in reply to it. */
  async function read(message: Message): Promise<void> {
    const me = client.user
    if (!me || message.author.bot || message.system || isQuiet(message.channelId)) return
    const toMe = !message.inGuild() || message.mentions.users.has(me.id)
    const request = readMessage(message.content, me.id)
    const inReply = message.mentions.repliedUser?.id === me.id && request.text !== ''
    if (!toMe && !inReply) return
    // The answer stands below the question, in reply to it: no need to repeat it.
    const { question, ...answer } = await ask(request)
    const messages = render(message.author.id)(answer)
    try {
      // With a nonce of its own, an answer that Discord took but did not confirm is not sent twice.
      for (const [index, part] of messages.entries())
        await message.reply({ ...part, nonce: `${message.id}-${index}`, enforceNonce: true })
    } catch (error) {
      if (explainError(error).kind === 'refused')
        quiet.set(message.channelId, Date.now() + REFUSAL_LASTS)
      throw error
    }
  }

  function isQuiet(channelId: string): boolean {
    const until = quiet.get(channelId) ?? 0
    if (until <= Date.now()) quiet.delete(channelId)
    return until > Date.now()
  }

  return { interact, read }
}
