/** Answers on their way at once; what comes on top is a flood, and would only grow the memory. */
const MOST = 1000

/** Answers on their way, so that a stop can wait for them. */
export interface TaskQueue {
  /**
   * Runs a task to its end; what it throws goes to `report`, never further.
   *
   * @returns false if too many are under way; then it is not run
   */
  run(task: () => Promise<unknown>): boolean
  /** Tasks under way. */
  size(): number
  /** Resolves when nothing is on its way any more, or after so many milliseconds. */
  settle(most: number): Promise<void>
}

export function createTaskQueue(report: (error: unknown) => void): TaskQueue {
  const running = new Set<Promise<unknown>>()
  return {
    run(task) {
      if (running.size >= MOST) return false
      const promise = Promise.resolve()
        .then(task)
        .catch(report)
        .finally(() => running.delete(promise))
      running.add(promise)
      return true
    },
    size: () => running.size,
    async settle(most) {
      const all = async () => {
        while (running.size > 0) await Promise.all(running)
      }
      await within(most, all())
    },
  }
}

/** What the promise gives, or undefined if that takes longer than so many milliseconds. */
export async function within<T>(most: number, promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), most)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
