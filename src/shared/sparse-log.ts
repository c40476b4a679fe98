/** Milliseconds without an occurrence after which the count begins again. */
const QUIET = 10 * 60_000

interface SparseLog {
  /** Counts an occurrence, and writes if its number is a power of two: the 1st, 2nd, 4th, 8th … */
  note(): void
  /** Begins to count again. */
  reset(): void
}

/**
 * Keeps a log from growing with a flood. After ten minutes without an occurrence the next one is the
 * first again, so that a new incident is written at once.
 *
 * @param write takes the number of occurrences so far
 * @param now monotonic milliseconds; for tests
 */
export function createSparseLog(
  write: (count: number) => void,
  now: () => number = () => performance.now(),
): SparseLog {
  let count = 0
  let last = Number.NEGATIVE_INFINITY
  return {
    note() {
      if (now() - last > QUIET) count = 0
      last = now()
      count++
      if (Number.isInteger(Math.log2(count))) write(count)
    },
    reset() {
      count = 0
    },
  }
}
