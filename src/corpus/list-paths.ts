import type { Dirent } from 'node:fs'
import { opendir } from 'node:fs/promises'
import { join } from 'node:path'
import { explain } from './file-faults.ts'
import type { Fault, Report } from './problems.ts'

/** Files and folders, so that a wrong CONTENT_DIR does not walk through a whole disk. */
const MAX_ENTRIES = 10_000

/** Left alone: hidden files, drafts, and what editors and systems leave behind. */
const IGNORED = /^[._~#]|~$|\.(?:swp|swo|bak|orig|tmp)$|^(?:thumbs\.db|desktop\.ini|node_modules)$/i
/** The folders of Jekyll's pages, whose names begin like those of drafts. */
const PAGES = /^_(?:posts|pages|docs|articles|faqs?|guides?|tutorials?)$/i
/** A file of another kind is not opened at all. */
export const READABLE =
  /\.(?:md|mdx|markdown|txt|jsonl)$|(?:^|\/)(?:topics|lexicon|collection)\.ya?ml$/i
/** What no error message could show as it is: control characters, changes of direction, names that are not UTF-8. */
const UNSHOWABLE = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\ufffd]/u

/** @param name of a file or folder, without the folders above it */
export const isIgnored = (name: string): boolean => IGNORED.test(name) && !PAGES.test(name)

/** Paths of everything below `home` that is not a folder. Links to folders are not followed. */
export async function listPaths(home: string, report: Report): Promise<readonly string[]> {
  const paths: string[] = []
  const folders = ['']
  let seen = 0
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = await readFolder(join(home, folder))
    if (!Array.isArray(entries)) {
      report({ file: folder || '.', ...(folder && { severity: 'warning' }), ...entries })
      continue
    }
    seen += entries.length
    if (seen > MAX_ENTRIES) {
      report({ file: '.', ...TOO_MANY })
      return []
    }
    for (const entry of entries) {
      const path = folder ? `${folder}/${entry.name}` : entry.name
      if (UNSHOWABLE.test(entry.name))
        report({ file: path, severity: 'warning', ...UNSHOWABLE_NAME })
      else if (entry.isDirectory()) folders.push(path)
      else paths.push(path)
    }
  }
  return paths.sort()
}

/** What a folder holds, as far as it is not ignored; of too much, just enough to tell. */
async function readFolder(folder: string): Promise<Dirent[] | Fault> {
  const entries: Dirent[] = []
  try {
    for await (const entry of await opendir(folder))
      if (!isIgnored(entry.name) && entries.push(entry) > MAX_ENTRIES) break
  } catch (error) {
    return explain(error)
  }
  return entries
}

const TOO_MANY: Fault = {
  message: `the folder holds more than ${MAX_ENTRIES} files`,
  fix: 'check that it is the right folder; many small texts fit into one .jsonl file, a line each',
}
const UNSHOWABLE_NAME: Fault = {
  message: 'has a name with characters that cannot be seen, or are not UTF-8',
  fix: 'give it a name of letters and digits',
}
