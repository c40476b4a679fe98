import { once } from 'node:events'
import { expect, it } from 'vitest'
import type { Call } from '../../../../src/bots/telegram/api.ts'
import { startPolling } from '../../../../src/bots/telegram/polling.ts'
import { createTestClock, createTestLog } from './support.ts'

it('confirms the last batch even when it is told to stop in the middle of it', async () => {
  const calls: [method: string, parameters: object][] = []
  const call = async (method: string, parameters: object) => {
    calls.push([method, parameters])
    return [{ update_id: 41 }]
  }
  await new Promise<void>((resolve) => {
    const stop = startPolling(
      call,
      () => void stop().then(resolve),
      async () => true,
      50,
      createTestClock(),
      createTestLog(),
    )
  })
  expect(calls.map(([method]) => method)).toEqual(['deleteWebhook', 'getUpdates', 'getUpdates'])
  expect(calls.at(-1)).toEqual(['getUpdates', { offset: 42, limit: 1, timeout: 0 }])
})

it('confirms a batch only when what was taken is settled, so that a crash loses nothing of it', async () => {
  const calls: object[] = []
  const call: Call = async (_, parameters, longPoll) => {
    calls.push(parameters)
    if (calls.length === 2) return [{ update_id: 41 }]
    if (longPoll) await once(longPoll.signal, 'abort')
    return []
  }
  let settle = () => {}
  const settling = new Promise<boolean>((resolve) => {
    settle = () => resolve(false)
  })
  let taken = () => {}
  const taking = new Promise<void>((resolve) => {
    taken = resolve
  })
  const stop = startPolling(
    ...([call, taken, () => settling, 50, createTestClock(), createTestLog()] as const),
  )
  await taking
  await new Promise((resolve) => setImmediate(resolve))
  expect(calls).toHaveLength(2)
  settle()
  await expect.poll(() => calls.at(2)).toMatchObject({ offset: 42 })
  await stop()
})

it('reads what needs no answer in larger and larger batches, and else a few at a time', async () => {
  const limits: unknown[] = []
  const answered = [true, true, true, true, false]
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const call: Call = async (_, parameters, longPoll) => {
    if (!longPoll) return []
    limits.push((parameters as { limit: number }).limit)
    if (limits.length > answered.length) {
      end()
      await once(longPoll.signal, 'abort')
    }
    return [{ update_id: limits.length }]
  }
  const settled = async () => answered[limits.length - 1] ?? false
  const stop = startPolling(call, () => {}, settled, 50, createTestClock(), createTestLog())
  await ended
  await stop()
  expect(limits).toEqual([15, 30, 60, 100, 100, 15])
})
