import { expect, it } from 'vitest'
import { createSparseLog } from '../../../src/shared/sparse-log.ts'

it('three hundred occurrences are nine lines', () => {
  const counts: number[] = []
  const log = createSparseLog((count) => counts.push(count))
  for (let time = 0; time < 300; time++) log.note()
  expect(counts).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256])
})

it('after ten quiet minutes, or a reset, the next is the first again', () => {
  const counts: number[] = []
  let time = 0
  const log = createSparseLog(
    (count) => counts.push(count),
    () => time,
  )
  for (let times = 0; times < 3; times++) log.note()
  log.note()
  time += 10 * 60_000 + 1
  log.note()
  log.note()
  log.reset()
  log.note()
  expect(counts).toEqual([1, 2, 4, 1, 2, 1])
})
