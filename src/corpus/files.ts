import { createHash } from 'node:crypto'
import { constants, type Stats } from 'node:fs'
import { open, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { isAccessFile } from './access.ts'
import { decode, type Encoding } from './decode.ts'
import { type ReadDocument, UnreadableError } from './document.ts'
import { explain } from './file-faults.ts'
import { listPaths, READABLE } from './list-paths.ts'
import type { Fault, Report } from './problems.ts'
import { readerOf } from './readers/index.ts'
import { WITH_ENGINE } from './size.ts'

/** A file of the content folder: as text, or as what the reader of its kind made of it. */
export interface ContentFile {
  /** Relative to the content folder, with forward slashes. */
  readonly path: string
  /** Without byte order mark, line ends folded to `\n`; empty where there is a document. */
  readonly text: string
  readonly document?: ReadDocument
  /** Of a text. */
  readonly encoding?: Encoding
}

/** A file as it was read, kept for the next time. */
interface KeptFile {
  /** Changes whenever the file on the disk does. */
  readonly stamp: string
  readonly hash: string
  readonly bytes: number
  readonly file: ContentFile
}

/**
 * Files by their path, kept between two readings of a folder: what has not changed is not read
 * again, and is the same object as before.
 */
export type FileCache = Map<string, KeptFile>

const MIB = 2 ** 20
/** Far above any text that a person edits; a larger file is a mistake, or an attack on memory. */
const MAX_FILE_BYTES = 16 * MIB
/** Of a file whose kind has a reader: most of it may be pictures. */
const MAX_DOCUMENT_BYTES = 64 * MIB
/** Of all files together: an index of so much takes 0.9 GB and 14 seconds to build (2026-11). */
const MAX_BYTES = 32 * MIB

interface ReadOptions {
  readonly cache?: FileCache
  /** Before every path, in what is returned and reported. */
  readonly prefix?: string
  /** Whether the index stands in an engine of its own. */
  readonly hasEngine?: boolean
}

/**
 * Reads every file below `root`, in the order of their paths. What cannot be read is reported, never
 * thrown; nothing outside `root` is read, whatever links say, and never more than the limits above.
 */
export async function readContentFiles(
  root: string,
  report: Report,
  { cache = new Map(), prefix = '', hasEngine = false }: ReadOptions = {},
): Promise<readonly ContentFile[]> {
  const home = await realpath(root).catch((error: NodeJS.ErrnoException) => {
    const message = error.code === 'ENOENT' ? 'there is no such folder' : explain(error).message
    report({ file: root, message, fix: 'name a folder with your material' })
  })
  const files: ContentFile[] = []
  const maxBytes = hasEngine ? WITH_ENGINE * MAX_BYTES : MAX_BYTES
  let bytes = 0
  for (const path of home === undefined ? [] : await listPaths(home, report)) {
    const kept = await readFile(home as string, path, cache.get(path), prefix)
    if ('file' in kept) {
      cache.set(path, kept)
      files.push(kept.file)
      reportEncoding(kept.file, report)
      bytes += kept.file.document ? 0 : kept.bytes
    } else {
      cache.delete(path)
      report({ file: prefix + path, ...(!isAccessFile(path) && { severity: 'warning' }), ...kept })
    }
    if (bytes > maxBytes) {
      report({
        file: '.',
        message: `the folder holds more than ${maxBytes / MIB} MiB of text`,
        fix: 'take out what people will not ask about, or run a second bot for it',
      })
      return []
    }
  }
  const paths = new Set(files.map(({ path }) => path.slice(prefix.length)))
  for (const path of cache.keys()) if (!paths.has(path)) cache.delete(path)
  return files
}

function reportEncoding({ path, encoding = 'utf-8' }: ContentFile, report: Report): void {
  if (encoding === 'utf-8') return
  report({
    file: path,
    severity: 'note',
    message: `was read as ${encoding.toUpperCase()}, by its characters`,
    fix: 'save it with the encoding UTF-8 if they look wrong',
  })
}

/** What the reader of its kind makes of a file, or why it cannot be read. */
export async function toContent(path: string, bytes: Buffer): Promise<ContentFile | Fault> {
  const reader = readerOf(path)
  if (!reader) {
    const decoded = decode(bytes)
    return 'text' in decoded ? { path, ...decoded } : decoded
  }
  try {
    return { path, text: '', document: await reader(bytes, path) }
  } catch (error) {
    if (error instanceof UnreadableError) return { message: error.message, fix: error.fix }
    return {
      message: `cannot be read (${(error as Error).message})`,
      fix: 'save it in another format',
    }
  }
}

/** The file as it was kept if it is the same, else as it is now. */
async function readFile(
  home: string,
  path: string,
  kept: KeptFile | undefined,
  prefix: string,
): Promise<KeptFile | Fault> {
  const found = await findFile(home, path)
  if ('message' in found) return found
  if (kept?.stamp === found.stamp) return kept
  const bytes = await readBytes(found.real, path, found.size)
  if (!Buffer.isBuffer(bytes)) return bytes
  const hash = createHash('sha256').update(bytes).digest('base64')
  const { stamp } = found
  if (kept?.hash === hash) return { ...kept, stamp }
  const file = await toContent(prefix + path, bytes)
  return 'path' in file ? { stamp, hash, bytes: bytes.length, file } : file
}

interface FoundFile {
  /** Its path after links. */
  readonly real: string
  readonly size: number
  readonly stamp: string
}

async function findFile(home: string, path: string): Promise<FoundFile | Fault> {
  try {
    const real = await realpath(join(home, path))
    if (real !== home && !real.startsWith(home + sep)) return OUTSIDE
    const found = await stat(real)
    if (found.isDirectory())
      return { message: 'is a link to a folder', fix: 'put the folder itself there' }
    if (!found.isFile())
      return { message: 'is no file but a pipe, a socket or a device', fix: 'delete it' }
    return { real, size: found.size, stamp: stampOf(found) }
  } catch (error) {
    return explain(error)
  }
}

const stampOf = ({ size, mtimeMs, ctimeMs, ino }: Stats): string =>
  [size, mtimeMs, ctimeMs, ino].join(' ')

async function readBytes(real: string, path: string, size: number): Promise<Buffer | Fault> {
  const hasReader = readerOf(path) !== undefined
  if (!READABLE.test(path) && !hasReader) return Buffer.alloc(0)
  const most = hasReader ? MAX_DOCUMENT_BYTES : MAX_FILE_BYTES
  if (size > most) return tooLarge(most)
  try {
    // Should it have become a pipe since, opening must not wait for somebody to write into it.
    const file = await open(real, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    // The stream closes the file. Should it be growing, one byte too many is enough to tell.
    const chunks = await file.createReadStream({ end: most }).toArray()
    const bytes = Buffer.concat(chunks)
    return bytes.length > most ? tooLarge(most) : bytes
  } catch (error) {
    return explain(error)
  }
}

const OUTSIDE: Fault = {
  message: 'is a link to a place outside the content folder',
  fix: 'copy it into the folder',
}
const tooLarge = (most: number): Fault => ({
  message: `is larger than ${most / MIB} MiB`,
  fix: 'split it into several files',
})
