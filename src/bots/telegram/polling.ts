import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises'
import type { Update } from 'telegraf/types'
import type { Log } from '../../shared/types.ts'
import type { Call, Stop } from './api.ts'
import { explainFailure, toFailure } from './errors.ts'
import { ALLOWED_UPDATES } from './request.ts'
import type { Clock } from './throttle.ts'
import { createWindow, MAX_UPDATES } from './window.ts'

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
/** Milliseconds that new messages wait for the answers to those before; most take a third of it. */
const SETTLE_BUDGET = 300
/** Seconds before each attempt to confirm the last batch; a stop has no time for more. */
const LAST_WAITS = [0, 1, 2]

/**
 * Long polling: hands each update on at once and goes on through every failure. Telegraf's own waits
 * for all handlers of a batch before it asks again, and ends for good at the first 400, 401, 404
 * or 409.
 *
 * An update is confirmed when it and all before it are answered, so that Telegram tells again what a
 * crash interrupts. Others do not wait for one that takes long: it is told again beside them.
 *
 * @param take resolves when the update is answered, or needs no answer
 * @param seconds that one getUpdates stays open
 * @returns how to stop
 */
export function startPolling(
  call: Call,
  take: (update: Update) => Promise<unknown>,
  seconds: number,
  { sleep }: Pick<Clock, 'sleep'>,
  log: Log,
): Stop {
  const stopping = new AbortController()
  const { signal } = stopping
  const window = createWindow(BATCH)
  let limit = BATCH
  let wait = 0
  let complaint = ''

  const takeOne = async (update: Update) => {
    try {
      await take(update)
    } finally {
      window.answered(update.update_id)
    }
  }
  /** @returns the work on what was not told before */
  const takeBatch = (batch: unknown): readonly Promise<void>[] => {
    if (!Array.isArray(batch)) throw new Error('the answer to getUpdates is not a list')
    const updates = batch.filter((update) => Number.isSafeInteger(update?.update_id))
    if (updates.length < batch.length) log.warn('Telegram: skipped updates without an id')
    if (updates.length === 0 && batch.length > 0) throw new Error('no update has an id')
    return updates.filter((update) => window.add(update.update_id)).map(takeOne)
  }
  /** Waits until all is answered, or has taken long. @returns whether nothing needed an answer */
  const settle = async (answered: Promise<unknown>): Promise<boolean> => {
    if (await Promise.race([answered.then(() => true), nextTurn(false)])) return true
    const pausing = new AbortController()
    const end = () => pausing.abort()
    signal.addEventListener('abort', end)
    const pause = delay(SETTLE_BUDGET, undefined, { signal: pausing.signal }).catch(() => {})
    await Promise.race([answered, pause])
    end()
    signal.removeEventListener('abort', end)
    return false
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
    const offset = window.offset()
    const again = window.size()
    const timeout = again > 0 ? 0 : seconds
    const parameters = {
      ...{ offset, timeout, limit: Math.min(MAX_UPDATES, again + limit) },
      allowed_updates: ALLOWED_UPDATES,
    }
    const work = takeBatch(await call('getUpdates', parameters, { signal, seconds: timeout }))
    // Nothing new: what is told again is looked for after a pause.
    const answered =
      again > 0 && work.length === 0 ? new Promise(() => {}) : Promise.allSettled(work)
    limit = (await settle(answered)) ? Math.min(MAX_UPDATES, limit * 2) : BATCH
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
  const confirm = async (offset: number) => {
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
  return async (answered) => {
    stopping.abort()
    await ended
    // Telegraf hands an update on a moment later, and tells a moment later that it is answered.
    await nextTurn()
    await answered()
    await nextTurn()
    const offset = window.offset()
    if (offset > 0) await confirm(offset)
  }
}
