import { type Client, Events, RESTEvents } from 'discord.js'
import { createSparseLog } from '../../shared/sparse-log.ts'
import type { Log, Meter } from '../../shared/types.ts'

/** What discord.js says when a heartbeat was acknowledged; its own timestamp follows the wall clock. */
const HEARTBEAT = /^\[WS => Shard (\d+)\] Heartbeat acknowledged/

interface ConnectionOptions {
  readonly log: Log
  readonly meter: Meter | undefined
  readonly isStopping: () => boolean
}

/** Logs what becomes of the connections, and remembers when Discord was last heard. */
export function watchConnection(client: Client, { log, meter, isStopping }: ConnectionOptions) {
  /** When each shard last received an event from the gateway, by shard number. */
  const lastEvents = new Map<number, number>()
  const reconnects = createSparseLog((attempts) => log.info('Discord: reconnecting', { attempts }))
  client.on(Events.Warn, (message) => log.warn(`Discord: ${message}`))
  client.on(Events.ShardReconnecting, () => {
    // discord.js tries every half second, for as long as it takes.
    if (!isStopping()) reconnects.note()
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
  return {
    /** When the gateway last acknowledged a heartbeat of the shard that waits longest. */
    lastHeard: () => (lastEvents.size === 0 ? undefined : Math.min(...lastEvents.values())),
  }
}
