import { setTimeout as wait } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'

/**
 * Does what an event asks for once, however often this process and others are told of it: an update,
 * a message, a click.
 *
 * Whoever is told first does it. Who is told meanwhile waits, and does it if the first has died
 * before the end. Only who dies between the end and the word of it has it done twice.
 *
 * @returns whether this call did it
 * @throws what the work throws; it counts as done all the same
 */
export type Once = (key: string, work: () => Promise<unknown>) => Promise<boolean>

/** What processes know of each other's work, or one of its work before it ended. Never rejects. */
export interface SharedClaims {
  /**
   * Takes the work for so many milliseconds: `mine`. Or it is `done`; or `taken`, for now, by
   * another process. Undefined if nobody can be asked.
   */
  claim(key: string, milliseconds: number): Promise<'mine' | 'taken' | 'done' | undefined>
  /** Keeps what is still worked on for so many milliseconds more. */
  renew(keys: readonly string[], milliseconds: number): Promise<void>
  /** Nobody does it again for so many milliseconds. */
  finish(key: string, milliseconds: number): Promise<void>
}

interface ClaimTiming {
  /**
   * Milliseconds after which the work of a process that has died is another's: longer than a living
   * one stands still, as it does while it reads material. Renewed three times in it.
   */
  readonly pending: number
  /** Milliseconds between two looks at the work of another. */
  readonly look: number
}

const TIMING: ClaimTiming = { pending: 15_000, look: 250 }
/** Milliseconds: a day, within which Telegram may deliver an update again. */
const DONE_LASTS = 24 * 60 * 60_000
/** Done here, and remembered here; most of what is delivered twice comes within seconds. */
const MAX_DONE = 10_000

/** @param shared default: nobody but this process, for as long as it lives */
export function createOnce(shared?: SharedClaims, { pending, look }: ClaimTiming = TIMING): Once {
  const done = new LRUCache<string, true>({ max: MAX_DONE, ttl: DONE_LASTS })
  const current = new Map<string, Promise<boolean>>()
  const mine = new Set<string>()
  let renewing: NodeJS.Timeout | undefined

  const hold = (key: string) => {
    mine.add(key)
    renewing ??= setInterval(() => void shared?.renew([...mine], pending), pending / 3).unref()
  }
  const letGo = (key: string) => {
    mine.delete(key)
    if (mine.size > 0) return
    clearInterval(renewing)
    renewing = undefined
  }
  /** Waits for the work of another. Resolves to whether it is left to this process. */
  const claim = async (key: string): Promise<boolean> => {
    let takenUntil = 0
    for (;;) {
      const state = await shared?.claim(key, pending)
      if (state === 'done') return false
      if (state === 'mine') return true
      if (state === 'taken') takenUntil = performance.now() + pending
      // Nobody can be asked: whoever had it is dead by then.
      else if (performance.now() >= takenUntil) return true
      await wait(look)
    }
  }
  const run = async (key: string, work: () => Promise<unknown>): Promise<boolean> => {
    if (!(await claim(key))) return false
    hold(key)
    try {
      await work()
    } finally {
      letGo(key)
      await shared?.finish(key, DONE_LASTS)
    }
    return true
  }

  return async (key, work) => {
    if (done.has(key)) return false
    const before = current.get(key)
    if (before)
      return before.then(
        () => false,
        () => false,
      )
    const running = run(key, work)
    current.set(key, running)
    try {
      return await running
    } finally {
      current.delete(key)
      done.set(key, true)
    }
  }
}
