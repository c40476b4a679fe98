import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sendWeekly } from '../../../src/service/report/weekly.ts'
import { createOnce } from '../../../src/shared/claims.ts'

beforeEach(() =>
  vi.useFakeTimers({
    now: Date.UTC(2026, 10, 29),
    toFake: ['setInterval', 'clearInterval', 'Date'],
  }),
)
afterEach(() => vi.useRealTimers())

const DAY = 86_400_000

describe('the weekly message to the host', () => {
  it('is sent once, on Monday at nine in UTC', async () => {
    const sent: string[] = []
    const stop = sendWeekly(createOnce(), async () => {
      sent.push(new Date().toISOString().slice(0, 13))
    })
    for (let day = 0; day < 15; day++) await vi.advanceTimersByTimeAsync(DAY)
    expect(sent).toEqual(['2026-11-30T09', '2026-12-07T09'])
    stop()
    await vi.advanceTimersByTimeAsync(8 * DAY)
    expect(sent).toHaveLength(2)
  })

  it('is sent by one of two copies that share their claims', async () => {
    const once = createOnce()
    const sent: string[] = []
    for (const copy of ['a', 'b'])
      sendWeekly(once, async () => {
        sent.push(copy)
      })
    await vi.advanceTimersByTimeAsync(2 * DAY)
    expect(sent).toHaveLength(1)
  })
})
