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

/** Claims that processes share, or that a process keeps over a restart. Never rejects. */
export interface SharedClaims {
  /**
   * Claims the work for a time, in milliseconds: then it is `mine`. Else it is `done`, or `taken` by
   * another process for now. Undefined if the others cannot be asked.
   */
  claim(key: string, milliseconds: number): Promise<'mine' | 'taken' | 'done' | undefined>
  /** Extends the claims on work that is under way, in milliseconds from now. */
  renew(keys: readonly string[], milliseconds: number): Promise<void>
  /** Marks the work as done, for a time in milliseconds. */
  finish(key: string, milliseconds: number): Promise<void>
}

interface ClaimTiming {
  /**
   * Milliseconds after which the work of a process that has died is another's: longer than a living
   * one stands still, as it does while it reads material. Renewed three times in it.
   */
  readonly pending: number
  /** Milliseconds between two checks whether another process has finished. */
  readonly look: number
}

const TIMING: ClaimTiming = { pending: 15_000, look: 250 }
/** Milliseconds: a day, within which Telegram may deliver an update again. */
const DONE_LASTS = 24 * 60 * 60_000
/** Keys of finished work that this process remembers; most duplicates come within seconds. */
const MAX_DONE = 10_000

/** @param shared default: claims within this process alone */
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
      // The others cannot be asked; by this time a living one would have renewed its claim.
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
