import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { createOnce } from '../../shared/claims.ts'
import { createLocalState } from './local.ts'
import { MIGRATIONS, SQLITE_FILE } from './schema.ts'
import { createSqliteClaims } from './sqlite-claims.ts'
import type { Store, StoreOptions, Value } from './types.ts'

/** Milliseconds to wait for another process that writes; the event loop is blocked meanwhile. */
const BUSY_TIMEOUT = 50
/** The same while the database is opened and migrated, before anybody is answered. */
const OPEN_TIMEOUT = 5_000
/** Milliseconds between two tries to open. */
const OPEN_PAUSE = 20
/** https://www.sqlite.org/rescode.html: what is in the file is no database, or not whole. */
const BROKEN = new Set(['SQLITE_CORRUPT', 'SQLITE_NOTADB'])

/**
 * SQLite in one file. It never stops the bot: a database that cannot be opened is replaced by one in
 * memory, a broken one is renamed and replaced by a new one, and both are logged.
 */
export function createSqliteStore({ folder, log }: Omit<StoreOptions, 'url'>): Store {
  const path = folder === undefined ? ':memory:' : join(folder, SQLITE_FILE)
  let database = open()
  let statements = new Map<string, Database.Statement>()
  /** What failed last, of reading and of writing: either may work while the other does not. */
  const complaints = { read: '', write: '' }

  function open(): Database.Database {
    try {
      if (folder !== undefined) mkdirSync(folder, { recursive: true, mode: 0o700 })
      return connect(path)
    } catch (error) {
      if (isBroken(error)) return openAnew()
      log.error(
        `The database ${path} cannot be opened (${reasonOf(error)}). Settings and gaps are kept in memory until the bot stops; check that DATA_DIR is a folder the bot may write to.`,
      )
      return connect(':memory:')
    }
  }

  function openAnew(): Database.Database {
    const aside = `${path}.broken-${new Date().toISOString().replaceAll(':', '-')}`
    try {
      renameSync(path, aside)
      for (const ending of ['-wal', '-shm']) rmSync(path + ending, { force: true })
      log.error(`The database ${path} was broken. It is now ${aside}, and a new one was begun.`)
      return connect(path)
    } catch (error) {
      log.error(`The database ${path} is broken and cannot be renamed (${reasonOf(error)}).`)
      return connect(':memory:')
    }
  }

  function attempt<Result>(
    kind: keyof typeof complaints,
    sql: string,
    use: (statement: Database.Statement) => Result,
  ) {
    try {
      const statement = statements.get(sql) ?? database.prepare(sql)
      statements.set(sql, statement)
      const result = use(statement)
      if (complaints[kind]) log.info('The database works again')
      complaints[kind] = ''
      return { result }
    } catch (error) {
      const reason = reasonOf(error)
      if (reason !== complaints[kind])
        log.error(`The database failed (${reason}); the bot answers without it.`)
      complaints[kind] = reason
      if (isBroken(error)) {
        database.close()
        database = openAnew()
        statements = new Map()
      }
      return undefined
    }
  }

  const tables: Pick<Store, 'all' | 'run'> = {
    all: async <Row>(sql: string, ...values: readonly Value[]) =>
      attempt('read', sql, (statement) => statement.all(...values) as Row[])?.result,
    run: async (sql, ...values) =>
      attempt('write', sql, (statement) => statement.run(...values)) !== undefined,
  }
  return {
    ...createLocalState(),
    ...tables,
    once: createOnce(createSqliteClaims(tables)),
    async close() {
      if (!database.open) return
      // Moves everything into the one file, so that a copy of it is a complete backup.
      attempt('write', 'PRAGMA wal_checkpoint(TRUNCATE)', (statement) => statement.all())
      database.close()
    },
  }
}

/**
 * SQLite's own timeout does not cover everything: while one process changes the journal to WAL, or is
 * the last to close, another is told at once that the database is busy. So opening is tried again.
 * @throws what SQLite says
 */
function connect(path: string): Database.Database {
  const start = performance.now()
  for (;;) {
    try {
      return connectOnce(path)
    } catch (error) {
      const isBusy = codeOf(error).startsWith('SQLITE_BUSY')
      if (!isBusy || performance.now() - start > OPEN_TIMEOUT) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, OPEN_PAUSE)
    }
  }
}

function connectOnce(path: string): Database.Database {
  const database = new Database(path, { timeout: OPEN_TIMEOUT })
  try {
    database.exec(`PRAGMA busy_timeout = ${OPEN_TIMEOUT}`)
    // A change survives a crash of the bot at once, and a crash of the machine a moment later.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
    const [check] = database.prepare('PRAGMA quick_check(1)').all() as { quick_check: string }[]
    if (check?.quick_check !== 'ok') throw Object.assign(new Error(), { code: 'SQLITE_CORRUPT' })
    migrate(database)
    database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT}`)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Another process may open the same new database: only one at a time reads the version and upgrades. */
function migrate(database: Database.Database): void {
  if (versionOf(database) === MIGRATIONS.length) return
  database.exec('BEGIN IMMEDIATE')
  try {
    for (const { sqlite } of MIGRATIONS.slice(versionOf(database))) database.exec(sqlite)
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length}; COMMIT`)
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}

function versionOf(database: Database.Database): number {
  const [row] = database.prepare('PRAGMA user_version').all() as { user_version: number }[]
  return row?.user_version ?? 0
}

const isBroken = (error: unknown) => BROKEN.has(codeOf(error))
const codeOf = (error: unknown) => String((error as { code?: unknown }).code ?? '')
/** Codes only: what SQLite says in words may quote a row. */
const reasonOf = (error: unknown) => codeOf(error) || (error as Error).name
