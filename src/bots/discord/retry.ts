import { setTimeout as wait } from 'node:timers/promises'
import { explainError } from './errors.ts'

/** Milliseconds until a request that Discord could not take is made again, doubled each time. */
const FIRST_PAUSE = 250
const MAX_PAUSE = 4000
/** With a deadline, a pause takes at most this share of the time that is left. */
const MAX_SHARE = 1 / 4
/** Milliseconds that a pause takes at least, however little time is left. */
const MIN_PAUSE = 50

type Sleep = (milliseconds: number, signal: AbortSignal | undefined) => Promise<unknown>
const sleep: Sleep = (milliseconds, signal) => wait(milliseconds, undefined, signal && { signal })

interface Init {
  readonly method?: string | undefined
  readonly signal?: AbortSignal | null | undefined
}

interface Response {
  readonly status: number
  arrayBuffer(): Promise<unknown>
}

export interface RetryOptions {
  /** Called with the status, or the network error's code, of each attempt that failed. */
  readonly onTrouble?: (code: string) => void
  /** When a reply of Discord would come too late, in milliseconds of `now`. */
  readonly deadlineOf?: (url: string) => number | undefined
  /** Monotonic milliseconds; for tests. */
  readonly now?: () => number
  /** For tests. */
  readonly pause?: Sleep
}

/**
 * Makes a request again while Discord has trouble of its own, or the connection breaks. discord.js
 * does so three times, but without a pause, and not when a connection that was kept is closed in
 * the moment of its use. Its own time limit (15 seconds, four times) ends the waiting, or the
 * deadline, to which the pauses adapt. Nothing is said twice, because messages carry a nonce and an
 * interaction takes one answer. What only asks, as a start does, fails at once where there is no
 * network. A 401 is tried once more: discord.js forgets the token at the first.
 */
export const withRetries =
  <Some extends Init, Reply extends Response>(
    request: (url: string, init: Some) => Promise<Reply>,
    options: RetryOptions = {},
  ) =>
  async (url: string, init: Some): Promise<Reply> => {
    const { onTrouble = () => {}, deadlineOf, now = () => performance.now() } = options
    const { pause = sleep } = options
    const deadline = deadlineOf?.(url) ?? Number.POSITIVE_INFINITY
    const isGivenUp = (error: unknown) =>
      init.signal?.aborted ||
      init.method === 'GET' ||
      explainError(error).kind !== 'network' ||
      now() >= deadline
    let isUnauthorised = false
    for (let longest = FIRST_PAUSE; ; longest = Math.min(MAX_PAUSE, longest * 2)) {
      try {
        const response = await request(url, init)
        const isFirst401: boolean =
          response.status === 401 && !isUnauthorised && !bearsOwnToken(url)
        isUnauthorised ||= isFirst401
        if (!isFirst401 && (response.status < 500 || now() >= deadline)) return response
        onTrouble(`${response.status}`)
        // What is not read keeps its connection.
        await response.arrayBuffer()
      } catch (error) {
        if (isGivenUp(error)) throw error
        onTrouble(`${explainError(error).code}`)
      }
      const affordable = Math.max(MIN_PAUSE, (deadline - now()) * MAX_SHARE)
      await pause(Math.min(longest, affordable), init.signal ?? undefined)
    }
  }

/** The token of an interaction stands in the address, and says nothing of the bot's. */
const bearsOwnToken = (url: string): boolean => /\/(interactions|webhooks)\//.test(url)
