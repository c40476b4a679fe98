import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { RateLimiterPostgres } from 'rate-limiter-flexible'
import { createOnce } from '../../../shared/claims.ts'
import type { Log } from '../../../shared/types.ts'
import { createMemoryLimiter, MINUTE, toLimiter } from '../local.ts'
import { MIGRATIONS } from '../schema.ts'
import { type Lease, type Store, StoreError, type Value } from '../types.ts'
import { createPostgresClaims } from './claims.ts'

/** Milliseconds that a question waits for the database before it is answered without it. */
const QUERY_TIMEOUT = 2_000
/** Milliseconds after a failure during which the database is not tried again. */
const RETRY_AFTER = 2_000
/** Milliseconds between two attempts of a copy to have its lease again. */
const HOLD_AGAIN_AFTER = 500
/**
 * Seconds that the server has to run before a copy may have a lease that it had not: whoever had it
 * before the server failed has it again by then.
 */
const TAKE_OVER_AFTER = 5
/** Connections for queries. A lease, and listening, have one of their own. */
const MAX_CONNECTIONS = 8
/** Namespace of the advisory locks, so that they do not collide with others in a shared database. */
const LOCK_SPACE = 0x63687563
/**
 * In seconds: a machine that has lost its power does not say so. The server would ask it after two
 * hours; now it lets go of its lease within 25 seconds.
 */
const NOTICE_DEATH =
  'SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3'
/** https://www.postgresql.org/docs/current/errcodes-appendix.html: no such user, password or database. */
const REFUSED = new Set(['28000', '28P01', '3D000'])

/** Counts and times come as numbers; all are far below 2^53. */
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/**
 * PostgreSQL, for several copies of the bot.
 *
 * @param url `postgres://…`; never logged, as it holds the password
 * @throws {StoreError} if the server refuses the name, the password or the database
 */
export async function createPostgresStore(url: string, log: Log): Promise<Store> {
  const connection = {
    connectionString: url,
    connectionTimeoutMillis: QUERY_TIMEOUT,
    application_name: 'chuchu',
    keepAlive: true,
  }
  const pool = new pg.Pool({ ...connection, max: MAX_CONNECTIONS, query_timeout: QUERY_TIMEOUT })
  // A connection that breaks while nobody uses it; the next query opens another.
  pool.on('error', () => {})
  let isMigrated = false
  let failing = false
  let retryAt = 0
  let closed = false

  /** Undefined if the database failed, or has failed a moment ago. */
  async function attempt<Result>(use: () => Promise<Result>): Promise<Result | undefined> {
    const began = performance.now()
    if (closed || (failing && began < retryAt)) return undefined
    try {
      if (!isMigrated) await migrate(pool)
      isMigrated = true
      const result = await use()
      // What was asked before it failed proves nothing.
      if (failing && began >= retryAt) {
        log.info('The database works again')
        failing = false
      }
      return result
    } catch (error) {
      if (!failing)
        log.error(`The database failed (${reasonOf(error)}); the bot answers without it.`)
      failing = true
      retryAt = performance.now() + RETRY_AFTER
      return undefined
    }
  }
  const query = (sql: string, values: readonly unknown[]) =>
    attempt(() => pool.query(numberPlaceholders(sql), [...values]))

  /** Tells its own announcements and claims from those of the others. */
  const self = randomUUID()
  /** The connection that listens; opened again when it breaks. */
  const listeners = new Map<string, Set<() => void>>()
  let listening: pg.Client | undefined
  /** Tells every listener, when queries are answered again. */
  const tellAll = async (): Promise<void> => {
    while (!closed && (await query('SELECT 1', [])) === undefined)
      await wait(RETRY_AFTER, undefined, { ref: false })
    if (!closed) for (const known of listeners.values()) for (const listener of known) listener()
  }
  const startListening = async (): Promise<void> => {
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
        // Nobody knows what was announced while there was no connection.
        if (attempts > 0) await tellAll()
        await broken
      } catch {
        await client.end().catch(() => {})
      }
      listening = undefined
      if (!closed) await wait(RETRY_AFTER, undefined, { ref: false })
    }
  }

  try {
    await migrate(pool)
    isMigrated = true
  } catch (error) {
    const code = codeOf(error)
    if (REFUSED.has(code)) {
      await pool.end()
      throw new StoreError(
        `DATABASE_URL: PostgreSQL refuses it (${code}). Check the name, the password and the database in it.`,
      )
    }
    failing = true
    log.error(
      `DATABASE_URL: PostgreSQL does not answer (${reasonOf(error)}). The bot answers without it and goes on trying; check the address, and that the server runs.`,
    )
  }

  return {
    isShared: true,
    all: async <Row>(sql: string, ...values: readonly Value[]) =>
      (await query(sql, values))?.rows as Row[] | undefined,
    run: async (sql, ...values) => (await query(sql, values)) !== undefined,
    limiter(name, perMinute) {
      const insurance = createMemoryLimiter(name, perMinute)
      const shared = new RateLimiterPostgres({
        storeClient: pool,
        storeType: 'pool',
        tableName: 'limits',
        // Made by our own migration, so that a database that is away at the start changes nothing.
        tableCreated: true,
        keyPrefix: name,
        points: perMinute,
        duration: MINUTE,
        insuranceLimiter: insurance,
      })
      const [remote, own] = [toLimiter(shared), toLimiter(insurance)]
      const current = () => (failing && performance.now() < retryAt ? own : remote)
      return {
        take: (key) => current().take(key),
        giveBack: (key) => current().giveBack(key),
      }
    },
    once: createOnce(createPostgresClaims(query, self)),
    tryLease: (names) => tryLease(connection, names).catch(() => undefined),
    listen(topic, listener) {
      const known = listeners.get(topic) ?? new Set()
      listeners.set(topic, known.add(listener))
      if (listeners.size === 1 && known.size === 1) void startListening()
      else void listening?.query(`LISTEN ${quote(topic)}`).catch(() => {})
    },
    async announce(topic) {
      await query('SELECT pg_notify(?, ?)', [topic, self])
    },
    async close() {
      if (closed) return
      closed = true
      await listening?.end().catch(() => {})
      await pool.end()
    },
  }
}

