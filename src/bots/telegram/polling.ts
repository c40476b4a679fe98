import type { Update } from 'telegraf/types'
import type { Log } from '../../shared/types.ts'
import type { Call } from './api.ts'
import { explainFailure, toFailure } from './errors.ts'
import { ALLOWED_UPDATES } from './request.ts'
import type { Clock } from './throttle.ts'

/** Seconds to wait after a failure, doubled each time up to the last. */
const FIRST_WAIT = 1
/** Another poller has to be given time to go away. */
const FIRST_WAIT_AFTER_CONFLICT = 5
const MAX_WAIT = 60
/**
 * Updates asked for at once: Telegram keeps the rest, where a crash does not lose them. With the time
 * that answers are waited for it is about as many as may be sent (30 a second). What needs no answer,
 * such as a flood that is met with silence, is read in larger and larger batches, so that whoever
 * asks behind it need not wait. https://core.telegram.org/bots/api#getupdates
 */
const BATCH = 15
const LARGEST_BATCH = 100
/** Seconds before each attempt to confirm the last batch; a stop has no time for more. */
const LAST_WAITS = [0, 1, 2]

/**
 * Long polling: hands each update on at once and goes on through every failure. Telegraf's own waits
 * for all handlers of a batch before it asks again, and ends for good at the first 400, 401, 404
 * or 409.
 *
 * @param take must return at once
 * @param settled resolves when what was taken is answered, or has taken so long that others should
 *   not wait: only then is it confirmed, so that what a crash interrupts is told again. True if
 *   nothing of it needed an answer
 * @param seconds that one getUpdates stays open
 * @returns how to stop: resolves when nothing more is taken and Telegram knows what was
 */
export function startPolling(
  call: Call,
  take: (update: Update) => void,
  settled: () => Promise<boolean>,
  seconds: number,
  { sleep }: Pick<Clock, 'sleep'>,
  log: Log,
): () => Promise<void> {
  const stopping = new AbortController()
  const { signal } = stopping
  let offset = 0
  let limit = BATCH
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
    wait = failure.retryAfter ?? Math.min(MAX_WAIT, Math.max(first, wait * 2))
    const sentence = explainFailure(failure)
    if (sentence !== complaint) log.error(`Telegram: ${sentence} Trying again by itself.`)
    complaint = sentence
  }
  const poll = async () => {
    const wanted = { limit, allowed_updates: ALLOWED_UPDATES }
    const parameters = { offset, timeout: seconds, ...wanted }
    takeBatch(await call('getUpdates', parameters, { signal, seconds }))
    limit = (await settled()) ? Math.min(LARGEST_BATCH, limit * 2) : BATCH
    if (complaint) log.info('Telegram: messages arrive again')
    wait = 0
    complaint = ''
  }
  const run = async () => {
    // Polling and a webhook exclude each other. Should this fail, polling will say so.
    await call('deleteWebhook', {}).catch(() => {})
    while (!signal.aborted) {
      try {
        await poll()
      } catch (error) {
        if (signal.aborted) return
        complain(error)
        await sleep(wait * 1_000, signal)
      }
    }
  }
  /** What is not confirmed comes again after a restart, and would be answered again. */
  const confirm = async () => {
    for (const seconds of LAST_WAITS) {
      await sleep(seconds * 1_000)
      const confirmed = await call('getUpdates', { offset, limit: 1, timeout: 0 }).then(
        () => true,
        () => false,
      )
      if (confirmed) return
    }
    log.warn('Telegram: the last messages were not confirmed; they may be answered again')
  }
  const ended = run()
  return async () => {
    stopping.abort()
    await ended
    if (offset > 0) await confirm()
  }
}
