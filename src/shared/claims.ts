import { LRUCache } from 'lru-cache'

/**
 * Whether somebody is the first to claim a key: an update, a message, a click. Never rejects.
 *
 * @param milliseconds until the key may be claimed again; default {@link CLAIM_LASTS}
 */
export type Claim = (key: string, milliseconds?: number) => Promise<boolean>

/** Milliseconds: a day, within which Telegram may deliver an update again. */
export const CLAIM_LASTS = 24 * 60 * 60_000

/** Claims that are remembered; most of what is delivered twice comes within seconds. */
const MAX_CLAIMS = 10_000

/** Claims within this process. */
export function createLocalClaim(): Claim {
  const claimed = new LRUCache<string, true>({ max: MAX_CLAIMS })
  return async (key, milliseconds = CLAIM_LASTS) => {
    if (claimed.has(key)) return false
    claimed.set(key, true, { ttl: milliseconds })
    return true
  }
}
