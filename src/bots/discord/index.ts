import {
  Client,
  DefaultRestOptions,
  Events,
  GatewayIntentBits,
  type Interaction,
  Options,
  Partials,
  RESTEvents,
} from 'discord.js'
import type { Answer, Responder } from '../../answers/index.ts'
import { type Claim, createLocalClaim } from '../../shared/claims.ts'
import type { Log, Meter } from '../../shared/types.ts'
import type { ChatPlatform } from '../types.ts'
import { type Conversation, createConversation } from './conversation.ts'
import { explainClose, explainError, explainStart } from './errors.ts'
import { inviteLink } from './invite.ts'
import { registerCommands } from './menu.ts'
import { createTaskQueue } from './queue.ts'
import { renderAnswer } from './render.ts'
import { markAsker } from './request.ts'
import { withRetries } from './retry.ts'

/** Milliseconds that a stop waits for answers on their way; containers are killed after 10,000. */
const STOP_PATIENCE = 8000
/** Discord bans an address after 10,000 of them in 10 minutes: https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans */
const WARN_EVERY_INVALID_REQUESTS = 100

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
  const client = createClient(apiUrl, shards, (code) => meter?.failed('discord', code))
  const counts = new Map<string, number>()
  const flights = createTaskQueue(report)
  const owners = new Set<string>()
  let commandIds: ReadonlyMap<string, string> = new Map()
  let refresh = async () => {}
  let heard: Date | undefined
  let stopping: Promise<void> | undefined
  let closed = false
  /** To connect again, since the last time it worked. */
  let attempts = 0

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
    else if (kind === 'token') log.error(`Discord: ${reason}`, details)
    else log.warn(`Discord: ${reason}`, details)
    if (kind === 'token') void stop()
  }

  function listen(responder: Responder): void {
    const commandId = (name: string) => commandIds.get(name)
    const isOwner = (userId: string) => owners.has(userId)
    const conversation = createConversation({ responder, commandId, isOwner, report })
    let dropped = 0
    /** Two sessions of one shard, as while a copy takes over from another, are both told of an event. */
    const run = (id: string, task: () => Promise<void>) => {
      const claimed = async () => {
        if (await claim(`discord ${id}`)) await task()
      }
      if (stopping || flights.run(claimed)) return
      if (Number.isInteger(Math.log2(++dropped)))
        log.warn('Discord: too many questions at once; some are dropped', { dropped })
    }
    guardPackets(client, report)
    client.on(Events.InteractionCreate, (interaction) =>
      run(interaction.id, () => takePart(conversation, interaction)),
    )
    client.on(Events.MessageCreate, (message) =>
      run(message.id, () => conversation.read(message, message.client.user.id)),
    )
    client.on(Events.Error, report)
    client.on(Events.Warn, (message) => log.warn(`Discord: ${message}`))
    // Before the bot is ready, `start` rejects with the same.
    client.on(Events.ShardError, (error) => client.isReady() && report(error))
    client.on(Events.ShardDisconnect, ({ code }) => {
      if (client.isReady()) log.error(`Discord: ${explainClose(code)}`, { code })
      void stop()
    })
    client.on(Events.ShardReconnecting, (shard) => {
      attempts++
      // discord.js tries every half second, for as long as it takes.
      if (!stopping && Number.isInteger(Math.log2(attempts)))
        log.info('Discord: reconnecting', { shard, attempts })
    })
    client.on(Events.ShardReady, () => {
      attempts = 0
    })
    client.on(Events.ShardResume, (shard, replayed) => {
      heard = new Date()
      attempts = 0
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
    await learnOwners().catch(report)
    refresh = () => register(application.id, responder).catch(report)
    await refresh()
  }

  /** Whoever the application belongs to hosts the bot: a person, or a team. */
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
    await flights.settle(STOP_PATIENCE)
    closed = true
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

  return {
    name: 'Discord',
    start,
    stop,
    refresh: async () => (stopping ? undefined : refresh()),
    tellOwner,
    lastHeard,
  }
}

const range = ({ first, last }: Shards): number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i)

const stackOf = (error: unknown) => (error instanceof Error ? error.stack : undefined)

function createClient(
  apiUrl: string | undefined,
  shards: Shards | undefined,
  onTrouble: (code: string) => void,
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
      makeRequest: withRetries(DefaultRestOptions.makeRequest, onTrouble),
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

async function takePart(conversation: Conversation, interaction: Interaction): Promise<void> {
  if (interaction.isAutocomplete()) await conversation.complete(interaction)
  else if (interaction.isButton()) await conversation.click(interaction)
  else if (interaction.isChatInputCommand()) await conversation.run(interaction)
  else if (interaction.isMessageContextMenuCommand()) await conversation.find(interaction)
}
