import { setImmediate } from 'node:timers/promises'

/** Milliseconds that long work may block the event loop at a time. */
const MAX_SLICE = 10

/** Resolves at once, or after timers and sockets had their turn if that was too long ago. */
export type Pause = () => Promise<void>

/** For long work, to be awaited between its steps: nobody waits longer than a slice and a step. */
export const createPause = (): Pause => {
  let due = performance.now() + MAX_SLICE
  return async () => {
    if (performance.now() < due) return
    await setImmediate()
    due = performance.now() + MAX_SLICE
  }
}
