import { setTimeout as wait } from 'node:timers/promises'
import type { EditedMaterial } from './material.ts'
import { type Bot, type BotOptions, createBot } from './process.ts'
import type { Side } from './side.ts'

const PLATFORMS = ['Discord', 'Telegram'] as const
export type Platform = (typeof PLATFORMS)[number]

/** A copy of the bot, and which platforms it serves, by what it logs. */
export interface Copy {
  readonly bot: Bot
  /** What it does for each platform; one that is not here has not said so yet. */
  readonly does: Map<Platform, 'serves' | 'waits'>
}

export function createCopy(options: BotOptions): Copy {
  const does: Copy['does'] = new Map()
  return { bot: createBot({ ...options, onLine: (line) => noteLine(does, line) }), does }
}

/** A platform is served when the bot says who it is there. */
function noteLine(does: Copy['does'], line: string): void {
  for (const platform of PLATFORMS) {
    if (line.includes(SERVES[platform])) does.set(platform, 'serves')
    if (line.includes(`${platform}: another copy serves it`)) does.set(platform, 'waits')
  }
}

const SERVES: Readonly<Record<Platform, string>> = {
  Discord: 'Discord: I am ',
  Telegram: 'Telegram: answering as ',
}

/** Milliseconds until a copy that was ended is started again. */
const GONE = 1_000
const START_TIMEOUT = 180_000
/** Milliseconds in which the other side sees that a connection is gone. */
const NOTICED = 300

interface TakeoverOptions {
  readonly sides: Readonly<Record<Platform, Side>>
  readonly material: EditedMaterial
  /** Whether all copies serve Telegram. */
  readonly webhooks: boolean
  readonly now: () => number
  readonly say: (line: string) => void
  readonly countFault: (name: string) => void
  readonly isOver: () => boolean
}

/** Ends copies and starts them again, and waits until another one serves what they served. */
export function createTakeovers(options: TakeoverOptions) {
  const { sides, material, webhooks, now, say, countFault, isOver } = options
  /** Milliseconds until a platform was served again, after the copy that served it was gone. */
  const times: number[] = []
  let badStops = 0
  let isStarting = false

  async function stop({ bot }: Copy): Promise<void> {
    if (!(await bot.stop())) badStops++
  }

  /** Starts a copy, and waits until it serves each platform or waits to. */
  async function start({ bot, does }: Copy): Promise<void> {
    // The bot does not start with material that cannot be read.
    isStarting = true
    await material.editWell()
    does.clear()
    bot.start()
    const isReady = async () => {
      while (!isOver() && does.size < PLATFORMS.length) await wait(NOTICED)
    }
    await within('the start of a copy', isReady())
    isStarting = false
  }

  async function end(copy: Copy, how: 'killed' | 'stopped'): Promise<void> {
    const served = PLATFORMS.filter((platform) => copy.does.get(platform) === 'serves')
    // With webhooks the other copies serve Telegram already.
    const missing = served.filter((platform) => !(webhooks && platform === 'Telegram'))
    const again = missing.map((platform) => sides[platform].connected())
    const endedAt = now()
    if (how === 'killed') await copy.bot.kill()
    else {
      for (const platform of served) sides[platform].stopping()
      await stop(copy)
    }
    for (const platform of served) sides[platform].gone(how)
    countFault(`a copy is ${how}`)
    say(`a copy is ${how}; it served ${served.join(' and ') || 'nothing'}`)
    await wait(NOTICED)
    const takenOver = Promise.all(again).then(() => {
      if (missing.length > 0) times.push(now() - endedAt)
    })
    await wait(GONE)
    await Promise.all([start(copy), within('taking over', takenOver)])
  }

  return { times, start, end, stop, badStops: () => badStops, isStarting: () => isStarting }
}

/** @throws when it takes longer than a start may */
export async function within(what: string, done: Promise<unknown>): Promise<void> {
  const late = wait(START_TIMEOUT, 'late' as const, { ref: false })
  if ((await Promise.race([done, late])) === 'late') throw new Error(`${what} took too long`)
}
