import { type Client, Events } from 'discord.js'
import type { Responder } from '../../answers/index.ts'
import { createOnce, type Once } from '../../shared/claims.ts'
import type { Log, Meter } from '../../shared/types.ts'
import type { ChatPlatform } from '../types.ts'
import { createClient, type Shards } from './client.ts'
import { watchConnection } from './connection.ts'
import { createDeadlines } from './deadlines.ts'
import { toCloseError, toStartError } from './errors.ts'
import { createFailures } from './failures.ts'
import { inviteLink } from './invite.ts'
import { listen } from './listen.ts'
import { createOwners } from './owners.ts'
import { createTaskQueue } from './queue.ts'
import { createRegistration } from './registration.ts'
import { createTokenCheck } from './token.ts'

/** Milliseconds that a stop waits for answers in flight; containers are killed after 10,000. */
const STOP_TIMEOUT = 8000

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
  const deadlines = createDeadlines()
  const client = createClient(apiUrl, shards, {
    onTrouble: (code) => meter?.failed('discord', code),
    deadlineOf: deadlines.of,
  })
  const checkToken = createTokenCheck(client, token, log, giveUp)
  const isClosed = () => closed
  const { report, reportUndelivered } = createFailures({ log, meter, isClosed, checkToken })
  const queue = createTaskQueue(reportUndelivered)
  const owners = createOwners(client, report)
  const registration = createRegistration({ rest: client.rest, guildId, log, report })
  const isStopping = () => stopping !== undefined
  const connection = watchConnection(client, { log, meter, isStopping })
  let end: (reason: Error) => void = () => {}
  const ended = new Promise<void>((_, reject) => {
    end = reject
  })
  // Without a listener a rejection would be unhandled.
  ended.catch(() => {})
  let refresh = async () => {}
  let stopping: Promise<void> | undefined
  let closed = false

  /** The connection is lost for good: the bot is no longer ready, and `ended` rejects. */
  function giveUp(reason: Error): void {
    if (stopping) return
    log.error(`Discord: ${reason.message}`)
    end(reason)
    void stop()
  }

  async function start(responder: Responder): Promise<void> {
    listen(responder, {
      ...{ client, queue, once, log, meter, report, giveUp, deadlines, apiUrl, isStopping, stop },
      ...{ commandId: registration.commandId, isOwner: owners.has },
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
    await owners.learn().catch(report)
    refresh = () => registration.refresh(application.id, responder)
    await refresh()
  }

  async function finish(): Promise<void> {
    registration.stop()
    await queue.settle(STOP_TIMEOUT)
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
    knowsOwner: () => owners.areKnown() && !stopping,
    tellOwner: owners.tell,
    lastHeard: () => (stopping ? undefined : connection.lastHeard()),
    ended,
    queueLength: queue.size,
  }
}
