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
    try {
      await limiter.consume(key)
      return 0
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal
      // The library uses the wall clock; if that was set back, the wait must not grow.
      return Math.min(MINUTE, Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)))
    }
  },
  async giveBack(key) {
    await limiter.reward(key)
  },
})
