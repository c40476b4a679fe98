import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'

/** What a process of its own logs when it opens the database of this folder. */
function openCopy(folder: string): Promise<readonly string[]> {
  const program = `
    import { createSqliteStore } from '${new URL('../../../src/service/store/sqlite.ts', import.meta.url)}'
    const note = (line) => console.log(line)
    // All of them at the same moment.
    const moment = Math.ceil(Date.now() / 3000 + 1) * 3000
    while (Date.now() < moment);
    await createSqliteStore({ folder: ${JSON.stringify(folder)}, log: { info: note, warn: note, error: note } }).close()`
  return new Promise((resolve, reject) => {
    const args = ['--import', 'tsx', '--input-type', 'module', '--eval', program]
    execFile(process.execPath, args, (error, out) =>
      error ? reject(error) : resolve(out.split('\n').filter(Boolean)),
    )
  })
}

it('a database that several copies open for the first time at once is made by one, and used by all', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'chuchu-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const copies = Array.from({ length: 6 }, () => openCopy(folder))
  const lines = await Promise.all(copies)
  expect(lines.flat()).toEqual([])
}, 30_000)
