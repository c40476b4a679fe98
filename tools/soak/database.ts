import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { readGaps } from '../../src/service/index.ts'
import type { Random } from '../bench/random.ts'
import type { Fault } from './side.ts'

const FILE = 'chuchu.db'
const PAGE = 4096
const FULL_FOR = 2000
/** Bytes; of a file system of our own. */
const SIZE = 8 * 2 ** 20
/** Bytes that a file may have, where there is no file system of our own: less than a database has. */
const SMALL = PAGE

/** Where the bot keeps its database, and what befalls it there. */
interface Database {
  readonly folder: string
  /** How the disk becomes full. */
  readonly how: string
  readonly faults: readonly Fault[]
  /** Databases that the bot found broken and renamed. */
  broken(): number
  /** Questions that can be read from it. @throws what SQLite says of a broken one */
  rows(): Promise<number>
  close(): Promise<void>
}

/** @param pid of the bot; undefined while there is none */
export function createDatabase(
  folder: string,
  random: Random,
  pid: () => number | undefined,
): Database {
  mkdirSync(folder)
  const isMounted = tryToRun('mount', '-t', 'tmpfs', '-o', `size=${SIZE}`, 'soak', folder)
  const filler = join(folder, 'filler')
  const limitFiles = (limit: string) => {
    const process = pid()
    return process !== undefined && tryToRun('prlimit', '--pid', `${process}`, `--fsize=${limit}:`)
  }
  let isFull = false
  const fill = async () => {
    isFull = true
    if (isMounted) await fillUp(filler)
    else limitFiles(`${SMALL}`)
    await wait(FULL_FOR)
    if (isMounted) await rm(filler, { force: true })
    else limitFiles('unlimited')
    isFull = false
  }
  return {
    folder,
    how: isMounted
      ? `a file system of ${SIZE / 2 ** 20} MB, filled up`
      : 'a limit on the size of its files (prlimit)',
    faults: [
      {
        // The limit holds for every file: a process that starts writes others, and cannot without.
        ...{ name: 'Database: disk full for two seconds', weight: 0.6, needsBot: !isMounted },
        strike() {
          if (isFull) return false
          void fill()
          return true
        },
      },
      {
        ...{ name: 'Database: a page overwritten with noise', weight: 0.4, needsBot: false },
        strike() {
          const file = join(folder, FILE)
          if (isFull || !existsSync(file) || statSync(file).size === 0) return false
          void spoil(file, random)
          return true
        },
      },
    ],
    broken: () => readdirSync(folder).filter((name) => name.includes('.broken-')).length,
    rows: async () => (await readGaps({ folder }, 1, 1_000_000)).length,
    async close() {
      while (isFull) await wait(100)
      // SQLite lets go of a file a moment after it is closed.
      if (isMounted) tryToRun('umount', '--lazy', folder)
    },
  }
}

async function fillUp(path: string): Promise<void> {
  const file = await open(path, 'w')
  try {
    // Never more than that file system holds: should it be gone, this is another disk.
    for (let size = 0; size < SIZE; size += PAGE) await file.write(Buffer.alloc(PAGE))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  } finally {
    await file.close()
  }
}

async function spoil(path: string, random: Random): Promise<void> {
  const { size } = statSync(path)
  const page = random.between(0, Math.floor((size - 1) / PAGE))
  const noise = Buffer.from(Array.from({ length: PAGE }, () => random.between(0, 255)))
  const file = await open(path, 'r+')
  await file.write(noise, 0, PAGE, page * PAGE)
  await file.close()
}

function tryToRun(command: string, ...words: readonly string[]): boolean {
  try {
    execFileSync(command, words, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
