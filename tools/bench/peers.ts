import { execFile } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { UsageError } from '../run.ts'

/**
 * What only the benchmark needs. It is fetched when a benchmark asks for it, and is no development
 * dependency: nobody else should wait for 30 MB.
 *
 * SQLite: `node:sqlite` is used where the running Node has it with FTS5 (22.16 and later).
 * Elsewhere node-sqlite3-wasm, because it ships FTS5 and needs neither a compiler nor a download
 * of its own; better-sqlite3 needs one of them, and sql.js is built without FTS5.
 */
const PEERS: Readonly<Record<string, string>> = {
  '@orama/orama': '3.1.18',
  '@orama/tokenizers': '3.1.18',
  flexsearch: '0.8.212',
  'node-sqlite3-wasm': '0.8.60',
  // Not a peer: its messages in two Chinese translations are a corpus, see messages.ts.
  typescript: '5.9.3',
}

const FOLDER = resolve(import.meta.dirname, '../../node_modules/.cache/bench')

const manifestOf = (name: string) => join(FOLDER, 'node_modules', name, 'package.json')
const requireFrom = createRequire(join(FOLDER, 'package.json'))

const isFetched = (name: string): boolean =>
  existsSync(manifestOf(name)) && requireFrom(manifestOf(name)).version === PEERS[name]

/**
 * Fetches those of the packages that are not there yet.
 * @throws UsageError if the registry cannot be reached
 */
export async function fetchPeers(names: readonly string[], log: (line: string) => void) {
  const missing = names.filter((name) => !isFetched(name))
  if (missing.length === 0) return
  const wanted = names.map((name) => `${name}@${PEERS[name]}`)
  log(`fetching ${wanted.join(', ')} into node_modules/.cache/bench`)
  mkdirSync(FOLDER, { recursive: true })
  const npm = [
    'install',
    '--no-save',
    '--no-package-lock',
    '--ignore-scripts',
    '--no-audit',
    '--loglevel=error',
  ]
  try {
    await promisify(execFile)('npm', [...npm, '--prefix', FOLDER, ...wanted])
  } catch (error) {
    throw new UsageError(
      `npm could not fetch ${missing.join(', ')}. Is the registry reachable? Without it:\n` +
        '  npm run bench -- --engines chuchu,minisearch,minisearch-words,minisearch-bigrams --corpus made\n' +
        `${(error as { stderr?: string }).stderr ?? error}`,
    )
  }
}

/** The folder of a fetched package. */
export const peerFolder = (name: string): string => resolve(manifestOf(name), '..')

/** Loads a fetched package; its types are not installed, so the caller says what it uses of it. */
export const requirePeer = <T>(name: string): T => requireFrom(name)
