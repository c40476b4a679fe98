import { within } from '../../shared/timeouts.ts'

/** Answers in flight; more are a flood, and would only fill the memory. */
const MAX_RUNNING = 1000

/** The answers in flight, so that a stop can wait for them. */
export interface TaskQueue {
  /**
   * Runs a task to its end; what it throws goes to `report`, never further.
   *
   * @returns false if too many are under way; then it is not run
   */
  run(task: () => Promise<unknown>): boolean
  /** Tasks under way. */
  size(): number
  /** Resolves when nothing is in flight any more, at the latest after `milliseconds`. */
  settle(milliseconds: number): Promise<void>
}

export function createTaskQueue(report: (error: unknown) => void): TaskQueue {
  const running = new Set<Promise<unknown>>()
  return {
    run(task) {
      if (running.size >= MAX_RUNNING) return false
      const promise = Promise.resolve()
        .then(task)
        .catch(report)
        .finally(() => running.delete(promise))
      running.add(promise)
      return true
    },
    size: () => running.size,
    async settle(milliseconds) {
      const all = async () => {
        while (running.size > 0) await Promise.all(running)
      }
      await within(milliseconds, all())
    },
  }
}
