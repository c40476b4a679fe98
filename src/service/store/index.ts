import type { Store, StoreOptions } from './types.ts'

export {
  type Lease,
  type Limiter,
  type Store,
  StoreError,
  type StoreOptions,
  type Value,
} from './types.ts'

/**
 * Opens the database. A library that is not used is not loaded.
 *
 * @throws {StoreError} if PostgreSQL refuses who we say we are: that does not pass by itself
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  if (options.url === undefined) return (await import('./sqlite.ts')).createSqliteStore(options)
  const { createPostgresStore } = await import('./postgres/index.ts')
  return createPostgresStore(options.url, options.log)
}
