import { expect, it } from 'vitest'
import { createKeyedQueue } from '../../../../src/bots/telegram/queue.ts'

const silent = { onError: () => {}, onDrop: () => {} }

function createGate() {
  let open = () => {}
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  return { gate, open }
}

it('queue are settled when what came since the last mark is done, whatever came before', async () => {
  const queue = createKeyedQueue(silent)
  const [before, since] = [createGate(), createGate()]
  queue.add('slow', () => before.gate)
  expect(queue.isSettled()).toBe(false)
  queue.mark()
  expect(queue.isSettled()).toBe(true)
  queue.add('quick', () => since.gate)
  expect(queue.isSettled()).toBe(false)
  since.open()
  await expect.poll(() => queue.isSettled()).toBe(true)
  before.open()
  await queue.idle()
})

it('queue are settled when what waits is given up', async () => {
  const queue = createKeyedQueue(silent)
  const { gate, open } = createGate()
  queue.add('chat', () => gate)
  queue.mark()
  queue.add('chat', async () => {})
  expect(queue.isSettled()).toBe(false)
  queue.clear('chat')
  expect(queue.isSettled()).toBe(true)
  open()
  await queue.idle()
})
