import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Lease, Limiter, Store } from './types.ts'

/** Seconds. */
export const MINUTE = 60

/** The parts of a store beside its tables, for a single process. */
export function createLocalState(): Pick<
  Store,
  'isShared' | 'limiter' | 'tryLease' | 'listen' | 'announce'
> {
  return {
    isShared: false,
    limiter: (name, perMinute) => toLimiter(createMemoryLimiter(name, perMinute)),
    tryLease: async () => HELD,
    listen() {},
    async announce() {},
  }
}

const HELD: Lease = { lost: new Promise(() => {}), release: async () => {} }

export const createMemoryLimiter = (name: string, perMinute: number): RateLimiterMemory =>
  new RateLimiterMemory({ keyPrefix: name, points: perMinute, duration: MINUTE })

/** One interface for limiters in memory and in a database. */
export const toLimiter = (limiter: RateLimiterAbstract): Limiter => ({
  async take(key) {
    let state = await consume(limiter, key)
    // The library uses the wall clock: its minute ends in hours if that was set back since it began.
    if (state.wait > LONGEST_WAIT) {
      await limiter.delete(key)
      state = await consume(limiter, key)
    }
    return state.isRefused ? Math.min(MINUTE, Math.max(1, Math.ceil(state.wait / 1000))) : 0
  },
  async giveBack(key) {
    await limiter.reward(key)
  },
})

/** Milliseconds; clocks of copies may differ by a minute. */
const LONGEST_WAIT = 2 * MINUTE * 1000

/** @returns whether the allowance of the minute is used up, and milliseconds to its end */
async function consume(limiter: RateLimiterAbstract, key: string) {
  try {
    return { isRefused: false, wait: (await limiter.consume(key)).msBeforeNext }
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    return { isRefused: true, wait: refusal.msBeforeNext }
  }
}
