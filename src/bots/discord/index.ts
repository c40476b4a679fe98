import { setTimeout as wait } from 'node:timers/promises'
import {
  ChannelType,
  Client,
  DefaultRestOptions,
  Events,
  GatewayIntentBits,
  type Interaction,
  Options,
  Partials,
  RESTEvents,
  Routes,
} from 'discord.js'
import { LRUCache } from 'lru-cache'
import type { Answer, Responder } from '../../answers/index.ts'
import { type Claim, createLocalClaim } from '../../shared/claims.ts'
import { withQuestionId } from '../../shared/question-id.ts'
import { retry } from '../../shared/retry.ts'
import { createSparseLog } from '../../shared/sparse-log.ts'
import type { Log, Meter } from '../../shared/types.ts'
import type { ChatPlatform } from '../types.ts'
import { type Conversation, createConversation } from './conversation.ts'
import { explainError, toCloseError, toStartError } from './errors.ts'
import { inviteLink } from './invite.ts'
import { registerCommands } from './menu.ts'
import { createTaskQueue } from './queue.ts'
import { renderAnswer } from './render.ts'
import { markAsker } from './request.ts'
import { type RetryOptions, withRetries } from './retry.ts'

/** Milliseconds that a stop waits for answers on their way; containers are killed after 10,000. */
const STOP_TIMEOUT = 8000
/** Discord bans an address after 10,000 of them in 10 minutes: https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans */
const WARN_EVERY_INVALID_REQUESTS = 100
/** Milliseconds that Discord waits for the first answer to an interaction: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback */
const INTERACTION_DEADLINE = 3000
/** Interactions whose deadline is known at once. */
const MAX_DEADLINES = 2000
/** Milliseconds before commands are registered again, if Discord could not take them. */
const REGISTRATION_PAUSES = { firstPause: 10_000, maxPause: 10 * 60_000 }

/** Channels whose threads are posts with a title. */
const FORUMS: readonly ChannelType[] = [ChannelType.GuildForum, ChannelType.GuildMedia]

export interface DiscordOptions {
  readonly token: string
  /** Base of the REST API without its version, for a proxy; `https://discord.com/api` unless told. */
  readonly apiUrl?: string
  /** Registers the commands in this server only, where they appear at once: for development. */
  readonly guildId?: string
  readonly log: Log
  readonly meter?: Meter
  /** Decides which copy of the bot answers an event; default: this process answers each once. */
  readonly claim?: Claim
  /** Which shards this copy serves; default all, as many as Discord recommends. */
  readonly shards?: Shards
}

/** Some of all shards, as https://docs.discord.com/developers/events/gateway#sharding numbers them. */
export interface Shards {
  readonly first: number
  readonly last: number
  readonly count: number
}

/**
 * The bot on Discord. Needs no privileged intent. This file alone knows discord.js, and makes and
 * ends the connection, which makes it long; what needs no connection is decided in its neighbours.
 */
