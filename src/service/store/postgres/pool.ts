import pg from 'pg'
import type { Log } from '../../../shared/types.ts'
import { StoreError } from '../types.ts'
import { codeOf, reasonOf } from './errors.ts'
import { migrate } from './migrate.ts'

/** Milliseconds that a question waits for the database before it is answered without it. */
const QUERY_TIMEOUT = 2_000
/** Milliseconds after a failure during which the database is not tried again. */
export const RETRY_AFTER = 2_000
/** Connections for queries. A lease, and listening, have one of their own. */
const MAX_CONNECTIONS = 8
/** https://www.postgresql.org/docs/current/errcodes-appendix.html: no such user, password or database. */
const REFUSED = new Set(['28000', '28P01', '3D000'])

/** Counts and times come as numbers; all are far below 2^53. */
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** Connections for queries, which fail without throwing. */
export interface QueryPool {
  /** For libraries that make their own queries. */
  readonly pool: pg.Pool
  /** @param sql with `?` for each value; resolves to undefined if the database failed */
  query(sql: string, values: readonly unknown[]): Promise<pg.QueryResult | undefined>
  /** Whether a query failed within the last {@link RETRY_AFTER}: nothing is asked now. */
  isResting(): boolean
  close(): Promise<void>
}

/** @param url `postgres://…` */
export const connectionTo = (url: string): pg.ClientConfig => ({
  connectionString: url,
  connectionTimeoutMillis: QUERY_TIMEOUT,
  application_name: 'chuchu',
  keepAlive: true,
})

/**
 * Opens the pool and brings the schema up to date. A database that does not answer is tried again
 * with the queries to come: the log says when it fails, and when it works again.
 *
 * @throws {StoreError} if the server refuses the name, the password or the database
 */
export async function openPool(connection: pg.ClientConfig, log: Log): Promise<QueryPool> {
  const pool = new pg.Pool({ ...connection, max: MAX_CONNECTIONS, query_timeout: QUERY_TIMEOUT })
  // A connection that breaks while nobody uses it; the next query opens another.
  pool.on('error', () => {})
  let isMigrated = false
  let failing = false
  let retryAt = 0
  let closed = false

  async function query(sql: string, values: readonly unknown[]) {
    const began = performance.now()
    if (closed || (failing && began < retryAt)) return undefined
    try {
      if (!isMigrated) await migrate(pool)
      isMigrated = true
      const result = await pool.query(numberPlaceholders(sql), [...values])
      // A query sent before the failure proves nothing.
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
    pool,
    query,
    isResting: () => failing && performance.now() < retryAt,
    async close() {
      closed = true
      await pool.end()
    },
  }
}

/** `?` is the placeholder of SQLite, `$1` that of PostgreSQL. */
const numberPlaceholders = (sql: string): string => {
  let number = 0
  return sql.replaceAll('?', () => `$${++number}`)
}
