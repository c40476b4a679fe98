import { createSparseLog } from '../../shared/sparse-log.ts'
import type { Log, Meter } from '../../shared/types.ts'
import { explainFailure, isBenign, toFailure } from './errors.ts'

/** Where errors end that no answer tells of: each is logged by what it means to the host. */
export function createFailures(log: Log, meter: Meter | undefined) {
  const late = createSparseLog((count) =>
    log.info('Telegram: too late for a click or an inline query', { count }),
  )
  const drops = createSparseLog((dropped) =>
    log.warn('Telegram: people ask faster than they can be answered; questions are dropped', {
      dropped,
    }),
  )
  let reason = ''
  const noCards = createSparseLog((count) =>
    log.warn('Telegram: no cards for an inline query', { count, error: reason }),
  )
  return {
    /** Of a call whose result is not needed. */
    report(error: unknown): void {
      const failure = toFailure(error)
      if (isBenign(failure)) late.note()
      else log.warn(`Telegram: ${explainFailure(failure)}`)
    },
    /** Of an inline query that gets no cards. */
    reportNoCards(error: unknown): void {
      reason = String(error)
      noCards.note()
    },
    /** A question that the queue does not take. */
    reportDropped(): void {
      drops.note()
      meter?.undelivered('telegram', 'queue_full')
    },
  }
}
