import { type Client, Events, Routes } from 'discord.js'
import { LRUCache } from 'lru-cache'
import type { Answer, Responder } from '../../answers/index.ts'
import { createOnce, type Once } from '../../shared/claims.ts'
import type { Log, Meter } from '../../shared/types.ts'
import type { ChatPlatform } from '../types.ts'
import { markAsker } from './button-data.ts'
import { createClient, type Shards } from './client.ts'
import { watchConnection } from './connection.ts'
import { explainError, toCloseError, toStartError } from './errors.ts'
import { createFailures } from './failures.ts'
import { inviteLink } from './invite.ts'
import { listen } from './listen.ts'
import { createTaskQueue } from './queue.ts'
import { createRegistration } from './registration.ts'
import { renderAnswer } from './render.ts'

/** Milliseconds that a stop waits for answers in flight; containers are killed after 10,000. */
const STOP_TIMEOUT = 8000
/** Interactions whose deadline is remembered. */
const MAX_DEADLINES = 2000

interface DiscordOptions {
  readonly token: string
  /** Base of the REST API without its version, for a proxy; default `https://discord.com/api`. */
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
 * The bot on Discord. Needs no privileged intent. This file, client.ts, connection.ts and listen.ts
 * alone know discord.js; what needs no connection is decided in the other files.
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
  const { report, reportUndelivered } = createFailures({
    log,
    meter,
    isClosed: () => closed,
    checkToken() {
      checkingToken ??= checkToken().finally(() => (checkingToken = undefined))
    },
  })
  const flights = createTaskQueue(reportUndelivered)
  const owners = new Set<string>()
  const registration = createRegistration({ rest: client.rest, guildId, log, report })
  let end: (reason: Error) => void = () => {}
  const ended = new Promise<void>((_, reject) => {
    end = reject
  })
  // Without a listener a rejection would be unhandled.
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

  /** One 401 may be an error of Discord or of a proxy: the token counts as wrong after a second one. */
  async function checkToken(): Promise<void> {
    // discord.js forgets the token after the first.
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

  /** The connection is lost for good: the bot is no longer ready, and `ended` rejects. */
  function giveUp(reason: Error): void {
    if (stopping) return
    log.error(`Discord: ${reason.message}`)
    end(reason)
    void stop()
  }

  async function start(responder: Responder): Promise<void> {
    listen(responder, {
      ...{ client, flights, once, log, meter, report, giveUp, deadlines },
      ...{ apiUrl, commandId: registration.commandId, isOwner: (id) => owners.has(id) },
      isStopping: () => stopping !== undefined,
      stop,
    })
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
