import { setTimeout as wait } from 'node:timers/promises'
import type { Bot } from './process.ts'

/** Share of a process' life that is warming up: caches fill, code is compiled. */
const WARM_UP = 0.4
/**
 * The lowest of so many measurements counts, a pause in milliseconds between them: while material is
 * read again there are two of everything.
 */
const MEASURES = 5
const PAUSE = 300
/** Bytes that what is still needed may grow by after that, whatever is asked. */
export const MAX_HEAP_GROWTH = 8 * 2 ** 20
/** The same for the memory that the operating system gave: what is free for reuse counts too. */
export const MAX_RESIDENT_GROWTH = 0.2

/** Bytes, after the warm-up and at the end of one process' life; resident memory where it is known. */
export interface Memory {
  readonly heap: readonly [warm: number, last: number]
  readonly resident: readonly [warm: number, last: number] | undefined
}

/** Follows one process, from now until `end` by the clock. */
export function createMemory(bot: Bot, now: () => number, end: number) {
  const measured: { heap: number; resident: number | undefined }[] = []
  const measure = async () => {
    const heaps: number[] = []
    const residents: number[] = []
    for (let time = 0; time < MEASURES; time++) {
      heaps.push(await bot.heap())
      residents.push(bot.residentMemory() ?? Number.NaN)
      await wait(PAUSE)
    }
    const resident = Math.min(...residents)
    measured.push({
      heap: Math.min(...heaps),
      resident: Number.isNaN(resident) ? undefined : resident,
    })
  }
  return {
    async follow() {
      const start = now()
      await wait((end - start) * WARM_UP)
      await measure()
      await wait(Math.max(0, end - now() - MEASURES * PAUSE))
      await measure()
    },
    result(): Memory {
      const [warm, last] = measured
      if (!warm || !last) throw new Error('memory was not measured')
      const known = warm.resident !== undefined && last.resident !== undefined
      return {
        heap: [warm.heap, last.heap],
        resident: known ? [warm.resident as number, last.resident as number] : undefined,
      }
    },
  }
}
