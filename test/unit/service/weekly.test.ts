import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Answer } from '../../../src/answers/index.ts'
import { sendWeekly } from '../../../src/service/report/weekly.ts'
import { createOnce } from '../../../src/shared/claims.ts'

const DAY = 86_400_000
const SUNDAY = Date.UTC(2026, 10, 29)
const REPORT: Answer = { outcome: 'page', locale: 'en', blocks: [], citations: [], actions: [] }

beforeEach(() =>
  vi.useFakeTimers({ now: SUNDAY, toFake: ['setInterval', 'clearInterval', 'Date'] }),
)
afterEach(() => vi.useRealTimers())

/** A platform that writes down when the host was told something. */
function createPlatform(name: string, knowsOwner = () => true) {
  const told: string[] = []
  const tellOwner = async () => void told.push(new Date().toISOString().slice(0, 13))
  return { name, knowsOwner, tellOwner, told }
}

describe('the weekly message to the host', () => {
  it('is sent once on each platform, on Monday at nine in UTC', async () => {
    const platforms = ['Discord', 'Telegram'].map((name) => createPlatform(name))
    const stop = sendWeekly(createOnce(), platforms, async () => REPORT)
    for (let day = 0; day < 15; day++) await vi.advanceTimersByTimeAsync(DAY)
    for (const { told } of platforms) expect(told).toEqual(['2026-11-30T09', '2026-12-07T09'])
    stop()
    await vi.advanceTimersByTimeAsync(8 * DAY)
    for (const { told } of platforms) expect(told).toHaveLength(2)
  })

  it('is sent by one of two copies that share their claims', async () => {
    const once = createOnce()
    const platform = createPlatform('Discord')
    for (const _ of ['one', 'other']) sendWeekly(once, [platform], async () => REPORT)
    await vi.advanceTimersByTimeAsync(2 * DAY)
    expect(platform.told).toHaveLength(1)
  })

  it('waits for a platform that comes back on Monday, and not until Tuesday', async () => {
    const hours = () => (Date.now() - SUNDAY) / 3_600_000
    const late = createPlatform('Discord', () => hours() > 38)
    const later = createPlatform('Telegram', () => hours() > 49)
    sendWeekly(createOnce(), [late, later], async () => REPORT)
    await vi.advanceTimersByTimeAsync(4 * DAY)
    expect(late.told).toEqual(['2026-11-30T14'])
    expect(later.told).toEqual([])
  })

  it('is none where there is nothing to say', async () => {
    const platform = createPlatform('Discord')
    sendWeekly(createOnce(), [platform], async () => undefined)
    await vi.advanceTimersByTimeAsync(3 * DAY)
    expect(platform.told).toEqual([])
  })
})
