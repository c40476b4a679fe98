import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'

/** Hidden, so that nobody takes it for material. */
const STATE_FILE = '.import.json'

const ENTRY = z.object({
  /** Relative to the folder, with forward slashes. */
  file: z.string().refine((path) => !path.split('/').includes('..') && !path.startsWith('/')),
  /** Of the file as it was written, to tell whether somebody has edited it since. */
  hash: z.string(),
  etag: z.string().optional(),
  lastModified: z.string().optional(),
  /** What a page links to, for the time when it has not changed. */
  links: z.array(z.string()).optional(),
})
const STATE = z.object({
  source: z.string(),
  /** Folder of a repository that holds the documents; absent: it is found. */
  path: z.string().optional(),
  /** Whether addresses of the own network may be read, as set by the command that began the import. */
  allowPrivate: z.boolean().optional(),
  /** When the last import ended, ISO 8601. */
  at: z.string().optional(),
  /** Pages by their address, or files of a repository by their path. */
  entries: z.record(z.string(), ENTRY),
})
type Entry = z.infer<typeof ENTRY>
type ImportState = z.infer<typeof STATE>

/** What a folder was imported from; nothing if it was not. */
export async function readState(folder: string): Promise<ImportState | undefined> {
  try {
    return STATE.parse(JSON.parse(await readFile(join(folder, STATE_FILE), 'utf8')))
  } catch {
    return undefined
  }
}

const writeState = (folder: string, state: ImportState): Promise<void> =>
  replaceFile(join(folder, STATE_FILE), `${JSON.stringify(state, null, 2)}\n`)

export const hashOf = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex').slice(0, 32)

/** Writes to a temporary file and renames it, so that no reader sees half of it. */
async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const half = join(dirname(path), `.half-${process.pid}`)
  await writeFile(half, content)
  await rename(half, path)
}

/** What became of the files of an import. */
export interface ImportReport {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly removed: number
  /** Files that somebody has edited since, and that were left as they are. */
  readonly kept: readonly string[]
  /** Pages that could not be read, with the reason. */
  readonly failed: readonly string[]
  /** Whether everything was seen; only then is removed what is gone. */
  readonly complete: boolean
}

type Settings = Pick<ImportState, 'source' | 'path' | 'allowPrivate'>

/** Collects the files of an import into a folder, and writes only what has changed. */
export async function createImport(folder: string, settings: Settings) {
  const before = (await readState(folder))?.entries ?? {}
  const entries: Record<string, Entry> = {}
  const counts = { added: 0, changed: 0, unchanged: 0, removed: 0 }
  const kept: string[] = []
  const failed: string[] = []

  const isEdited = async ({ file, hash }: Entry) => {
    const content = await readFile(join(folder, file)).catch(() => undefined)
    return content !== undefined && hashOf(content) !== hash
  }
  return {
    failed,
    /** What is known of a page whose file is still there. */
    async known(key: string): Promise<Entry | undefined> {
      const entry = before[key]
      const isThere = entry && (await stat(join(folder, entry.file)).catch(() => undefined))
      return isThere ? entry : undefined
    },
    /** The path, or one like it if another page has it; systems differ in whether case matters. */
    nameFile(key: string, path: string): string {
      const taken = new Set(
        Object.entries(entries).flatMap(([other, { file }]) =>
          other === key ? [] : [file.toLowerCase()],
        ),
      )
      return taken.has(path.toLowerCase())
        ? path.replace(/(?=\.\w+$)/, `-${hashOf(key).slice(0, 6)}`)
        : path
    },
    /** The page is what it was. */
    keep(key: string): void {
      const entry = before[key]
      if (!entry) return
      entries[key] = entry
      counts.unchanged++
    },
    async write(
      key: string,
      file: string,
      content: string | Uint8Array,
      known: Pick<Entry, 'etag' | 'lastModified' | 'links'> = {},
    ): Promise<void> {
      const last = before[key]
      const entry = { file, hash: hashOf(content), ...known }
      if (last && last.file === file && (await isEdited(last))) {
        kept.push(file)
        entries[key] = last
        return
      }
      entries[key] = entry
      const current = await readFile(join(folder, file)).catch(() => undefined)
      if (current !== undefined && hashOf(current) === entry.hash) counts.unchanged++
      else {
        counts[last ? 'changed' : 'added']++
        await replaceFile(join(folder, file), content)
      }
    },
    /** Removes what is gone if everything was seen, and keeps the state for the next time. */
    async end(complete: boolean): Promise<ImportReport> {
      const files = new Set(Object.values(entries).map(({ file }) => file))
      for (const [key, entry] of Object.entries(before)) {
        if (key in entries) {
          if (!files.has(entry.file)) await rm(join(folder, entry.file), { force: true })
        } else if (!complete || (await isEdited(entry))) entries[key] = entry
        else if (!files.has(entry.file)) {
          await rm(join(folder, entry.file), { force: true })
          counts.removed++
        }
      }
      const at = new Date().toISOString()
      await writeState(folder, { ...settings, at, entries })
      return { ...counts, kept, failed, complete }
    },
  }
}

export type Import = Awaited<ReturnType<typeof createImport>>