/**
 * The lease ends with this process, however that dies. While the database is away nobody can take it:
 * this copy goes on, and has it again when the database is there. It is lost if this copy alone could
 * not reach the database, and another one has taken over.
 */
async function tryLease(
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
      // Released: nobody waits for its loss any more.
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
 * @param uptime seconds that the server has to run for before
 * @returns undefined if another connection has one of them, or the server has not run for so long
 */
async function lock(connection: pg.ClientConfig, names: readonly string[], uptime: number) {
  const client = new pg.Client(connection)
  client.on('error', () => {})
  const broken = new Promise<void>((resolve) => client.once('end', resolve))
  try {
    await client.connect()
    // Where the server's system cannot do it, only this is lost.
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

/** Brings the schema up to date, one copy at a time. */
async function migrate(pool: pg.Pool): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock($1, 0)', [LOCK_SPACE])
    await client.query('CREATE TABLE IF NOT EXISTS chuchu (version INTEGER NOT NULL)')
    const { rows } = await client.query('SELECT version FROM chuchu')
    const version: number = rows[0]?.version ?? 0
    for (const { postgres } of MIGRATIONS.slice(version)) if (postgres) await client.query(postgres)
    await client.query(
      rows.length === 0 ? 'INSERT INTO chuchu VALUES ($1)' : 'UPDATE chuchu SET version = $1',
      [Math.max(version, MIGRATIONS.length)],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

/** `?` is the placeholder of SQLite, `$1` that of PostgreSQL. */
const numberPlaceholders = (sql: string): string => {
  let number = 0
  return sql.replaceAll('?', () => `$${++number}`)
}

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`
const codeOf = (error: unknown) => String((error as { code?: unknown }).code ?? '')
/** Codes only: what PostgreSQL says in words may quote a row, or the address. */
const reasonOf = (error: unknown) => codeOf(error) || (error as Error).name
