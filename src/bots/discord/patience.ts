import { setTimeout as wait } from 'node:timers/promises'

/** Milliseconds until a request that Discord could not take is made again, doubled each time. */
const FIRST_WAIT = 250
const LONGEST_WAIT = 4000

type Sleep = (milliseconds: number, signal: AbortSignal | undefined) => Promise<unknown>
const sleep: Sleep = (milliseconds, signal) => wait(milliseconds, undefined, signal && { signal })

interface Response {
  readonly status: number
  arrayBuffer(): Promise<unknown>
}

/**
 * Makes a request again while Discord has trouble of its own. discord.js does so three times, but
 * without a pause, and an outage is longer than that. Its own time limit (15 seconds, four times)
 * ends the waiting, or Discord does: what it was to answer within three seconds it then refuses.
 *
 * @param onTrouble told the status of each attempt that failed
 */
export const makePatient =
  <Init extends { signal?: AbortSignal | null }, Reply extends Response>(
    request: (url: string, init: Init) => Promise<Reply>,
    onTrouble: (status: number) => void = () => {},
    pause: Sleep = sleep,
  ) =>
  async (url: string, init: Init): Promise<Reply> => {
    for (let milliseconds = FIRST_WAIT; ; milliseconds = Math.min(LONGEST_WAIT, milliseconds * 2)) {
      const response = await request(url, init)
      if (response.status < 500) return response
      onTrouble(response.status)
      // What is not read keeps its connection.
      await response.arrayBuffer()
      await pause(milliseconds, init.signal ?? undefined)
    }
  }
