import { ChannelType, type Client, Events, type Interaction, Routes } from 'discord.js'
import { LRUCache } from 'lru-cache'
import type { Answer, Responder } from '../../answers/index.ts'
import { createOnce, type Once } from '../../shared/claims.ts'
import { withQuestionId } from '../../shared/question-id.ts'
import { createSparseLog } from '../../shared/sparse-log.ts'
import type { Log, Meter } from '../../shared/types.ts'
import type { ChatPlatform } from '../types.ts'
import { markAsker } from './button-data.ts'
import { createClient, guardPackets, type Shards } from './client.ts'
import { watchConnection } from './connection.ts'
import { type Conversation, createConversation } from './conversation.ts'
import { explainError, toCloseError, toStartError } from './errors.ts'
import { inviteLink } from './invite.ts'
import { createTaskQueue } from './queue.ts'
import { createRegistration } from './registration.ts'
import { renderAnswer } from './render.ts'

/** Milliseconds that a stop waits for answers on their way; containers are killed after 10,000. */
const STOP_TIMEOUT = 8000
/** Milliseconds that Discord waits for the first answer to an interaction: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback */
const INTERACTION_DEADLINE = 3000
/** Interactions whose deadline is known at once. */
const MAX_DEADLINES = 2000

/** Channels whose threads are posts with a title. */
const FORUMS: readonly ChannelType[] = [ChannelType.GuildForum, ChannelType.GuildMedia]

interface DiscordOptions {
  readonly token: string
  /** Base of the REST API without its version, for a proxy; `https://discord.com/api` unless told. */
  readonly apiUrl?: string
  /** Registers the commands in this server only, where they appear at once: for development. */
  readonly guildId?: string
  readonly log: Log
  readonly meter?: Meter
  /** Decides which copy of the bot answers an event; default: this process answers each once. */
  readonly once?: Once
  /** Which shards this copy serves; default all, as many as Discord recommends. */
  readonly shards?: Shards
}

/**
 * The bot on Discord. Needs no privileged intent. This file, client.ts and connection.ts alone know
 * discord.js; what needs no connection is decided in the other files.
 */
export function createDiscord({
  token,
  apiUrl,
  guildId,
  log,
  meter,
  once = createOnce(),
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
  const registration = createRegistration({ rest: client.rest, guildId, log, report })
  let end: (reason: Error) => void = () => {}
  const ended = new Promise<void>((_, reject) => {
    end = reject
  })
  // Nobody needs to listen.
  ended.catch(() => {})
  let refresh = async () => {}
  const connection = watchConnection(client, {
    log,
    meter,
    isStopping: () => stopping !== undefined,
  })
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
    const { commandId } = registration
    const isOwner = (userId: string) => owners.has(userId)
    const conversation = createConversation({ responder, commandId, isOwner, report, apiUrl })
    const drops = createSparseLog((dropped) =>
      log.warn('Discord: too many questions at once; some are dropped', { dropped }),
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
        if (await task()) meter?.delivered('discord', performance.now() - received)
      }
      if (withQuestionId(() => flights.run(() => once(`discord ${id}`, answer)))) return
      meter?.undelivered('discord', 'queue_full')
      drops.note()
    }
    guardPackets(client, report)
    client.on(Events.InteractionCreate, (interaction) => {
      deadlines.set(interaction.id, performance.now() + INTERACTION_DEADLINE)
      run(interaction.id, () => takePart(conversation, interaction))
    })
    client.on(Events.MessageCreate, (message) => {
      const self = message.client.user.id
      if (conversation.concerns(message, self))
        run(message.id, () => conversation.read(message, self))
    })
    client.on(Events.ThreadCreate, (thread, isNew) => {
      const isPost = FORUMS.includes(thread.parent?.type as ChannelType)
      if (isNew && isPost)
        run(thread.id, () => conversation.openPost(thread, thread.client.user.id))
    })
    client.on(Events.Error, report)
    // Before the bot is ready, `start` rejects with the same.
    client.on(Events.ShardError, (error) => client.isReady() && report(error))
    client.on(Events.ShardDisconnect, ({ code }) => {
      if (client.isReady()) giveUp(toCloseError(code))
      else void stop()
    })
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
    refresh = () => registration.refresh(application.id, responder)
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
    registration.stop()
    await flights.settle(STOP_TIMEOUT)
    closed = true
    await client.destroy()
  }

  function stop(): Promise<void> {
    stopping ??= finish()
    return stopping
  }

  return {
    name: 'Discord',
    start,
    stop,
    refresh: async () => (stopping ? undefined : refresh()),
    knowsOwner: () => owners.size > 0 && !stopping,
    tellOwner,
    lastHeard: () => (stopping ? undefined : connection.lastHeard()),
    ended,
    queueLength: flights.size,
  }
}

const stackOf = (error: unknown) => (error instanceof Error ? error.stack : undefined)

/** @returns whether it was a question: what is still being typed is none */
async function takePart(conversation: Conversation, interaction: Interaction): Promise<boolean> {
  if (interaction.isAutocomplete()) await conversation.complete(interaction)
  else if (interaction.isButton()) await conversation.click(interaction)
  else if (interaction.isModalSubmit()) await conversation.submit(interaction)
  else if (interaction.isChatInputCommand()) await conversation.run(interaction)
  else if (interaction.isMessageContextMenuCommand()) await conversation.runOnMessage(interaction)
  return !interaction.isAutocomplete()
}
