import { setTimeout as wait } from 'node:timers/promises'
import type { ChatPlatform } from '../bots/types.ts'
import type { Lease, Store } from '../service/index.ts'
import type { Log } from '../shared/types.ts'

/** Milliseconds between two attempts to take the lease: another copy takes over after this and a start. */
const RETRY = 5_000

/**
 * A platform that one copy of the bot serves at a time, because two would be told the same things:
 * some shards of a Discord bot, or polling Telegram. Its start waits until this copy holds the lease;
 * it ends when the lease is lost, so that whoever supervises it starts it, and the waiting, again.
 *
 * @param names what may be served once
 * @param retry milliseconds; for tests
 */
export function leasePlatform(
  platform: ChatPlatform,
  { tryLease }: Pick<Store, 'tryLease'>,
  names: readonly string[],
  log: Log,
  retry: number = RETRY,
): ChatPlatform {
  const { name } = platform
  const stopping = new AbortController()
  const { signal } = stopping
  let lease: Lease | undefined

  async function waitForLease(): Promise<Lease> {
    for (let isFirst = true; ; isFirst = false) {
      const held = await tryLease(names)
      if (held) {
        if (!isFirst) log.info(`${name}: this copy takes over`)
        return held
      }
      if (isFirst) log.info(`${name}: another copy serves it; this one waits to take over`)
      await wait(retry, undefined, { signal })
    }
  }

  return {
    ...platform,
    async start(responder) {
      const held = await waitForLease()
      if (signal.aborted) {
        await held.release()
        signal.throwIfAborted()
      }
      lease = held
      await platform.start(responder)
    },
    get ended() {
      const lost = lease?.lost.then(() => {
        throw new Error('the lease was lost, and another copy may serve it now')
      })
      return Promise.race([lost, platform.ended].filter((each) => each !== undefined))
    },
    async stop() {
      stopping.abort()
      await platform.stop()
      await lease?.release().catch(() => {})
    },
    // A copy that waits for the lease is healthy.
    lastHeard: () => (lease ? platform.lastHeard?.() : performance.now()),
  }
}
