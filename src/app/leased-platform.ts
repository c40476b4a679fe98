import { setTimeout as wait } from 'node:timers/promises'
import type { Responder } from '../answers/index.ts'
import type { ChatPlatform } from '../bots/types.ts'
import type { Store } from '../service/index.ts'
import type { Log } from '../shared/types.ts'

/** Milliseconds between two attempts: when a copy dies, another takes over within this and a start. */
const RETRY = 5_000

/**
 * A platform that one copy of the bot serves at a time, because two would be told the same things:
 * the shards of a Discord bot, or polling Telegram. The others wait, and one takes over when the
 * copy that serves has gone.
 *
 * @param create the platform, anew each time that this copy begins to serve
 * @param names what may be served once
 * @param retry milliseconds; for tests
 */
export function leasePlatform(
  name: string,
  create: () => ChatPlatform,
  store: Pick<Store, 'tryLease'>,
  names: readonly string[],
  log: Log,
  retry: number = RETRY,
): ChatPlatform {
  const stopping = new AbortController()
  const stopped = new Promise<void>((resolve) => {
    stopping.signal.addEventListener('abort', () => resolve(), { once: true })
  })
  let serving: ChatPlatform | undefined
  let work: Promise<void> = Promise.resolve()

  /** Serves once; undefined while another copy holds the lease. */
  async function serve(responder: Responder): Promise<Serving | undefined> {
    const lease = await store.tryLease(names)
    if (!lease) return undefined
    const platform = create()
    serving = platform
    try {
      await platform.start(responder)
    } catch (error) {
      serving = undefined
      await lease.release().catch(() => {})
      throw error
    }
    const ended = lease.lost.then(async () => {
      if (stopping.signal.aborted) return
      log.warn(`${name}: the lease was lost; this copy stops serving until it has it again`)
      await platform.stop()
      serving = undefined
    })
    return { ended, release: lease.release }
  }

  async function follow(responder: Responder, first: Serving | undefined): Promise<void> {
    let served = first
    while (!stopping.signal.aborted) {
      if (served) await Promise.race([served.ended, stopped])
      else await wait(retry, undefined, { signal: stopping.signal }).catch(() => {})
      if (stopping.signal.aborted) break
      served = await serve(responder).catch((error: Error) => {
        log.error(`${name}: taking over failed: ${error.message}`)
        return undefined
      })
      if (served) log.info(`${name}: this copy has taken over`)
    }
    await served?.release().catch(() => {})
  }

  return {
    name,
    async start(responder) {
      const served = await serve(responder)
      if (!served) log.info(`${name}: another copy serves it; this one waits to take over`)
      work = follow(responder, served)
    },
    async stop() {
      stopping.abort()
      await serving?.stop()
      await work
    },
    tellOwner: async (answer) => serving?.tellOwner?.(answer),
    refresh: async () => serving?.refresh?.(),
    // A copy that waits is well.
    lastHeard: () => (serving ? serving.lastHeard?.() : new Date()),
  }
}

interface Serving {
  /** Resolves when this copy serves no more, because it has lost the lease. */
  readonly ended: Promise<void>
  release(): Promise<void>
}
