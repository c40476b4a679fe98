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

it('queue tell when a task is done, whatever waits elsewhere', async () => {
  const queue = createKeyedQueue(silent)
  const { gate, open } = createGate()
  const done: string[] = []
  const slow = queue.add('slow', () => gate).then(() => done.push('slow'))
  await queue.add('quick', async () => done.push('quick'))
  expect(done).toEqual(['quick'])
  open()
  await slow
  expect(done).toEqual(['quick', 'slow'])
})

it('queue tell when a task is given up, left out or has failed', async () => {
  const errors: unknown[] = []
  const queue = createKeyedQueue({ ...silent, onError: (error) => errors.push(error) })
  const { gate, open } = createGate()
  const first = queue.add('chat', () => gate, 'a button')
  await queue.add('chat', async () => errors.push('ran'), 'a button')
  const waiting = queue.add('chat', async () => errors.push('ran'))
  queue.clear('chat')
  await waiting
  open()
  await first
  await queue.add('chat', () => Promise.reject('no'))
  expect(errors).toEqual(['no'])
  await queue.idle()
})
