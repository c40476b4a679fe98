import { expect, it } from 'vitest'
import { startPolling } from '../../../src/bots/telegram/polling.ts'
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
      50,
      createTestClock(),
      createTestLog(),
    )
  })
  expect(calls.map(([method]) => method)).toEqual(['deleteWebhook', 'getUpdates', 'getUpdates'])
  expect(calls.at(-1)).toEqual(['getUpdates', { offset: 42, limit: 1, timeout: 0 }])
})
