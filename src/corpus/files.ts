import { readdir, readFile, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { Problem, Report } from './problems.ts'

/** A file of the content folder, decoded. */
export interface ContentFile {
  /** Relative to the content folder, with forward slashes. */
  readonly path: string
  /** Without byte order mark, line ends folded to `\n`. */
  readonly text: string
}

/** Far above any text a person edits; a larger file is a mistake, or an attack on memory. */
const MOST_BYTES = 64 * 2 ** 20

/** Left alone: hidden files, drafts, and the notes that people keep beside their material. */
const IGNORED = /^[._]|^readme\b/i

/** @param name of a file or folder, without the folders above it */
export const isIgnored = (name: string): boolean => IGNORED.test(name)

/** Reads every file below `root`, in the order of their paths. What cannot be read is reported, never thrown. */
export async function readContentFiles(
  root: string,
  report: Report,
): Promise<readonly ContentFile[]> {
  let home: string
  let paths: readonly string[]
  try {
    home = await realpath(root)
    paths = await listPaths(home)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const message = code === 'ENOENT' ? 'there is no such folder' : `cannot be read (${code})`
    report({ file: root, message, cure: 'name a folder with your material' })
    return []
  }
  const files: ContentFile[] = []
  for (const path of paths) {
    const outcome = await readContentFile(home, path)
    if (typeof outcome === 'string') files.push({ path, text: outcome })
    else report({ file: path, ...outcome })
  }
  return files
}

async function listPaths(root: string, folder = ''): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true })
  const lists = await Promise.all(
    entries
      .filter((entry) => !isIgnored(entry.name))
      .map((entry) => {
        const path = folder ? `${folder}/${entry.name}` : entry.name
        return entry.isDirectory() ? listPaths(root, path) : [path]
      }),
  )
  return lists.flat().sort()
}

async function readContentFile(
  home: string,
  path: string,
): Promise<string | Pick<Problem, 'message' | 'cure'>> {
  try {
    const real = await realpath(join(home, path))
    if (!real.startsWith(home + sep))
      return { message: 'is a link to a place outside the content folder', cure: 'copy the file' }
    const { size } = await stat(real)
    if (size > MOST_BYTES)
      return { message: `is larger than ${MOST_BYTES / 2 ** 20} MiB`, cure: 'split it' }
    return decode(await readFile(real))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return {
      message: `cannot be read (${code})`,
      cure: 'check that the file exists and may be read',
    }
  }
}

function decode(bytes: Uint8Array): string | Pick<Problem, 'message' | 'cure'> {
  if (bytes.includes(0))
    return {
      message: 'is not a text file',
      cure: 'save it as plain text, or begin its name with _',
    }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll(/\r\n?/g, '\n')
  } catch {
    return { message: 'is not UTF-8', cure: 'save it again with the encoding UTF-8' }
  }
}
