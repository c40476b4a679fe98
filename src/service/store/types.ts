import type { Once } from '../../shared/claims.ts'
import type { Log } from '../../shared/types.ts'

export type Value = string | number | Uint8Array | null

/**
 * What outlives a question, and what several copies of the bot share: settings, unanswered
 * questions, limits, claims and leases. Nothing here rejects because the database fails: a question
 * is answered without it, and the log says so once.
 */
export interface Store {
  /** Whether other copies of the bot, also on other machines, use the same database. */
  readonly isShared: boolean
  /**
   * Rows of a query; undefined if the database failed, so that the caller can do without it.
   *
   * @param sql in the dialect that SQLite and PostgreSQL share, with `?` for each value
   */
  all<Row>(sql: string, ...values: readonly Value[]): Promise<readonly Row[] | undefined>
  /** Whether the change is kept. */
  run(sql: string, ...values: readonly Value[]): Promise<boolean>
  /** An allowance for each key, a minute. */
  limiter(name: string, perMinute: number): Limiter
  /** Among all copies, or over restarts. While the database fails, each copy decides for itself. */
  readonly once: Once
  /** The lease of all these names, if no other copy holds one of them and the database can be asked. */
  tryLease(names: readonly string[]): Promise<Lease | undefined>
  /** Calls the listener whenever another copy announces the topic, or may have. */
  listen(topic: string, listener: () => void): void
  announce(topic: string): Promise<void>
  close(): Promise<void>
}

export interface Limiter {
  /** Takes one; the seconds to wait for the next if there is none left, else 0. */
  take(key: string): Promise<number>
  /** Returns one that was taken and not used. */
  giveBack(key: string): Promise<void>
}

export interface Lease {
  /** Resolves if another copy has taken the lease before it was released. */
  readonly lost: Promise<void>
  release(): Promise<void>
}

export interface StoreOptions {
  /** `postgres://…`, where several copies share a database; default SQLite in `folder`. */
  readonly url?: string | undefined
  /** Where the SQLite database stands; without one it is kept in memory, until the bot stops. */
  readonly folder?: string | undefined
  readonly log: Log
}

/** A setting is wrong. The message names it and the fix, without its value. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
}
