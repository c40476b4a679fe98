import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openStore, type StoreOptions } from '../store/index.ts'
import { SQLITE_FILE } from '../store/schema.ts'
import { createGapStore, type Gap } from './store.ts'

/**
 * The gaps that a bot has counted, while it runs or not; the most frequent first.
 *
 * @throws what the database says
 */
export async function readGaps(
  { folder, url }: Omit<StoreOptions, 'log'>,
  days: number,
  limit: number,
): Promise<readonly Gap[]> {
  // Without a database there is nothing to read, and none is made.
  if (url === undefined && !(folder && existsSync(join(folder, SQLITE_FILE)))) return []
  const problems: string[] = []
  const note = (message: string) => void problems.push(message)
  const store = await openStore({ url, folder, log: { info() {}, warn: note, error: note } })
  const gaps = await createGapStore(store, days).list(limit)
  await store.close()
  if (problems.length > 0) throw new Error(problems.join('\n'))
  return gaps
}
