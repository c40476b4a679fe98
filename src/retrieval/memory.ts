import { getHeapStatistics } from 'node:v8'

/** The share of the heap that may be full: the rest is for answering, and for what comes and goes. */
const MAX_FULL = 0.85

/**
 * A process whose heap is full ends without a word that helps. So an index that would fill it is
 * refused before it is made.
 *
 * @param needed bytes
 * @throws {MaterialTooLargeError}
 */
export const assertFits = (needed: number, texts: number): void => {
  const { heap_size_limit: limit, used_heap_size: used } = getHeapStatistics()
  const free = Math.max(0, MAX_FULL * limit - used)
  if (needed > free) throw new MaterialTooLargeError(needed, free, texts)
}

/** The index of the material does not fit the memory of this process. */
export class MaterialTooLargeError extends Error {
  override readonly name = 'MaterialTooLargeError'

  constructor(needed: number, free: number, texts: number) {
    super(
      `the material is too large for the memory of this process: an index of its ${texts} texts ` +
        `needs about ${toMegabytes(needed)} MB, and ${toMegabytes(free)} MB are free → raise ` +
        'NODE_OPTIONS=--max-old-space-size, take material away, or let OpenSearch hold the index ' +
        '(SEARCH_URL, see docs/operating.md)',
    )
  }
}

const toMegabytes = (bytes: number): number => Math.round(bytes / 2 ** 20)
