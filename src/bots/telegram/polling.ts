import type { Update } from 'telegraf/types'
import type { Log } from '../types.ts'
import { explainFailure, toFailure } from './errors.ts'
import type { Clock } from './queue.ts'

/** Seconds to wait after a failure, doubled each time up to the last. */
const FIRST_WAIT = 1
/** Another poller has to be given time to go away. */
const FIRST_WAIT_AFTER_CONFLICT = 5
const LONGEST_WAIT = 60

export interface Polling {
  /** Fetches updates and hands each on at once, until the signal is aborted. Never rejects. */
  run(signal: AbortSignal): Promise<void>
  /** The id that the server should send from: one more than the last seen; 0 before the first. */
  offset(): number
}

/**
 * Long polling. Telegraf's own waits for every handler of a batch before it asks again, and ends for
 * good at the first 400, 401, 404 or 409.
 *
 * @param fetchUpdates one getUpdates
 * @param take must return at once
 */
export function createPolling(
  fetchUpdates: (offset: number, signal: AbortSignal) => Promise<unknown>,
  take: (update: Update) => void,
  { sleep }: Pick<Clock, 'sleep'>,
  log: Log,
): Polling {
  let offset = 0
  let wait = 0
  let complaint = ''

  const takeBatch = (batch: unknown) => {
    if (!Array.isArray(batch)) throw new Error('the answer to getUpdates is not a list')
    const updates = batch.filter((update) => Number.isSafeInteger(update?.update_id))
    if (updates.length < batch.length) log.warn('Telegram: skipped updates without an id')
    if (updates.length === 0 && batch.length > 0) throw new Error('no update has an id')
    for (const update of updates) {
      offset = Math.max(offset, update.update_id + 1)
      take(update)
    }
  }
  const complain = (error: unknown) => {
    const failure = toFailure(error)
    const first = failure.code === 409 ? FIRST_WAIT_AFTER_CONFLICT : FIRST_WAIT
    wait = failure.retryAfter ?? Math.min(LONGEST_WAIT, Math.max(first, wait * 2))
    const sentence = explainFailure(failure)
    if (sentence !== complaint) log.error(`Telegram: ${sentence} Trying again by itself.`)
    complaint = sentence
  }
  return {
    offset: () => offset,
    async run(signal) {
      while (!signal.aborted) {
        try {
          takeBatch(await fetchUpdates(offset, signal))
          if (complaint) log.info('Telegram: messages arrive again')
          wait = 0
          complaint = ''
        } catch (error) {
          if (signal.aborted) return
          complain(error)
          await sleep(wait * 1_000, signal)
        }
      }
    },
  }
}
