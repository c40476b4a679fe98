import { setTimeout as wait } from 'node:timers/promises'
import { explainError } from './errors.ts'

/** Milliseconds until a request that Discord could not take is made again, doubled each time. */
const FIRST_WAIT = 250
const MAX_WAIT = 4000

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

/**
 * Makes a request again while Discord has trouble of its own, or the connection breaks. discord.js
 * does so three times, but without a pause, and not when a connection that was kept is closed in
 * the moment of its use. Its own time limit (15 seconds, four times) ends the waiting, or Discord
 * does: what it was to answer within three seconds it then refuses. Nothing is said twice, because
 * messages bear a nonce and an interaction takes one answer. What only asks, as a start does, fails
 * at once where there is no network, so that people are told.
 *
 * @param onTrouble told the status, or the network's code, of each attempt that failed
 */
export const withRetries =
  <Some extends Init, Reply extends Response>(
    request: (url: string, init: Some) => Promise<Reply>,
    onTrouble: (code: string) => void = () => {},
    pause: Sleep = sleep,
  ) =>
  async (url: string, init: Some): Promise<Reply> => {
    const isGivenUp = (error: unknown) =>
      init.signal?.aborted || init.method === 'GET' || explainError(error).kind !== 'network'
    for (let milliseconds = FIRST_WAIT; ; milliseconds = Math.min(MAX_WAIT, milliseconds * 2)) {
      try {
        const response = await request(url, init)
        if (response.status < 500) return response
        onTrouble(`${response.status}`)
        // What is not read keeps its connection.
        await response.arrayBuffer()
      } catch (error) {
        if (isGivenUp(error)) throw error
        onTrouble(`${explainError(error).code}`)
      }
      await pause(milliseconds, init.signal ?? undefined)
    }
  }
