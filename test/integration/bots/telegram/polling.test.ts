import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import type { Update } from 'telegraf/types'
import { expect, it } from 'vitest'
import type { Call } from '../../../../src/bots/telegram/api.ts'
import { startPolling } from '../../../../src/bots/telegram/polling.ts'
import { createTestClock, createTestLog } from './support.ts'

/** Calls like those of a Telegram that has these batches, and then nothing. */
function createTelegram(...batches: readonly (readonly number[])[]) {
  const polls: { offset: number; limit: number; timeout: number }[] = []
  const waiting = [...batches]
  const call: Call = async (method, parameters, longPoll) => {
    if (method !== 'getUpdates') return true
    polls.push(parameters as (typeof polls)[number])
    const batch = waiting.shift()
    if (!batch && longPoll && longPoll.seconds > 0) await once(longPoll.signal, 'abort')
    return (batch ?? []).map((id) => ({ update_id: id }))
  }
  return { polls, call }
}

const start = (call: Call, take: (update: Update) => Promise<unknown>) =>
  startPolling(call, take, 50, createTestClock(), createTestLog())

it('confirms what was answered even when it is told to stop in the middle of it', async () => {
  const { polls, call } = createTelegram([41])
  await new Promise<void>((resolve) => {
    const stop = start(call, async () => {
      void stop(async () => {}).then(resolve)
    })
  })
  expect(polls.at(-1)).toEqual({ offset: 42, limit: 1, timeout: 0 })
})

it('confirms an update only when it is answered, so that a crash loses none, and reads on beside it', async () => {
  const { polls, call } = createTelegram([41, 42], [41, 42, 43])
  let answer = () => {}
  const slow = new Promise<void>((resolve) => {
    answer = resolve
  })
  const taken: number[] = []
  const stop = start(call, async ({ update_id: id }) => {
    taken.push(id)
    if (id === 41) await slow
  })
  await expect.poll(() => taken).toEqual([41, 42, 43])
  expect(polls.slice(1).map(({ offset }) => offset)).not.toContain(42)
  expect(polls[1]).toMatchObject({ offset: 41, limit: 17, timeout: 0 })
  answer()
  await expect.poll(() => polls.at(-1)).toMatchObject({ offset: 44, timeout: 50 })
  expect(taken).toEqual([41, 42, 43])
  await stop(async () => {})
})

it('leaves to the next process what was not answered at a stop', async () => {
  const { polls, call } = createTelegram([41, 42, 43])
  const taken: number[] = []
  const stop = start(call, ({ update_id: id }) => {
    taken.push(id)
    return id === 41 ? Promise.resolve() : new Promise(() => {})
  })
  await expect.poll(() => taken).toHaveLength(3)
  await stop(async () => {})
  expect(polls.at(-1)).toEqual({ offset: 42, limit: 1, timeout: 0 })
})

it('reads what needs no answer in larger and larger batches, and else a few at a time', async () => {
  const { polls, call } = createTelegram([1], [2], [3], [4], [5], [6])
  const stop = start(call, ({ update_id: id }) => (id < 5 ? Promise.resolve() : wait(20)))
  await expect.poll(() => polls).toHaveLength(7)
  await stop(async () => {})
  expect(polls.slice(0, 7).map(({ limit }) => limit)).toEqual([15, 30, 60, 100, 100, 15, 15])
})
