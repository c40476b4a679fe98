import { LRUCache } from 'lru-cache'
import { inspectPicture } from '../../src/corpus/picture-format.ts'
import type { ShownPicture } from '../protocol/index.ts'
import type { PageFile } from './page.ts'

/** Bytes that are kept; then the pictures that were sent first are forgotten. */
const MAX_BYTES = 64 * 2 ** 20

/** The pictures that the bot has sent, which are all that the page can ask for. */
export interface PictureShelf {
  /** Where the page finds it; undefined for what is no picture by its bytes. */
  put(bytes: Uint8Array): ShownPicture | undefined
  /** @param path of an address of the page */
  get(path: string): PageFile | undefined
  clear(): void
}

export function createPictureShelf(): PictureShelf {
  const files = new LRUCache<string, PageFile & { readonly body: Uint8Array }>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ body }) => body.length + 1,
  })
  /** A message is shown again when it is edited. */
  const known = new WeakMap<Uint8Array, ShownPicture>()
  let last = 0
  return {
    put(bytes) {
      const before = known.get(bytes)
      if (before && files.has(before.url)) return before
      const format = inspectPicture(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
      if (!format) return undefined
      const { kind, width, height } = format
      const picture = { url: `/pictures/${++last}`, width, height }
      files.set(picture.url, { type: `image/${kind === 'jpg' ? 'jpeg' : kind}`, body: bytes })
      known.set(bytes, picture)
      return picture
    },
    get: (path) => files.get(path),
    clear: () => files.clear(),
  }
}
