import { randomUUID } from 'node:crypto'
import { RateLimiterPostgres } from 'rate-limiter-flexible'
import { createOnce } from '../../../shared/claims.ts'
import type { Log } from '../../../shared/types.ts'
import { createMemoryLimiter, MINUTE, toLimiter } from '../local.ts'
import type { Limiter, Store, Value } from '../types.ts'
import { createAnnouncements } from './announcements.ts'
import { createPostgresClaims } from './claims.ts'
import { tryLease } from './lease.ts'
import { connectionTo, openPool, type QueryPool } from './pool.ts'

/**
 * PostgreSQL, for several copies of the bot.
 *
 * @param url `postgres://…`; never logged, as it holds the password
 * @throws {StoreError} if the server refuses the name, the password or the database
 */
export async function createPostgresStore(url: string, log: Log): Promise<Store> {
  const connection = connectionTo(url)
  const queries = await openPool(connection, log)
  const { query } = queries
  /** This copy and no other. */
  const self = randomUUID()
  const announcements = createAnnouncements(connection, query, self)
  let closing: Promise<void> | undefined
  const close = async () => {
    await Promise.all([announcements.close(), queries.close()])
  }
  return {
    isShared: true,
    all: async <Row>(sql: string, ...values: readonly Value[]) =>
      (await query(sql, values))?.rows as Row[] | undefined,
    run: async (sql, ...values) => (await query(sql, values)) !== undefined,
    limiter: (name, perMinute) => createLimiter(queries, name, perMinute),
    once: createOnce(createPostgresClaims(query, self)),
    tryLease: (names) => tryLease(connection, names).catch(() => undefined),
    listen: announcements.listen,
    announce: announcements.announce,
    close() {
      closing ??= close()
      return closing
    },
  }
}

/** Shared by all copies; while the database fails, each copy counts for itself. */
function createLimiter({ pool, isResting }: QueryPool, name: string, perMinute: number): Limiter {
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
  const current = () => (isResting() ? own : remote)
  return {
    take: (key) => current().take(key),
    giveBack: (key) => current().giveBack(key),
  }
}
