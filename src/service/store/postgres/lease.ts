import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import type { Lease } from '../types.ts'
import { LOCK_SPACE } from './migrate.ts'

/** Milliseconds between two attempts of a copy to take back the lease that it held. */
const HOLD_AGAIN_AFTER = 500
/**
 * Seconds that the server must have been running before a copy may take a lease that it did not hold:
 * whoever held it before the server failed has taken it back by then.
 */
const TAKE_OVER_AFTER = 5
/**
 * In seconds. A machine that loses its power says nothing, and by default the server asks after two
 * hours; with these settings it frees the lease within 25 seconds.
 */
const NOTICE_DEATH =
  'SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3'

/**
 * The lease ends with this process, however that dies. While the database is away nobody can take it:
 * this copy goes on, and has it again when the database is there. It is lost if this copy alone could
 * not reach the database, and another one has taken over.
 */
export async function tryLease(
  connection: pg.ClientConfig,
  names: readonly string[],
): Promise<Lease | undefined> {
  const first = await lock(connection, names, TAKE_OVER_AFTER)
  if (!first) return undefined
  let { client, broken } = first
  let isReleased = false
  const lost = (async () => {
    for (;;) {
      await broken
      // After a release `lost` never settles.
      if (isReleased) return new Promise<void>(() => {})
      const next = await lock(connection, names, 0).catch(() => 'away' as const)
      if (next === undefined) return
      if (next === 'away') await wait(HOLD_AGAIN_AFTER, undefined, { ref: false })
      else if (isReleased) await next.client.end()
      else ({ client, broken } = next)
    }
  })()
  return {
    lost,
    async release() {
      isReleased = true
      await client.end()
    },
  }
}

/**
 * Session-level advisory locks on a connection of their own: PostgreSQL frees them the moment the
 * connection ends.
 *
 * @param uptime seconds that the server must have been running
 * @returns undefined if another connection holds one of them, or the server has not run that long
 */
async function lock(connection: pg.ClientConfig, names: readonly string[], uptime: number) {
  const client = new pg.Client(connection)
  client.on('error', () => {})
  const broken = new Promise<void>((resolve) => client.once('end', resolve))
  try {
    await client.connect()
    // Not every system supports it; the lease works without.
    await client.query(NOTICE_DEATH).catch(() => {})
    const { rows } = await client.query(
      `SELECT CASE WHEN now() - pg_postmaster_start_time() >= make_interval(secs => $3) THEN (
         SELECT bool_and(pg_try_advisory_lock($1, hashtext(name))) FROM unnest($2::text[]) AS name
       ) END AS held`,
      [LOCK_SPACE, names, uptime],
    )
    if (rows[0]?.held) return { client, broken }
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
  await client.end()
  return undefined
}
