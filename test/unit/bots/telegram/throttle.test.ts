import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createThrottle } from '../../../../src/bots/telegram/throttle.ts'
import { createTestClock } from '../../../integration/bots/telegram/support.ts'

const LATE = Number.POSITIVE_INFINITY

it('sends to thirty chats in a second, and to the next after it', async () => {
  const clock = createTestClock()
  const throttle = createThrottle(clock)
  for (let chat = 1; chat <= 30; chat++) await throttle.send(chat, LATE, async () => true)
  expect(clock.slept).toEqual([])
  await throttle.send(31, LATE, async () => true)
  expect(clock.slept).toEqual([1_000])
})

it('pauses the chat that was told to wait, and no other', async () => {
  const clock = createTestClock()
  const throttle = createThrottle(clock)
  const busy = { response: { error_code: 429, parameters: { retry_after: 30 } } }
  let tries = 0
  const refused = throttle.send(1, LATE, async () => {
    if (++tries === 1) throw busy
    return 'sent'
  })
  expect(await throttle.send(2, clock.now(), async () => 'at once')).toBe('at once')
  expect(await refused).toBe('sent')
  expect(clock.slept).toEqual([30_000])
})

it('lets no chat wait for those that were told to', async () => {
  const stuck = {
    now: () => 0,
    sleep: async (ms: number) => void (ms && (await new Promise(() => {}))),
  }
  const throttle = createThrottle(stuck)
  const busy = { response: { error_code: 429, parameters: { retry_after: 30 } } }
  for (let chat = 1; chat <= 29; chat++)
    void throttle.send(chat, LATE, async () => {
      throw busy
    })
  await new Promise((resolve) => setImmediate(resolve))
  expect(await throttle.send(30, 0, async () => 'at once')).toBe('at once')
})

it('does not try again what will never work', async () => {
  const throttle = createThrottle(createTestClock())
  let tries = 0
  const forbidden = { response: { error_code: 403, description: 'Forbidden' } }
  const attempt = async () => {
    tries++
    throw forbidden
  }
  await expect(throttle.send(1, LATE, attempt)).rejects.toBe(forbidden)
  expect(tries).toBe(1)
})

const failing = (times: number, error: unknown) => {
  let tries = 0
  return async () => {
    if (++tries <= times) throw error
    return tries
  }
}

it.each([
  ['is in trouble', { response: { error_code: 502, description: 'Bad Gateway' } }],
  ['cannot be reached', new Error('request failed, reason: connect ECONNREFUSED 127.0.0.1:1')],
])('goes on while Telegram %s, waiting longer each time', async (_, error) => {
  const clock = createTestClock()
  expect(await createThrottle(clock).send(1, LATE, failing(7, error))).toBe(8)
  expect(clock.slept).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
})

it('gives up when nobody waits for the answer any more', async () => {
  const clock = createTestClock()
  const trouble = { response: { error_code: 500, description: 'Internal Server Error' } }
  const deadline = clock.now() + 20_000
  expect(await createThrottle(clock).send(1, deadline, failing(99, trouble))).toBeUndefined()
  expect(clock.now()).toBeLessThanOrEqual(deadline)
})

it('sends three times at most what may have arrived each time', async () => {
  const torn = new Error('invalid json response body, reason: Unexpected end of JSON input')
  const throttle = createThrottle(createTestClock())
  expect(await throttle.send(1, LATE, failing(2, torn))).toBe(3)
  await expect(throttle.send(1, LATE, failing(3, torn))).rejects.toBe(torn)
})

it('sends nothing after the deadline', async () => {
  const clock = createTestClock()
  const throttle = createThrottle(clock)
  await throttle.send(1, LATE, async () => true)
  let sent = false
  const stale = await throttle.send(1, clock.now() + 500, async () => {
    sent = true
    return true
  })
  expect([stale, sent]).toEqual([undefined, false])
})

it('tries at once what waits after a failure when the end is near, but not what Telegram told to wait', async () => {
  const throttle = createThrottle({
    now: () => performance.now(),
    sleep: (ms, signal) => wait(ms, undefined, signal && { signal }).catch(() => {}),
  })
  const trouble = { response: { error_code: 502, description: 'Bad Gateway' } }
  const busy = { response: { error_code: 429, parameters: { retry_after: 1 } } }
  const began = performance.now()
  const failed = throttle.send(1, LATE, failing(1, trouble)).then(() => performance.now() - began)
  const told = throttle.send(2, LATE, failing(1, busy)).then(() => performance.now() - began)
  await wait(10)
  throttle.hurry()
  // Its chat still takes one message a second.
  expect(await failed).toBeLessThan(1_500)
  expect(await told).toBeGreaterThanOrEqual(990)
})
