import type { SharedClaims } from '../../shared/claims.ts'
import type { Store } from './types.ts'

/** Milliseconds since 1970. */
const NOW = "CAST(unixepoch('subsec') * 1000 AS INTEGER)"
/** Claims between two deletions of expired ones. */
const SWEEP_EVERY = 1_000
/**
 * What a process may do that one before it did: answer an update that is told again, send the report
 * of a week. The rest, such as clicks, has no place on a disk.
 */
const KEPT = /^(?:telegram|weekly report) /

/**
 * What this process, or the one before it, has done. Work under way is nobody else's here: one process
 * answers, and what it had not finished when it died is told to the next.
 */
export function createSqliteClaims({ all, run }: Pick<Store, 'all' | 'run'>): SharedClaims {
  let claims = 0
  return {
    async claim(key) {
      if (!KEPT.test(key)) return 'mine'
      if (claims++ % SWEEP_EVERY === 0) await run(`DELETE FROM claims WHERE until < ${NOW}`)
      const rows = await all(`SELECT key FROM claims WHERE key = ? AND until > ${NOW}`, key)
      return rows?.length === 0 ? 'mine' : rows && 'done'
    },
    async renew() {},
    async finish(key, milliseconds) {
      if (!KEPT.test(key)) return
      const sql = `INSERT INTO claims (key, until) VALUES (?, ${NOW} + ?)
        ON CONFLICT (key) DO UPDATE SET until = excluded.until`
      await run(sql, key, milliseconds)
    },
  }
}
