// Libraries were looked at: p-queue paces one queue, not each chat inside a common limit; bottleneck
// does, and has had no release since 2019; grammY's plug-ins need grammY. What is needed is this much.
import { type Failure, isTransient, isUnheard, toFailure } from './errors.ts'

/** The time, which tests replace. */
export interface Clock {
  /** Monotonic milliseconds. */
  now(): number
  /** Resolves after `ms`, at once when the signal is aborted; never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this */
const CHAT_LIMIT = { count: 1, milliseconds: 1_000 }
const GROUP_LIMIT = { count: 20, milliseconds: 60_000 }
const TOTAL_LIMIT = { count: 30, milliseconds: 1_000 }
const MAX_WINDOW = GROUP_LIMIT.milliseconds
/** Seconds to wait after a failure that names no time, doubled each time up to the last. */
const FIRST_WAIT = 1
const MAX_WAIT = 30
/** A wait takes at most this share of the time that is left until the deadline. */
const MAX_SHARE = 1 / 4
/** Attempts to send what may have arrived each time: an answer twice is better than none. */
const MAX_BLIND_ATTEMPTS = 3
/** Chats whose recent messages are kept before the quiet ones are forgotten. */
const MAX_CHATS = 1_000

export interface Throttle {
  /**
   * Calls `attempt` when the limits allow; again when Telegram asks to wait, is in trouble or cannot
   * be reached, for as long as somebody waits for the answer. Where nobody can tell whether it
   * arrived, at most three times.
   *
   * @param deadline after this moment the answer is stale: undefined is returned and nothing sent
   * @throws what the last attempt threw
   */
  send<T>(chat: number, deadline: number, attempt: () => Promise<T>): Promise<T | undefined>
  /** The process is about to end: pauses after a failure are cut short, and those to come take a second. */
  hurry(): void
}

/**
 * Keeps to the limits of sending, over all, in each chat, and in each group.
 *
 * @param onWait told how many milliseconds a message is held back
 */
export function createThrottle(
  { now, sleep }: Clock,
  onWait: (milliseconds: number) => void = () => {},
): Throttle {
  /** When something was or will be sent, by chat; `all` for every chat. */
  const sent = new Map<number | 'all', number[]>()
  const pausedUntil = new Map<number, number>()
  /** Chats whose pause we chose ourselves; others were told by Telegram to wait. */
  const ownPauses = new Set<number>()
  const hurrying = new AbortController()
  const isHurried = () => hurrying.signal.aborted

  const timesOf = (key: number | 'all') => {
    const times = (sent.get(key) ?? []).filter((time) => time > now() - MAX_WINDOW)
    sent.set(key, times)
    return times
  }
  const freeIn = (chat: number): number => {
    const own = timesOf(chat)
    return Math.max(
      now(),
      pausedUntil.get(chat) ?? 0,
      freeAt(own, CHAT_LIMIT),
      chat < 0 ? freeAt(own, GROUP_LIMIT) : 0,
    )
  }
  const reserve = (chat: number): number => {
    const all = timesOf('all')
    const moment = Math.max(freeIn(chat), freeAt(all, TOTAL_LIMIT))
    all.push(moment)
    timesOf(chat).push(moment)
    return moment
  }
  const waitUntil = async (moment: number): Promise<void> => {
    const pause = Math.max(0, moment - now())
    if (pause > 0) onWait(pause)
    await sleep(pause)
  }
  /** @returns false if the chat may be written to only after the deadline */
  const waitUntilFree = async (chat: number, deadline: number): Promise<boolean> => {
    for (;;) {
      const free = freeIn(chat)
      if (free > deadline) return false
      if (free <= now()) return true
      onWait(free - now())
      await sleep(free - now(), isHurried() ? undefined : hurrying.signal)
    }
  }
  const forgetQuietChats = () => {
    if (sent.size <= MAX_CHATS) return
    for (const key of sent.keys()) if (timesOf(key).length === 0) sent.delete(key)
    for (const [chat, time] of pausedUntil)
      if (time < now()) {
        pausedUntil.delete(chat)
        ownPauses.delete(chat)
      }
  }
  return {
    async send(chat, deadline, attempt) {
      forgetQuietChats()
      let wait = FIRST_WAIT
      let blind = 0
      for (;;) {
        if (!(await waitUntilFree(chat, deadline))) return undefined
        // Only now: a chat that has to wait must not take a turn from the others.
        const moment = reserve(chat)
        if (moment > deadline) return undefined
        await waitUntil(moment)
        try {
          return await attempt()
        } catch (error) {
          const failure = toFailure(error)
          if (!isTransient(failure) && failure.code !== 429) throw error
          if (isHurried()) wait = FIRST_WAIT
          if (mayHaveArrived(failure) && ++blind === MAX_BLIND_ATTEMPTS) throw error
          if (failure.retryAfter === undefined) ownPauses.add(chat)
          else ownPauses.delete(chat)
          pausedUntil.set(chat, now() + pauseAfter(failure, wait, deadline - now()))
          wait = Math.min(MAX_WAIT, wait * 2)
        }
      }
    },
    hurry() {
      for (const chat of ownPauses) pausedUntil.delete(chat)
      hurrying.abort()
    },
  }
}

/** Milliseconds to wait: as Telegram says, else a pause that grows, or less if the deadline is near. */
const pauseAfter = ({ retryAfter }: Failure, wait: number, left: number): number =>
  retryAfter === undefined
    ? Math.min(wait * 1_000, Math.max(FIRST_WAIT * 1_000, left * MAX_SHARE))
    : retryAfter * 1_000

/** No answer could be read, but the call may have been carried out. */
const mayHaveArrived = (failure: Failure): boolean =>
  failure.code === undefined && !isUnheard(failure)

/** The first moment at which one more is within the limit; `times` ascend. */
function freeAt(times: readonly number[], limit: { count: number; milliseconds: number }): number {
  const blocking = times.at(-limit.count)
  return blocking === undefined ? 0 : blocking + limit.milliseconds
}
