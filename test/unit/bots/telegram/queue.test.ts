import { expect, it } from 'vitest'
import { createLanes } from '../../../../src/bots/telegram/queue.ts'

const silent = { onError: () => {}, onDrop: () => {} }

function createGate() {
  let open = () => {}
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  return { gate, open }
}

it('lanes are settled when what came since the last mark is done, whatever came before', async () => {
  const lanes = createLanes(silent)
  const [before, since] = [createGate(), createGate()]
  lanes.add('slow', () => before.gate)
  expect(lanes.isSettled()).toBe(false)
  lanes.mark()
  expect(lanes.isSettled()).toBe(true)
  lanes.add('quick', () => since.gate)
  expect(lanes.isSettled()).toBe(false)
  since.open()
  await expect.poll(() => lanes.isSettled()).toBe(true)
  before.open()
  await lanes.idle()
})

it('lanes are settled when what waits is given up', async () => {
  const lanes = createLanes(silent)
  const { gate, open } = createGate()
  lanes.add('chat', () => gate)
  lanes.mark()
  lanes.add('chat', async () => {})
  expect(lanes.isSettled()).toBe(false)
  lanes.clear('chat')
  expect(lanes.isSettled()).toBe(true)
  open()
  await lanes.idle()
})
