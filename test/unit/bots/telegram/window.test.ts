import { expect, it } from 'vitest'
import { createWindow } from '../../../../src/bots/telegram/window.ts'

const ROOM = 15

function open(from: number, to: number) {
  const window = createWindow(ROOM)
  for (let id = from; id <= to; id++) window.add(id)
  return window
}

it('window confirms what is answered, up to the first update that is not', () => {
  const window = open(40, 44)
  expect([window.offset(), window.size()]).toEqual([40, 5])
  for (const id of [40, 41, 43]) window.answered(id)
  expect([window.offset(), window.size()]).toEqual([42, 3])
  for (const id of [42, 44]) window.answered(id)
  expect([window.offset(), window.size()]).toEqual([45, 0])
})

it('window knows what Telegram tells again', () => {
  const window = open(40, 42)
  window.answered(41)
  window.offset()
  expect([40, 41, 42, 43].map(window.add)).toEqual([false, false, false, true])
})

it('window takes updates in any order', () => {
  const window = createWindow(ROOM)
  for (const id of [44, 41, 43]) window.add(id)
  window.answered(41)
  expect(window.offset()).toBe(43)
})

it('window always leaves room for others, and gives up the oldest for it', () => {
  const window = open(1, 300)
  expect(window.offset()).toBe(300 - (100 - ROOM) + 1)
  expect(window.size()).toBe(100 - ROOM)
})
