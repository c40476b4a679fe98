import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { folderOfScope, scopeOfFolder } from '../../corpus/index.ts'

/** Files that one server or group may have. */
export const MAX_FILES = 100
const MIB = 2 ** 20
/** Bytes of one file. */
export const MAX_FILE_BYTES = 16 * MIB
/** Bytes of all files of one server or group. */
export const MAX_BYTES = 64 * MIB
/** Bytes of a name, so that it fits every file system together with its prefix. */
const MAX_NAME_BYTES = 100
/** Key of a scope: `discord:123`, `telegram:-100123`. */
const SCOPE = /^[a-z]+:[\w-]+$/
/** Names that Windows keeps for devices. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

export interface ScopeFile {
  readonly name: string
  readonly bytes: number
}

/** The store of the files is not available now; a later attempt may succeed. */
export class FilesUnavailable extends Error {
  override readonly name = 'FilesUnavailable'
}

/**
 * The files that servers and groups have added, by their scope. Rejects with
 * {@link FilesUnavailable} where copies share them, while the database is away.
 */
export interface ScopeFiles {
  /** In the order of their names. */
  list(scope: string): Promise<readonly ScopeFile[]>
  /** Undefined if there is no such file. */
  read(scope: string, name: string): Promise<Buffer | undefined>
  /** Replaces a file of the same name, in one step. */
  write(scope: string, name: string, bytes: Uint8Array): Promise<void>
  remove(scope: string, name: string): Promise<void>
  /** From here the material is read: a folder for each scope. */
  readonly folder: string
  /** Brings the folder up to date with what other copies of the bot have changed. Never rejects. */
  refresh(): Promise<void>
  /** The scopes that have a folder. */
  scopes(): Promise<readonly string[]>
}

/** Plain files in a folder for each scope: `discord-123/faq.pdf`. */
export function createScopeFiles(home: string): ScopeFiles {
  const folderOf = (scope: string): string => {
    if (!SCOPE.test(scope)) throw new Error(`no scope has the key ${scope}`)
    return join(home, folderOfScope(scope))
  }
  const pathOf = (scope: string, name: string): string => {
    if (name !== toFileName(name)) throw new Error('not a name that files have here')
    return join(folderOf(scope), name)
  }
  return {
    async list(scope) {
      const folder = folderOf(scope)
      const names = await readdir(folder).catch(ifAbsent<string[]>([]))
      const own = names.filter((name) => name === toFileName(name)).sort()
      return Promise.all(
        own.map(async (name) => ({ name, bytes: (await stat(join(folder, name))).size })),
      )
    },
    read: (scope, name) => readFile(pathOf(scope, name)).catch(ifAbsent(undefined)),
    async write(scope, name, bytes) {
      const path = pathOf(scope, name)
      await mkdir(folderOf(scope), { recursive: true })
      // Hidden files are not read, so no reader sees a half-written file.
      const draft = join(folderOf(scope), `.${process.pid}-${name}`)
      await writeFile(draft, bytes)
      await rename(draft, path)
    },
    remove: (scope, name) => rm(pathOf(scope, name), { force: true }),
    folder: home,
    async refresh() {},
    async scopes() {
      const names = await readdir(home).catch(ifAbsent<string[]>([]))
      return names.map(scopeOfFolder).filter((scope) => SCOPE.test(scope))
    },
  }
}

/**
 * A name of a file as it is kept: letters, digits, `.`, `_` and `-` only, never hidden, never a path.
 */
export function toFileName(given: string): string {
  const name = given
    .normalize('NFKC')
    .replace(/^.*[/\\]/s, '')
    .replaceAll(/[^\p{L}\p{M}\p{N}._-]+/gu, '-')
    .replace(/^[._-]+/, '')
  const ending = /\.[a-z\d]{1,10}$/i.exec(name)?.[0] ?? ''
  const stem = cutBytes(name.slice(0, name.length - ending.length), MAX_NAME_BYTES)
  const whole = `${stem || 'file'}${ending}`
  return DEVICES.test(whole) ? `file-${whole}` : whole
}

function cutBytes(words: string, most: number): string {
  const { read } = new TextEncoder().encodeInto(words, new Uint8Array(most))
  return words.slice(0, read)
}

const ifAbsent =
  <Value>(value: Value) =>
  (error: NodeJS.ErrnoException): Value => {
    if (error.code === 'ENOENT') return value
    throw error
  }
