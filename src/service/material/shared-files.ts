import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import type { Store, Value } from '../store/index.ts'
import { createScopeFiles, FilesUnavailable, type ScopeFiles } from './files.ts'

/** Keeps a file, whatever stood there under its name. */
const WRITE = `INSERT INTO place_files (scope, name, hash, content) VALUES (?, ?, ?, ?)
  ON CONFLICT (scope, name) DO`

/**
 * Files in a database that several copies share. Each copy has them in a folder as well, where it
 * reads them like any material, also while the database is away.
 *
 * @param mirror of this copy alone
 */
function createSharedFiles(store: Store, mirror: ScopeFiles): ScopeFiles {
  /** Of the files in the mirror, by scope and name. */
  const hashes = new Map<string, string>()
  const ask = async <Row>(sql: string, ...values: readonly Value[]): Promise<readonly Row[]> => {
    const rows = await store.all<Row>(sql, ...values)
    if (!rows) throw new FilesUnavailable()
    return rows
  }
  const change = async (sql: string, ...values: readonly Value[]): Promise<void> => {
    if (!(await store.run(sql, ...values))) throw new FilesUnavailable()
  }
  const read = async (scope: string, name: string): Promise<Buffer | undefined> => {
    const [row] = await ask<{ content: Buffer }>(
      'SELECT content FROM place_files WHERE scope = ? AND name = ?',
      ...[scope, name],
    )
    return row?.content
  }

  async function bringUpToDate(): Promise<void> {
    const kept = await ask<StoredFile>('SELECT scope, name, hash FROM place_files')
    for (const { scope, name, hash } of kept) {
      const key = keyOf(scope, name)
      if (!hashes.has(key)) {
        const before = await mirror.read(scope, name)
        if (before) hashes.set(key, hashOf(before))
      }
      if (hashes.get(key) === hash) continue
      const content = await read(scope, name)
      if (!content) continue
      await mirror.write(scope, name, content)
      hashes.set(key, hash)
    }
    const keys = new Set(kept.map(({ scope, name }) => keyOf(scope, name)))
    for (const scope of await mirror.scopes())
      for (const { name } of await mirror.list(scope)) {
        if (keys.has(keyOf(scope, name))) continue
        await mirror.remove(scope, name)
        hashes.delete(keyOf(scope, name))
      }
  }

  return {
    list: (scope) =>
      ask(
        'SELECT name, octet_length(content) AS bytes FROM place_files WHERE scope = ? ORDER BY name',
        scope,
      ),
    read,
    write: (scope, name, bytes) =>
      change(
        `${WRITE} UPDATE SET hash = excluded.hash, content = excluded.content`,
        ...[scope, name, hashOf(bytes), Buffer.from(bytes)],
      ),
    remove: (scope, name) =>
      change('DELETE FROM place_files WHERE scope = ? AND name = ?', scope, name),
    folder: mirror.folder,
    async refresh() {
      // Answers come from the mirror as it is; the next reading tries again.
      await bringUpToDate().catch((error: unknown) => {
        if (!(error instanceof FilesUnavailable)) throw error
      })
    },
    async scopes() {
      const rows = await ask<{ scope: string }>('SELECT DISTINCT scope FROM place_files')
      return rows.map(({ scope }) => scope)
    },
  }
}

/**
 * The files of all scopes: in `folder`, or in a database that copies share. Then the folder is left as it
 * is, for `npm run migrate`, and the copy of the shared files stands beside it.
 */
export async function openScopeFiles(store: Store, folder: string): Promise<ScopeFiles> {
  const files = store.isShared
    ? createSharedFiles(store, createScopeFiles(`${folder}-shared`))
    : createScopeFiles(folder)
  await mkdir(files.folder, { recursive: true })
  return files
}

/**
 * Copies files to a shared database, and leaves those alone that are there.
 *
 * @returns how many there were to copy; undefined if the database did not take one
 */
export async function copyScopeFiles(from: ScopeFiles, to: Store): Promise<number | undefined> {
  let count = 0
  for (const scope of await from.scopes())
    for (const { name } of await from.list(scope)) {
      const bytes = await from.read(scope, name)
      if (!bytes) continue
      if (!(await to.run(`${WRITE} NOTHING`, scope, name, hashOf(bytes), bytes))) return undefined
      count++
    }
  return count
}

interface StoredFile {
  readonly scope: string
  readonly name: string
  readonly hash: string
}

const keyOf = (scope: string, name: string): string => `${scope} ${name}`
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64')