export function createDiscord({
  token,
  apiUrl,
  guildId,
  log,
  meter,
  claim = createLocalClaim(),
  shards,
}: DiscordOptions): ChatPlatform {
  /** When an interaction must be answered, by its id; in milliseconds of `performance.now()`. */
  const deadlines = new LRUCache<string, number>({ max: MAX_DEADLINES })
  const client = createClient(apiUrl, shards, {
    onTrouble: (code) => meter?.failed('discord', code),
    deadlineOf(url) {
      const [, id = ''] = /\/interactions\/(\d+)\/[^/]+\/callback/.exec(url) ?? []
      return deadlines.get(id)
    },
  })
  const counts = new Map<string, number>()
  const flights = createTaskQueue(reportUndelivered)
  const owners = new Set<string>()
  /** Ends attempts to register commands that are out of date. */
  let registering = new AbortController()
  let end: (reason: Error) => void = () => {}
  const ended = new Promise<void>((_, reject) => {
    end = reject
  })
  // Nobody needs to listen.
  ended.catch(() => {})
  let commandIds: ReadonlyMap<string, string> = new Map()
  let refresh = async () => {}
  /** When each shard last received an event from the gateway, by shard number. */
  const lastEvents = new Map<number, number>()
  let stopping: Promise<void> | undefined
  let checkingToken: Promise<void> | undefined
  let closed = false

  /** The one place where errors end. */
  function report(error: unknown): void {
    // Without its token discord.js complains of the token, where only time was short.
    if (closed) {
      log.warn('Discord: stopped before every answer was sent')
      return
    }
    const { kind, code, reason } = explainError(error)
    const count = (counts.get(`${kind} ${code}`) ?? 0) + 1
    counts.set(`${kind} ${code}`, count)
    meter?.failed('discord', String(code ?? kind))
    const details = { ...(code !== undefined && { code }), count }
    if (kind === 'mistake') log.error(`Discord: ${reason}`, { ...details, stack: stackOf(error) })
    else if (kind === 'token')
      checkingToken ??= checkToken().finally(() => (checkingToken = undefined))
    else log.warn(`Discord: ${reason}`, details)
  }

  /** An answer did not arrive. */
  function reportUndelivered(error: unknown): void {
    meter?.undelivered('discord', closed ? 'stopped' : explainError(error).kind)
    report(error)
  }

  /** One 401 may be a fault of Discord's or of a proxy: only a second one, to the plainest question, counts. */
  async function checkToken(): Promise<void> {
    // discord.js forgets the token at the first.
    client.rest.setToken(token)
    try {
      await client.rest.get(Routes.gatewayBot())
      log.warn(
        'Discord: a call was refused as if the token were wrong, but Discord knows the token',
      )
    } catch (error) {
      const { kind, reason } = explainError(error)
      if (kind === 'token') giveUp(toStartError(error))
      else {
        client.rest.setToken(token)
        log.warn(`Discord: ${reason}`)
      }
    }
  }

  /** The connection cannot be used again: the bot is no longer ready, and its starter gets the error. */
  function giveUp(reason: Error): void {
    if (stopping) return
    log.error(`Discord: ${reason.message}`)
    end(reason)
    void stop()
  }

  function listen(responder: Responder): void {
    const commandId = (name: string) => commandIds.get(name)
    const isOwner = (userId: string) => owners.has(userId)
    const conversation = createConversation({ responder, commandId, isOwner, report, apiUrl })
    const drops = createSparseLog((dropped) =>
      log.warn('Discord: too many questions at once; some are dropped', { dropped }),
    )
    const reconnects = createSparseLog((attempts) =>
      log.info('Discord: reconnecting', { attempts }),
    )
    /**
     * Two sessions of one shard, as while a copy takes over from another, are both told of an event.
     *
     * @param task resolves to whether something was to be answered
     */
    const run = (id: string, task: () => Promise<boolean>) => {
      if (stopping) return
      const received = performance.now()
      const answer = async () => {
        if ((await claim(`discord ${id}`)) && (await task()))
          meter?.delivered('discord', performance.now() - received)
      }
      if (withQuestionId(() => flights.run(answer))) return
      meter?.undelivered('discord', 'queue_full')
      drops.note()
    }
    guardPackets(client, report)
    client.on(Events.InteractionCreate, (interaction) => {
      deadlines.set(interaction.id, performance.now() + INTERACTION_DEADLINE)
      run(interaction.id, () => takePart(conversation, interaction))
    })
    client.on(Events.MessageCreate, (message) =>
      run(message.id, () => conversation.read(message, message.client.user.id)),
    )
    client.on(Events.ThreadCreate, (thread, isNew) => {
      const isPost = FORUMS.includes(thread.parent?.type as ChannelType)
      if (isNew && isPost)
        run(thread.id, () => conversation.openPost(thread, thread.client.user.id))
    })
    client.on(Events.Error, report)
    client.on(Events.Warn, (message) => log.warn(`Discord: ${message}`))
    // Before the bot is ready, `start` rejects with the same.
    client.on(Events.ShardError, (error) => client.isReady() && report(error))
    client.on(Events.ShardDisconnect, ({ code }) => {
      if (client.isReady()) giveUp(toCloseError(code))
      else void stop()
    })
    client.on(Events.ShardReconnecting, () => {
      // discord.js tries every half second, for as long as it takes.
      if (!stopping) reconnects.note()
    })
    client.on(Events.ShardReady, (shard) => {
      lastEvents.set(shard, performance.now())
      reconnects.reset()
    })
    client.on(Events.Debug, (message) => {
      const [, shard] = HEARTBEAT.exec(message) ?? []
      if (shard !== undefined) lastEvents.set(Number(shard), performance.now())
    })
    client.on(Events.ShardResume, (shard, replayed) => {
      lastEvents.set(shard, performance.now())
      reconnects.reset()
      log.info('Discord: connection resumed', { shard, replayed })
    })
    client.rest.on(RESTEvents.RateLimited, ({ route, timeToReset, scope }) => {
      meter?.waited('discord', timeToReset)
      log.warn('Discord: rate limited', { route, milliseconds: timeToReset, scope })
    })
    client.rest.on(RESTEvents.InvalidRequestWarning, ({ count, remainingTime }) =>
      log.warn('Discord: many refused requests', { count, milliseconds: remainingTime }),
    )
  }

  async function register(applicationId: string, responder: Responder): Promise<void> {
    const { commands } = responder
    const { scope, isUnchanged, ids } = await registerCommands(
      ...([client.rest, applicationId, guildId, commands] as const),
    )
    commandIds = ids
    const what = isUnchanged ? 'unchanged' : 'registered'
    log.info(`Discord: commands ${what}`, { scope, count: ids.size })
  }

  async function start(responder: Responder): Promise<void> {
    listen(responder)
    const ready = new Promise<void>((resolve, reject) => {
      client.once(Events.ClientReady, () => resolve())
      client.once(Events.ShardDisconnect, ({ code }) => reject(toCloseError(code)))
    })
    try {
      await Promise.all([client.login(token), ready])
    } catch (error) {
      await client.destroy()
      throw toStartError(error)
    }
    const { user, application, guilds } = client as Client<true>
    log.info(`Discord: I am ${user.tag}`, { servers: guilds.cache.size })
    log.info(`Discord: invite me with ${inviteLink(application.id)}`)
    await learnOwners().catch(report)
    refresh = async () => {
      registering.abort()
      registering = new AbortController()
      const { signal } = registering
      const isTransient = (error: unknown) =>
        ['server', 'network'].includes(explainError(error).kind)
      const attempt = () => register(application.id, responder)
      await attempt().catch((error) => {
        report(error)
        if (!isTransient(error)) return
        // Nobody waits for it: without its menu the bot still answers.
        const options = { ...REGISTRATION_PAUSES, signal, isTransient }
        void wait(options.firstPause, undefined, { signal })
          .then(() => retry(attempt, options))
          .catch((error) => signal.aborted || report(error))
      })
    }
    await refresh()
  }

  /** The owner of the application, a person or a team, hosts the bot. */
  async function learnOwners(): Promise<void> {
    const { owner } = (await client.application?.fetch()) ?? {}
    if (owner && 'members' in owner) for (const id of owner.members.keys()) owners.add(id)
    else if (owner) owners.add(owner.id)
  }

  async function tellOwner(answer: Answer): Promise<void> {
    for (const id of owners)
      for (const message of renderAnswer(answer, { asker: markAsker(id) }))
        await client.users.send(id, message).catch(report)
  }

  async function finish(): Promise<void> {
    registering.abort()
    await flights.settle(STOP_TIMEOUT)
    closed = true
    await client.destroy()
  }

  function stop(): Promise<void> {
    stopping ??= finish()
    return stopping
  }

  /** When the gateway last acknowledged a heartbeat of the shard that waits longest. */
  const lastHeard = () =>
    stopping || lastEvents.size === 0 ? undefined : Math.min(...lastEvents.values())

  return {
    name: 'Discord',
    start,
    stop,
    refresh: async () => (stopping ? undefined : refresh()),
    tellOwner,
    lastHeard,
    ended,
    queueLength: flights.size,
  }
}

