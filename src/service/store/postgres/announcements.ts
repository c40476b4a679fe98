import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import type { Store } from '../types.ts'
import { type QueryPool, RETRY_AFTER } from './pool.ts'

type Announcements = Pick<Store, 'listen' | 'announce' | 'close'>

/**
 * What one copy tells the others: PostgreSQL's LISTEN and NOTIFY, on a connection of its own that is
 * opened with the first listener, and again whenever it breaks. Announcements made meanwhile are
 * lost, so every listener is called after a break.
 *
 * @param self tells this copy's own announcements from those of the others
 */
export function createAnnouncements(
  connection: pg.ClientConfig,
  query: QueryPool['query'],
  self: string,
): Announcements {
  const listeners = new Map<string, Set<() => void>>()
  let listening: pg.Client | undefined
  let closed = false

  /** Calls every listener, once queries are answered again. */
  async function callAll(): Promise<void> {
    while (!closed && (await query('SELECT 1', [])) === undefined)
      await wait(RETRY_AFTER, undefined, { ref: false })
    if (!closed) for (const known of listeners.values()) for (const listener of known) listener()
  }

  async function keepListening(): Promise<void> {
    for (let attempts = 0; !closed; attempts++) {
      const client = new pg.Client(connection)
      const broken = new Promise<void>((resolve) => client.once('end', resolve))
      client.on('error', () => {})
      client.on('notification', ({ channel, payload }) => {
        if (payload !== self) for (const listener of listeners.get(channel) ?? []) listener()
      })
      try {
        await client.connect()
        for (const topic of listeners.keys()) await client.query(`LISTEN ${quote(topic)}`)
        listening = client
        if (attempts > 0) await callAll()
        await broken
      } catch {
        await client.end().catch(() => {})
      }
      listening = undefined
      if (!closed) await wait(RETRY_AFTER, undefined, { ref: false })
    }
  }

  return {
    listen(topic, listener) {
      const known = listeners.get(topic) ?? new Set()
      listeners.set(topic, known.add(listener))
      if (listeners.size === 1 && known.size === 1) void keepListening()
      else void listening?.query(`LISTEN ${quote(topic)}`).catch(() => {})
    },
    async announce(topic) {
      await query('SELECT pg_notify(?, ?)', [topic, self])
    },
    async close() {
      closed = true
      await listening?.end().catch(() => {})
    },
  }
}

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`
