import type { SharedClaims } from '../../../shared/claims.ts'

/** Milliseconds since 1970 by the clock of the database, as the clocks of the copies differ. */
const NOW = '(extract(epoch FROM now()) * 1000)::bigint'
/** Claims finished while the database was away that are written when it is back, at most. */
const MAX_UNSAVED = 10_000
/** Claims between two deletions of expired ones. */
const SWEEP_EVERY = 1_000

type Query = (
  sql: string,
  values: readonly unknown[],
) => Promise<{ readonly rows: readonly { readonly state?: string }[] } | undefined>

/**
 * A claim is one row: whoever inserts it, or finds it expired, does the work.
 *
 * @param query with `?` for each value; undefined if the database failed
 * @param holder this copy and no other
 */
export function createPostgresClaims(query: Query, holder: string): SharedClaims {
  let claims = 0
  const unsaved = new Set<string>()
  return {
    async claim(key, milliseconds) {
      if (claims++ % SWEEP_EVERY === 0) void query(`DELETE FROM claims WHERE until < ${NOW}`, [])
      const answer = await query(
        `WITH mine AS (
           INSERT INTO claims (key, until, holder) VALUES (?, ${NOW} + ?::int, ?)
           ON CONFLICT (key) DO UPDATE SET until = excluded.until, holder = excluded.holder
             WHERE claims.until <= ${NOW}
           RETURNING key
         )
         SELECT CASE WHEN EXISTS (SELECT FROM mine) THEN 'mine'
           WHEN EXISTS (SELECT FROM claims WHERE key = ? AND holder IS NULL) THEN 'done'
           ELSE 'taken' END AS state`,
        [key, milliseconds, holder, key],
      )
      return answer?.rows[0]?.state as 'mine' | 'taken' | 'done' | undefined
    },
    async renew(keys, milliseconds) {
      const sql = `UPDATE claims SET until = ${NOW} + ?::int WHERE holder = ? AND key = ANY(?)`
      await query(sql, [milliseconds, holder, keys])
    },
    async finish(key, milliseconds) {
      const keys = [...unsaved.add(key)]
      const saved = await query(
        `INSERT INTO claims (key, until, holder)
           SELECT key, ${NOW} + ?::int, NULL FROM unnest(?::text[]) AS key
         ON CONFLICT (key) DO UPDATE SET until = excluded.until, holder = NULL`,
        [milliseconds, keys],
      )
      if (saved) for (const key of keys) unsaved.delete(key)
      else if (unsaved.size > MAX_UNSAVED) unsaved.delete(keys[0] ?? key)
    },
  }
}
