import { setTimeout as wait } from 'node:timers/promises'
import type { Responder } from '../answers/index.ts'
import { type ChatPlatform, PlatformRefusal } from '../bots/types.ts'
import { createSparseLog } from '../shared/sparse-log.ts'
import type { Log } from '../shared/types.ts'

/** Milliseconds before a platform is started again, doubled each time. Discord allows 1,000 starts a day. */
const PAUSES = { firstPause: 5_000, maxPause: 5 * 60_000 }
/** Milliseconds after which a connection counts as stable, and the pause begins anew. */
const LONG_LIFE = 10 * 60_000

/** A platform that is started again for as long as that may help. */
export interface SupervisedPlatform extends Omit<ChatPlatform, 'start' | 'ended'> {
  /**
   * Resolves after a stop.
   *
   * @throws {PlatformRefusal} when no other start can help
   */
  run(responder: Responder): Promise<void>
}

/**
 * Starts a platform, and again whenever it could not be reached or has ended, with pauses from 5
 * seconds to 5 minutes.
 *
 * @param create makes an instance for each start: client libraries cannot be used again after an end
 */
export function supervise(
  create: () => ChatPlatform,
  log: Log,
  { firstPause, maxPause } = PAUSES,
): SupervisedPlatform {
  const stopping = new AbortController()
  const { signal } = stopping
  const stopped = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve())
  })
  let current = create()
  let reason = ''
  let isConnected = false
  const { name } = current
  const failures = createSparseLog((attempts) =>
    log.warn(`${name} is not connected, and is started again: ${reason}`, { attempts }),
  )

  /** Resolves after a stop. @throws why it could not start, or what ended it */
  async function live(platform: ChatPlatform, responder: Responder): Promise<void> {
    isConnected = false
    try {
      await platform.start(responder)
      isConnected = true
      await Promise.race([stopped, platform.ended ?? stopped])
    } catch (error) {
      await platform.stop()
      if (!signal.aborted) throw error
    }
  }
  return {
    name,
    async run(responder) {
      for (let pause = firstPause; !signal.aborted; pause = Math.min(maxPause, pause * 2)) {
        const began = performance.now()
        try {
          await live(current, responder)
        } catch (error) {
          if (error instanceof PlatformRefusal) {
            // The platform itself has logged why a connection ended.
            if (!isConnected) log.error(`${name} did not start: ${error.message}`)
            throw error
          }
          if (performance.now() - began > LONG_LIFE) {
            pause = firstPause
            failures.reset()
          }
          reason = error instanceof Error ? error.message : String(error)
          failures.note()
          await wait(pause, undefined, { signal }).catch(() => {})
          if (!signal.aborted) current = create()
        }
      }
    },
    async stop() {
      stopping.abort()
      await current.stop()
    },
    refresh: async () => current.refresh?.(),
    knowsOwner: () => current.knowsOwner?.() ?? false,
    tellOwner: async (answer) => current.tellOwner?.(answer),
    lastHeard: () => current.lastHeard?.(),
    queueLength: () => current.queueLength?.() ?? 0,
  }
}
