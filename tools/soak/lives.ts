import { setTimeout as wait } from 'node:timers/promises'
import type { EditedMaterial } from './material.ts'
import type { Bot } from './process.ts'
import type { Side } from './side.ts'

/** Milliseconds from one start to the next end: a short run has short lives. */
const MIN_LIFE = 2000
const MAX_LIFE = 10_000
/** Milliseconds without a process, so that questions come while nobody is there. */
const GONE = 500
const START_TIMEOUT = 60_000

/** One process after the other, ended by force and gently in turn. */
interface Lives {
  readonly kills: number
  readonly stops: number
  /** Of the gentle stops, those that did not end well. */
  readonly badStops: number
  /** Whether a running process is connected to both platforms. */
  readonly isThere: boolean
  /** Milliseconds from the start of a process until it was connected to both platforms. */
  readonly starts: readonly number[]
  start(): Promise<void>
  /** Ends and starts processes until the moment given, at least once each way. */
  follow(end: number): Promise<void>
  stop(): Promise<void>
}

export function createLives(
  bot: Bot,
  sides: readonly Side[],
  material: EditedMaterial,
  now: () => number,
  tell: (line: string) => void,
): Lives {
  const counts = { kills: 0, stops: 0, badStops: 0, isThere: false }
  const starts: number[] = []
  const start = async () => {
    // The bot does not start with material that cannot be read, so it is fixed first.
    await material.editWell()
    const began = now()
    const connected = Promise.all(sides.map((side) => side.connected()))
    bot.start()
    const late = wait(START_TIMEOUT, 'late', { ref: false })
    if ((await Promise.race([connected, late])) === 'late')
      throw new Error('the bot did not connect; its log says why')
    starts.push(now() - began)
    counts.isThere = true
    bot.settled()
  }
  const kill = async () => {
    counts.kills++
    counts.isThere = false
    await bot.kill()
    for (const side of sides) side.gone('killed')
    tell('killed')
  }
  const stop = async () => {
    counts.stops++
    counts.isThere = false
    for (const side of sides) side.stopping()
    if (!(await bot.stop())) counts.badStops++
    for (const side of sides) side.gone('stopped')
    tell('stopped')
  }
  return {
    get kills() {
      return counts.kills
    },
    get stops() {
      return counts.stops
    },
    get badStops() {
      return counts.badStops
    },
    get isThere() {
      return counts.isThere
    },
    starts,
    ...{ start, stop },
    async follow(end) {
      const life = Math.min(MAX_LIFE, Math.max(MIN_LIFE, (end - now()) / 2))
      while (now() < end || counts.stops === 0) {
        await wait(life)
        await (counts.kills > counts.stops ? stop() : kill())
        await wait(GONE)
        await start()
      }
    },
  }
}
