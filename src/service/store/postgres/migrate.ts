import type pg from 'pg'
import { MIGRATIONS } from '../schema.ts'

/** Namespace of the advisory locks, so that they do not collide with others in a shared database. */
export const LOCK_SPACE = 0x63687563

/** Brings the schema up to date, one copy at a time. */
export async function migrate(pool: pg.Pool): Promise<void> {
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
