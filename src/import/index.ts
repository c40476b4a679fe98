import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { checkAddress, lookUpPublic } from './addresses.ts'
import { createFetch } from './fetch.ts'
import { importRepository } from './repository.ts'
import { importSite } from './site.ts'
import { createImport, type ImportReport, readState } from './state.ts'

export { RefusedError } from './addresses.ts'
export { type ImportedPage, importPage } from './page.ts'

export interface ImportOptions {
  /**
   * Whether addresses of the own network and repositories of this machine may be read; default: what
   * was said the last time, else false.
   */
  readonly allowPrivate?: boolean
  /** Milliseconds between two requests to a host; default 500. */
  readonly paceMs?: number
  /** Pages at most; default 2,000. */
  readonly maxPages?: number
  /** Folder of a repository that holds the documents. */
  readonly path?: string
  readonly onPage?: (url: string) => void
}

/** Repositories say so by their name, or by the forge that they lie on. */
const REPOSITORY =
  /^(?:git@|ssh:\/\/|file:\/\/|git:\/\/)|\.git\/?$|^https?:\/\/(?:github\.com|gitlab\.com|gitee\.com|codeberg\.org|bitbucket\.org)\/[^/]+\/[^/]+\/?$/i

export const isRepository = (source: string): boolean => REPOSITORY.test(source)

/** The folder that a source goes into: the host of a site, the name of a repository. */
export function folderOf(source: string): string {
  const name = isRepository(source)
    ? source
        .replace(/\/$/, '')
        .replace(/\.git$/, '')
        .split(/[/:]/)
        .at(-1)
    : new URL(source).hostname
  return name?.replaceAll(/[^\p{L}\p{N}.-]+/gu, '-').replace(/^[.-]+/, '') || 'imported'
}

/**
 * Imports a site or a repository into a folder, or brings the folder up to date. Nothing is removed
 * unless everything was seen, and nothing that somebody has edited is written over.
 *
 * @throws where the source cannot be read at all; the folder is then what it was
 */
export async function importSource(
  source: string,
  folder: string,
  { allowPrivate, path, onPage, maxPages, paceMs }: ImportOptions = {},
): Promise<ImportReport> {
  const last = await readState(folder)
  if (last && last.source !== source)
    throw new Error(`${folder} holds what was imported from ${last.source}; choose another folder`)
  const part = path ?? last?.path
  const isPrivate = allowPrivate ?? last?.allowPrivate ?? false
  await mkdir(folder, { recursive: true })
  const into = await createImport(folder, {
    source,
    ...(part !== undefined && { path: part }),
    ...(isPrivate && { allowPrivate: true }),
  })
  const complete = isRepository(source)
    ? await importRepositoryChecked(source, into, folder, isPrivate, part)
    : await importSite(source, into, {
        fetch: createFetch({ allowPrivate: isPrivate, ...(paceMs !== undefined && { paceMs }) }),
        ...(maxPages !== undefined && { maxPages }),
        ...(onPage && { onPage }),
      })
  return into.end(complete)
}

async function importRepositoryChecked(
  source: string,
  into: Awaited<ReturnType<typeof createImport>>,
  folder: string,
  allowPrivate: boolean,
  path: string | undefined,
): Promise<boolean> {
  if (/^https?:/.test(source)) {
    const url = new URL(source)
    checkAddress(url, allowPrivate)
    if (!allowPrivate)
      await new Promise<void>((resolve, reject) => {
        lookUpPublic(url.hostname, {}, (error) => (error ? reject(error) : resolve()))
      })
  } else if (/^file:/.test(source) && !allowPrivate)
    throw new Error('a repository of this machine is read only with --allow-private')
  return importRepository(source, into, {
    folder,
    allowPrivate,
    ...(path !== undefined && { path }),
  })
}

interface ImportedFolder {
  readonly folder: string
  readonly source: string
  /** When it was imported the last time, in milliseconds since 1970. */
  readonly at: number
}

/** The folders directly below the material that were imported, and from where. */
export async function listImports(contentFolder: string): Promise<readonly ImportedFolder[]> {
  const entries = await readdir(contentFolder, { withFileTypes: true }).catch(() => [])
  const found = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory())
      .map(async ({ name }) => {
        const folder = join(contentFolder, name)
        const state = await readState(folder)
        return state && { folder, source: state.source, at: Date.parse(state.at ?? '') || 0 }
      }),
  )
  return found.filter((each) => each !== undefined)
}

/** A report on one line. */
export function describeReport({ added, changed, unchanged, removed }: ImportReport): string {
  return `${added} new, ${changed} changed, ${unchanged} unchanged, ${removed} removed`
}
