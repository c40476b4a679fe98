import { setTimeout as wait } from 'node:timers/promises'

interface RetryOptions {
  /** Milliseconds before the second attempt; doubled for each one after it. */
  readonly firstPause: number
  /** The longest pause, in milliseconds. */
  readonly maxPause: number
  /** Ends the waiting: then the last error is thrown. */
  readonly signal?: AbortSignal
  /** Whether a later attempt may succeed; default always. */
  readonly isTransient?: (error: unknown) => boolean
  /** Called with each error that is followed by another attempt. */
  readonly onFailure?: (error: unknown, pause: number) => void
}

/**
 * Runs the task until it succeeds, with pauses that double.
 *
 * @throws what the last attempt threw, if that is not transient or the signal is aborted
 */
export async function retry<T>(task: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { firstPause, maxPause, signal, isTransient = () => true, onFailure } = options
  for (let pause = firstPause; ; pause = Math.min(maxPause, pause * 2)) {
    try {
      return await task()
    } catch (error) {
      if (signal?.aborted || !isTransient(error)) throw error
      onFailure?.(error, pause)
      await wait(pause, undefined, signal && { signal }).catch(() => {})
      if (signal?.aborted) throw error
    }
  }
}
