import { constants } from 'node:fs'
import { open, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { LRUCache } from 'lru-cache'
import { inspectPicture } from './picture-format.ts'
import type { Fault, Report } from './problems.ts'

const MIB = 2 ** 20
/** Bytes; half of what Discord and Telegram take. */
const MAX_PICTURE_BYTES = 5 * MIB
/** https://core.telegram.org/bots/api#sendphoto */
const MAX_SIDES = 10_000
const MAX_RATIO = 20

interface PictureFile {
  readonly bytes: Buffer
  /** Ending of a name for it, by its bytes: `png`, `jpg`, `gif` or `webp`. */
  readonly kind: string
}

/**
 * Reads a picture of the content folder, whatever has become of the file since the folder was read:
 * nothing outside the folder, nothing that is no picture, and never more than the limits above.
 *
 * @param path relative to the folder
 * @returns the picture, or why it cannot be shown; never rejects
 */
export async function readPicture(root: string, path: string): Promise<PictureFile | Fault> {
  const found = await findPicture(root, path)
  return 'message' in found ? found : readFound(found)
}

interface FoundPicture {
  /** Its path after links. */
  readonly real: string
  /** Changes whenever the file does. */
  readonly stamp: string
}

async function findPicture(root: string, path: string): Promise<FoundPicture | Fault> {
  try {
    const home = await realpath(root)
    const real = await realpath(join(home, path))
    if (!real.startsWith(home.endsWith(sep) ? home : home + sep)) return NOT_THERE
    const found = await stat(real)
    if (!found.isFile()) return NOT_THERE
    const { size, mtimeMs, ctimeMs, ino } = found
    return size > MAX_PICTURE_BYTES
      ? TOO_LARGE
      : { real, stamp: `${size} ${mtimeMs} ${ctimeMs} ${ino}` }
  } catch (error) {
    return explain(error)
  }
}

async function readFound({ real }: FoundPicture): Promise<PictureFile | Fault> {
  try {
    // Should it have become a pipe since, opening must not wait for somebody to write into it.
    const file = await open(real, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    // The stream closes the file. Should it be growing, one byte too many is enough to tell.
    const bytes = Buffer.concat(await file.createReadStream({ end: MAX_PICTURE_BYTES }).toArray())
    return bytes.length > MAX_PICTURE_BYTES ? TOO_LARGE : check(bytes)
  } catch (error) {
    return explain(error)
  }
}

const explain = (error: unknown): Fault =>
  (error as NodeJS.ErrnoException).code === 'EACCES' ? FORBIDDEN : NOT_THERE

function check(bytes: Buffer): PictureFile | Fault {
  const picture = inspectPicture(bytes)
  if (!picture) return BROKEN
  const { kind, width, height } = picture
  const isShown =
    width + height <= MAX_SIDES && Math.max(width, height) <= MAX_RATIO * Math.min(width, height)
  return isShown ? { bytes, kind } : BADLY_SIZED
}

const NOT_THERE: Fault = {
  message: 'is a picture that is not there, or not in the content folder',
  fix: 'put the file itself there',
}
const FORBIDDEN: Fault = {
  message: 'is a picture that may not be read',
  fix: 'give the account of the bot the right to read it',
}
const TOO_LARGE: Fault = {
  message: `is a picture of more than ${MAX_PICTURE_BYTES / MIB} MiB`,
  fix: 'save it smaller',
}
const BROKEN: Fault = {
  message: 'is no whole PNG, JPEG, GIF or WebP picture',
  fix: 'save it again as PNG or JPEG',
}
const BADLY_SIZED: Fault = {
  message: `is a picture that chats do not show: its sides are more than ${MAX_SIDES} pixels together, or one is more than ${MAX_RATIO} times the other`,
  fix: 'save it smaller, or cut it into several',
}

/** Stamps of pictures that could be shown, by their path: after an edit only what changed is read again. */
const SHOWN = new LRUCache<string, string>({ max: 10_000 })

/** Reports each picture that cannot be shown. */
export async function reportPictures(
  root: string,
  paths: Iterable<string>,
  report: Report,
): Promise<void> {
  for (const path of paths) {
    const found = await findPicture(root, path)
    if ('real' in found && SHOWN.get(found.real) === found.stamp) continue
    const picture = 'real' in found ? await readFound(found) : found
    if ('message' in picture) report({ file: path, severity: 'warning', ...picture })
    else if ('real' in found) SHOWN.set(found.real, found.stamp)
  }
}