const range = ({ first, last }: Shards): number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i)

const stackOf = (error: unknown) => (error instanceof Error ? error.stack : undefined)

/** What discord.js says when a heartbeat was acknowledged; its own timestamp follows the wall clock. */
const HEARTBEAT = /^\[WS => Shard (\d+)\] Heartbeat acknowledged/

function createClient(
  apiUrl: string | undefined,
  shards: Shards | undefined,
  retries: RetryOptions,
): Client {
  return new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
    ],
    // A direct message comes from a channel that nobody told the bot of before.
    partials: [Partials.Channel],
    ...(shards ? { shards: range(shards), shardCount: shards.count } : { shards: 'auto' }),
    allowedMentions: { parse: [], repliedUser: false },
    failIfNotExists: false,
    // The bot needs none of what people said before, and so keeps none of it.
    makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, MessageManager: 0 }),
    rest: {
      // discord.js adds the version by itself.
      ...(apiUrl && { api: apiUrl.replace(/(?<!\/)(\/v\d+)?\/*$/, '') }),
      invalidRequestWarningInterval: WARN_EVERY_INVALID_REQUESTS,
      makeRequest: withRetries(DefaultRestOptions.makeRequest, retries),
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

/** @returns whether it was a question: what is still being typed is none */
async function takePart(conversation: Conversation, interaction: Interaction): Promise<boolean> {
  if (interaction.isAutocomplete()) await conversation.complete(interaction)
  else if (interaction.isButton()) await conversation.click(interaction)
  else if (interaction.isModalSubmit()) await conversation.send(interaction)
  else if (interaction.isChatInputCommand()) await conversation.run(interaction)
  else if (interaction.isMessageContextMenuCommand()) await conversation.find(interaction)
  return !interaction.isAutocomplete()
}
