import { unzipSync } from 'fflate'
import { UnreadableError } from '../document.ts'

/** Bytes of all parts together, as they are after decompression: a bomb is far above this. */
const MAX_UNZIPPED = 128 * 2 ** 20
const MAX_PARTS = 10_000

/**
 * The parts of a ZIP file by their names. No part becomes larger than the file says, and all
 * together not larger than the limit, whatever is compressed.
 *
 * @throws {UnreadableError} if it is damaged or too large
 */
export function unzip(
  bytes: Uint8Array,
  wanted: (name: string) => boolean = () => true,
): Record<string, Uint8Array> {
  let size = 0
  let parts = 0
  try {
    return unzipSync(bytes, {
      filter({ name, originalSize }) {
        if (!wanted(name)) return false
        size += originalSize
        if (++parts > MAX_PARTS || size > MAX_UNZIPPED) throw TOO_LARGE
        return true
      },
    })
  } catch (error) {
    if (error === TOO_LARGE) throw error
    throw new UnreadableError('is damaged', 'open it in the program it is from, and save it again')
  }
}

const TOO_LARGE = new UnreadableError(
  'holds too much once it is unpacked',
  'split it into several files, or save it without pictures',
)
