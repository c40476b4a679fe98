import type { Answer } from '../../answers/index.ts'
import type { OwnerContact } from '../../bots/types.ts'
import type { Once } from '../../shared/claims.ts'

/** Milliseconds between two looks at the clock. */
const LOOK_EVERY = 10 * 60_000
const MONDAY = 1
/** Of the day in UTC, from which the message is sent: whoever cannot be told then is told later that day. */
const HOUR = 9

interface WeeklyOptions {
  /** Milliseconds since 1970; for tests. */
  readonly now?: () => number
  /** Milliseconds between two looks at the clock; default ten minutes. */
  readonly lookEvery?: number
}

/**
 * Sends the host something once a week, on Monday from nine on: on each platform once, over restarts
 * and by one of several copies over one database, which is one that serves the platform.
 *
 * @param write undefined: there is nothing to say this week
 * @returns how to stop
 */
export function sendWeekly(
  once: Once,
  platforms: readonly OwnerContact[],
  write: () => Promise<Answer | undefined>,
  { now = Date.now, lookEvery = LOOK_EVERY }: WeeklyOptions = {},
): () => void {
  const look = async () => {
    const time = new Date(now())
    if (time.getUTCDay() !== MONDAY || time.getUTCHours() < HOUR) return
    const day = time.toISOString().slice(0, 10)
    for (const platform of platforms) {
      if (!platform.knowsOwner?.()) continue
      // Claimed before it is sent: a crash in between loses one report, but never sends two.
      const isMine = await once(`weekly report ${platform.name} ${day}`, async () => {})
      const message = isMine ? await write() : undefined
      if (message) await platform.tellOwner?.(message)
    }
  }
  const timer = setInterval(() => void look(), lookEvery)
  timer.unref()
  return () => clearInterval(timer)
}
