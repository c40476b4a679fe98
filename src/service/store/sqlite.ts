import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import type { Log } from '../../shared/types.ts'

/** What the bot remembers between restarts: settings, and what people could not find. */
export interface Store {
  /** Rows of a query; undefined if the database failed, so that the caller can do without it. */
  all<Row>(sql: string, ...values: readonly unknown[]): readonly Row[] | undefined
  /** Whether the change is kept. */
  run(sql: string, ...values: readonly unknown[]): boolean
  close(): void
}

/** Migrations: each step upgrades a database by one version. Never edit one, add one. */
const SCHEMA = [
  `CREATE TABLE settings (place TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE questions (
     text TEXT PRIMARY KEY,
     none INTEGER NOT NULL DEFAULT 0,
     near INTEGER NOT NULL DEFAULT 0,
     helpful INTEGER NOT NULL DEFAULT 0,
     unhelpful INTEGER NOT NULL DEFAULT 0,
     nearest TEXT,
     last INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX questions_by_last ON questions (last);`,
  `ALTER TABLE settings RENAME COLUMN place TO scope;
   UPDATE settings SET value = replace(value, '"rooms":', '"channels":');`,
]

const FILE = 'chuchu.db'
/** Milliseconds to wait for another process that writes; nobody is answered meanwhile. */
const PATIENCE = 50
/** https://www.sqlite.org/rescode.html: what is in the file is no database, or not whole. */
const BROKEN = new Set(['SQLITE_CORRUPT', 'SQLITE_NOTADB'])

export interface StoreOptions {
  /** Where the database stands; without one it is kept in memory, until the bot stops. */
  readonly folder?: string | undefined
  readonly log: Log
}

/**
 * SQLite in one file. It never stops the bot: a database that cannot be opened is replaced by one in
 * memory, a broken one is put aside under another name and begun anew, and both are said in the log.
 */
export function createStore({ folder, log }: StoreOptions): Store {
  const path = folder === undefined ? ':memory:' : join(folder, FILE)
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
      log.error(`The database ${path} is broken and cannot be put aside (${reasonOf(error)}).`)
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

  return {
    all: <Row>(sql: string, ...values: readonly unknown[]) =>
      attempt('read', sql, (statement) => statement.all(...values) as Row[])?.result,
    run: (sql, ...values) =>
      attempt('write', sql, (statement) => statement.run(...values)) !== undefined,
    close() {
      if (!database.open) return
      // Into the one file, so that a copy of it is a whole backup.
      attempt('write', 'PRAGMA wal_checkpoint(TRUNCATE)', (statement) => statement.all())
      database.close()
    },
  }
}

/**
 * Rows of a database that a bot may be writing to at the same time; none where there is no database.
 *
 * @throws what SQLite says
 */
export function readStore<Row>(folder: string, sql: string, ...values: readonly unknown[]): Row[] {
  const path = join(folder, FILE)
  if (!existsSync(path)) return []
  const database = new Database(path, { readonly: true, timeout: PATIENCE })
  try {
    return database.prepare(sql).all(...values) as Row[]
  } finally {
    database.close()
  }
}

/** @throws what SQLite says */
function connect(path: string): Database.Database {
  const database = new Database(path, { timeout: PATIENCE })
  try {
    // A change is safe from a crash of the bot as soon as it is made, from one of the machine a moment later.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
    const [check] = database.prepare('PRAGMA quick_check(1)').all() as { quick_check: string }[]
    if (check?.quick_check !== 'ok') throw Object.assign(new Error(), { code: 'SQLITE_CORRUPT' })
    const [version] = database.prepare('PRAGMA user_version').all() as { user_version: number }[]
    for (let step = version?.user_version ?? 0; step < SCHEMA.length; step++)
      database.exec(`BEGIN; ${SCHEMA[step]} PRAGMA user_version = ${step + 1}; COMMIT`)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

const isBroken = (error: unknown) => BROKEN.has(codeOf(error))
const codeOf = (error: unknown) => String((error as { code?: unknown }).code ?? '')
/** Codes only: what SQLite says in words may quote a row. */
const reasonOf = (error: unknown) => codeOf(error) || (error as Error).name
