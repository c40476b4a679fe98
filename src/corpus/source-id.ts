import { createHash } from 'node:crypto'
import { isGoodId, MAX_ID_BYTES } from './front-matter.ts'

const HASH_LENGTH = 8

/**
 * The id of a file that gives none: its path without the ending. Blanks become hyphens; what is too
 * long for a button keeps its beginning, followed by a hash of the path.
 */
export const idOfPath = (path: string): string => toId(path, path.replace(/\.\w+$/, ''))

/** The name of the collection that a folder is. */
export const idOfFolder = (folder: string): string => toId(folder, folder)

function toId(path: string, name: string): string {
  const id = name.normalize('NFC').replaceAll(/[\s\p{C}#]+/gu, '-')
  return isGoodId(id) ? id : `${cutBytes(id, MAX_ID_BYTES - HASH_LENGTH - 1)}-${hash(path)}`
}

const hash = (words: string): string =>
  createHash('sha256').update(words.normalize('NFC')).digest('hex').slice(0, HASH_LENGTH)

function cutBytes(words: string, most: number): string {
  let cut = ''
  let bytes = 0
  for (const character of words) {
    bytes += Buffer.byteLength(character)
    if (bytes > most) break
    cut += character
  }
  return cut
}

/** The title of a file that gives none: its name, without what Notion adds to it. */
export const titleOfPath = (path: string): string => {
  const name = path.replace(/^.*\//, '').replace(/\.\w+$/, '')
  return name.replace(/[ -][\da-f]{32}$/, '') || name
}
