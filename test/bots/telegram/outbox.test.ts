import { expect, it } from 'vitest'
import { createOutbox } from '../../../src/bots/telegram/outbox.ts'
import { createTestClock } from './support.ts'

const LATE = Number.POSITIVE_INFINITY

it('sends to thirty chats in a second, and to the next after it', async () => {
  const clock = createTestClock()
  const outbox = createOutbox(clock)
  for (let chat = 1; chat <= 30; chat++) await outbox.send(chat, LATE, async () => true)
  expect(clock.slept).toEqual([])
  await outbox.send(31, LATE, async () => true)
  expect(clock.slept).toEqual([1_000])
})

it('pauses the chat that was told to wait, and no other', async () => {
  const clock = createTestClock()
  const outbox = createOutbox(clock)
  const busy = { response: { error_code: 429, parameters: { retry_after: 30 } } }
  let tries = 0
  const refused = outbox.send(1, LATE, async () => {
    if (++tries === 1) throw busy
    return 'sent'
  })
  expect(await outbox.send(2, clock.now(), async () => 'at once')).toBe('at once')
  expect(await refused).toBe('sent')
  expect(clock.slept).toEqual([30_000])
})

it('does not try again what will never work', async () => {
  const outbox = createOutbox(createTestClock())
  let tries = 0
  const forbidden = { response: { error_code: 403, description: 'Forbidden' } }
  const attempt = async () => {
    tries++
    throw forbidden
  }
  await expect(outbox.send(1, LATE, attempt)).rejects.toBe(forbidden)
  expect(tries).toBe(1)
})

it('sends nothing after the deadline', async () => {
  const clock = createTestClock()
  const outbox = createOutbox(clock)
  await outbox.send(1, LATE, async () => true)
  let sent = false
  const stale = await outbox.send(1, clock.now() + 500, async () => {
    sent = true
    return true
  })
  expect([stale, sent]).toEqual([undefined, false])
})
