import { expect, it, vi } from 'vitest'
import { leasePlatform } from '../../../src/app/leased-platform.ts'
import { supervise } from '../../../src/app/supervise.ts'
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
  const run = (copy: string) => {
    const platform = {
      name: 'Discord',
      start: async () => void serving.add(copy),
      stop: async () => void serving.delete(copy),
    }
    const create = () => leasePlatform(platform, { tryLease }, ['discord 0'], log, 10)
    const supervised = supervise(create, log, { firstPause: 50, maxPause: 50 })
    void supervised.run(RESPONDER)
    return supervised
  }
  return { run, serving, log, lose: () => holder?.() }
}

it('one copy serves, another waits and is well', async () => {
  const { run, serving, log } = setUp()
  const one = run('one')
  await vi.waitFor(() => expect(serving.size).toBe(1))
  const other = run('other')
  await vi.waitFor(() =>
    expect(log.lines).toEqual(['Discord: another copy serves it; this one waits to take over']),
  )
  expect([...serving]).toEqual(['one'])
  expect(other.lastHeard?.()).toBeGreaterThan(0)
  await Promise.all([one.stop(), other.stop()])
  expect(serving.size).toBe(0)
})

it('the waiting copy takes over when the lease is lost, and the one before serves no more', async () => {
  const { run, serving, lose } = setUp()
  const one = run('one')
  await vi.waitFor(() => expect([...serving]).toEqual(['one']))
  const other = run('other')
  lose()
  await vi.waitFor(() => expect([...serving]).toEqual(['other']))
  await other.stop()
  await vi.waitFor(() => expect([...serving]).toEqual(['one']))
  await one.stop()
})
