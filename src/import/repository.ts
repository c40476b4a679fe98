import { execFile } from 'node:child_process'
import { mkdir, opendir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { addFrontMatter } from './markdown-page.ts'
import type { Import } from './state.ts'

interface RepositoryOptions {
  /** The folder that the material goes into; the clone is kept below it, hidden. */
  readonly folder: string
  /** Folder of the repository that holds the documents; default: the first of {@link DOCS}, else all. */
  readonly path?: string
  /** Whether a repository of this machine may be read; default false. */
  readonly allowPrivate?: boolean
}

const run = promisify(execFile)
/** Milliseconds for one command of git. */
const TIMEOUT_MS = 10 * 60_000
/** Where repositories have their documents. */
const DOCS = ['docs', 'doc', 'documentation', 'website/docs', 'content', 'guide'] as const
const TEXT = /\.(?:md|mdx|markdown|txt)$/i
const PICTURE = /\.(?:png|jpe?g|gif|webp)$/i
/** Bytes of one file. */
const MAX_BYTES = 4 * 2 ** 20
/** Files of one repository. */
const MAX_FILES = 10_000
/** Hidden folders, and what is for the people who write the code. */
const IGNORED =
  /^(?:[._].*|node_modules|vendor|test|tests|fixtures|changelog.*|license.*|contributing.*|code_of_conduct.*|security.*)$/i

/**
 * Imports the Markdown of a git repository, each file with its address on the forge, and the
 * pictures beside it.
 *
 * @returns true: a clone has everything
 */
export async function importRepository(
  source: string,
  into: Import,
  { folder, path, allowPrivate = false }: RepositoryOptions,
): Promise<boolean> {
  const clone = join(folder, '.repository')
  await update(source, clone, allowPrivate)
  const branch = (await git(clone, 'rev-parse', '--abbrev-ref', 'HEAD')).trim()
  const root = path ?? (await findDocs(clone))
  const files = (await git(clone, 'ls-files', '-z', '--', root || '.')).split('\0').filter(Boolean)
  if (files.length === 0) throw new Error(`${source} has no files in ${path ?? 'it'}`)
  const texts = files.filter((file) => TEXT.test(file) && isWanted(file, root))
  for (const file of texts.slice(0, MAX_FILES)) {
    const bytes = await readSmall(join(clone, file))
    if (!bytes) continue
    const url = forgeUrl(source, branch, file)
    const text = new TextDecoder().decode(bytes).replaceAll(/\r\n?/g, '\n')
    const target = into.nameFile(file, toTarget(file, root))
    const marked = /\.txt$/i.test(file) || !url ? text : addFrontMatter(text, { url })
    await into.write(file, target, marked)
  }
  for (const file of files.filter((each) => PICTURE.test(each) && isWanted(each, root))) {
    const bytes = await readSmall(join(clone, file))
    if (bytes) await into.write(file, file.slice(root ? root.length + 1 : 0), bytes)
  }
  return true
}

/** A shallow clone, brought up to date; made again where that fails. */
async function update(source: string, clone: string, allowPrivate: boolean): Promise<void> {
  const isThere = await stat(join(clone, '.git')).catch(() => undefined)
  const options = ['--depth', '1', '--no-tags', '--no-recurse-submodules']
  const protocols = ['-c', `protocol.file.allow=${allowPrivate ? 'always' : 'never'}`]
  if (isThere)
    try {
      await git(clone, ...protocols, 'fetch', ...options, '--', source, 'HEAD')
      await git(clone, 'reset', '--quiet', '--hard', 'FETCH_HEAD')
      return
    } catch {
      await rm(clone, { recursive: true, force: true })
    }
  await mkdir(clone, { recursive: true })
  const cloning = ['--depth', '1', '--no-tags', '--single-branch', '--quiet']
  await git(clone, ...protocols, 'clone', ...cloning, '--', source, '.')
}

/** Nothing that a repository holds is run, and nobody is asked for a password. */
const SAFE = [
  ...['core.hooksPath=/dev/null', 'core.symlinks=false', 'core.fsmonitor=false'],
  ...['core.askPass=true', 'core.quotePath=false', 'protocol.ext.allow=never'],
].flatMap((setting) => ['-c', setting])

async function git(folder: string, ...words: readonly string[]): Promise<string> {
  const options = { cwd: folder, timeout: TIMEOUT_MS, maxBuffer: 64 * 2 ** 20 }
  try {
    return (await run('git', [...SAFE, ...words], options)).stdout
  } catch (error) {
    const { code, stderr, message } = error as NodeJS.ErrnoException & { stderr?: string }
    if (code === 'ENOENT') throw new Error('git is not installed')
    throw new Error(stderr?.match(/^fatal: (.+)$/m)?.[1] ?? message)
  }
}

async function findDocs(clone: string): Promise<string> {
  for (const folder of DOCS) {
    const entries = await opendir(join(clone, folder)).catch(() => undefined)
    if (!entries) continue
    await entries.close()
    const listed = await git(clone, 'ls-files', '-z', '--', folder)
    if (listed.split('\0').some((file) => TEXT.test(file))) return folder
  }
  return ''
}

const isWanted = (file: string, root: string): boolean =>
  file
    .slice(root ? root.length + 1 : 0)
    .split('/')
    .every((part) => !IGNORED.test(part))

/** A README is what a folder begins with; the bot leaves files of that name alone. */
const toTarget = (file: string, root: string): string =>
  file
    .slice(root ? root.length + 1 : 0)
    .replace(/(^|\/)readme(?=[^/]*$)/i, '$1index')
    .replace(/\.markdown$/i, '.md')

async function readSmall(path: string): Promise<Uint8Array | undefined> {
  const found = await stat(path).catch(() => undefined)
  return found?.isFile() && found.size <= MAX_BYTES ? readFile(path) : undefined
}

/** Where people read a file of a repository: https://github.com/o/r/blob/main/docs/a.md */
export function forgeUrl(source: string, branch: string, file: string): string | undefined {
  const [, host = '', repository = ''] =
    source.match(/^https?:\/\/([^/@]+)\/(.+?)(?:\.git)?\/?$/) ??
    source.match(/^(?:ssh:\/\/)?git@([^:/]+)[:/](.+?)(?:\.git)?\/?$/) ??
    []
  const name = host.toLowerCase()
  const path = file.split('/').map(encodeURIComponent).join('/')
  if (!host) return undefined
  if (name.includes('gitlab')) return `https://${host}/${repository}/-/blob/${branch}/${path}`
  if (name === 'codeberg.org' || name.includes('gitea'))
    return `https://${host}/${repository}/src/branch/${branch}/${path}`
  return name === 'github.com' || name === 'gitee.com'
    ? `https://${host}/${repository}/blob/${branch}/${path}`
    : undefined
}
