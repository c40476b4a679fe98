import type { Store } from '../store/index.ts'

/** Milliseconds between two looks at the clock. */
const LOOK_EVERY = 10 * 60_000
const MONDAY = 1
/** Of the day in UTC, in which the message is sent: a bot that is down then sends none that week. */
const HOUR = 9

/**
 * Sends something once a week, on Monday morning; of several copies over one database, one does.
 *
 * @param now milliseconds since 1970; for tests
 * @returns how to stop
 */
export function sendWeekly(
  once: Store['once'],
  send: () => Promise<void>,
  now: () => number = Date.now,
): () => void {
  const look = async () => {
    const time = new Date(now())
    if (time.getUTCDay() !== MONDAY || time.getUTCHours() !== HOUR) return
    const day = time.toISOString().slice(0, 10)
    await once(`weekly report ${day}`, send)
  }
  const timer = setInterval(() => void look(), LOOK_EVERY)
  timer.unref()
  return () => clearInterval(timer)
}
