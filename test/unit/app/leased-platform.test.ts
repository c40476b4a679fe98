import { expect, it, vi } from 'vitest'
import { leasePlatform } from '../../../src/app/leased-platform.ts'
import type { ChatPlatform } from '../../../src/bots/types.ts'
import type { Lease } from '../../../src/service/index.ts'
import { createTestLog } from '../service/support.ts'

const RESPONDER = { commands: [], respond: vi.fn(), suggest: vi.fn() }

/** One lease, and copies that want it. */
function setUp() {
  let holder: (() => void) | undefined
  const tryLease = async (): Promise<Lease | undefined> => {
    if (holder) return undefined
    let lose = () => {}
    const lost = new Promise<void>((resolve) => {
      lose = resolve
    })
    const free = () => {
      holder = undefined
      lose()
    }
    holder = free
    return { lost, release: async () => free() }
  }
  const serving = new Set<string>()
  const log = createTestLog()
  const open = (copy: string): ChatPlatform =>
    leasePlatform(
      'Discord',
      () => ({
        name: 'Discord',
        start: async () => void serving.add(copy),
        stop: async () => void serving.delete(copy),
      }),
      { tryLease },
      ['discord 0'],
      log,
      10,
    )
  return { open, serving, log, lose: () => holder?.() }
}

it('one copy serves, another waits and is well', async () => {
  const { open, serving, log } = setUp()
  const [one, other] = [open('one'), open('other')]
  await one.start(RESPONDER)
  await other.start(RESPONDER)
  expect([...serving]).toEqual(['one'])
  expect(log.lines).toEqual(['Discord: another copy serves it; this one waits to take over'])
  expect(other.lastHeard?.()).toBeInstanceOf(Date)
  await Promise.all([one.stop(), other.stop()])
})

it('the waiting copy takes over when the lease is free, and the old one serves no more', async () => {
  const { open, serving, log, lose } = setUp()
  const [one, other] = [open('one'), open('other')]
  await one.start(RESPONDER)
  await other.start(RESPONDER)
  lose()
  await vi.waitFor(() => expect(serving.size).toBe(1))
  await vi.waitFor(() =>
    expect(log.lines.some((line) => line.endsWith('this copy has taken over'))).toBe(true),
  )
  expect(serving.size).toBe(1)
  await Promise.all([one.stop(), other.stop()])
  expect(serving.size).toBe(0)
})
