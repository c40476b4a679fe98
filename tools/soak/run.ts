import { join } from 'node:path'
import { createDatabase } from './database.ts'
import { openDiscord } from './discord.ts'
import { createLives } from './lives.ts'
import { keepGoing } from './load.ts'
import { createMemory, type Memory } from './memory.ts'
import { type RunOutcome, settle, sum, summarise } from './outcome.ts'
import { type Bot, createBot } from './process.ts'
import { secretsOf, setUp, UNLIMITED } from './setup.ts'
import { createCounts } from './side.ts'
import { openTelegram } from './telegram.ts'

interface SoakOptions {
  /** For how long questions are asked; the first half in one process, the second in many. */
  readonly seconds: number
  readonly seed: number
  /** Questions a second on each platform, on average. */
  readonly rate: number
  /** Called with a line about what happens. */
  readonly tell: (line: string) => void
}

/** What a run came to. */
export interface Outcome extends RunOutcome {
  readonly statuses: ReadonlyMap<string, number>
  /** Messages to the owner. */
  readonly notices: number
  readonly kills: number
  readonly stops: number
  readonly starts: readonly number[]
  /** The database at the end: questions that can be read from it, or what is wrong with it. */
  readonly database: { readonly how: string; readonly broken: number; readonly rows: number }
  readonly memory: Memory
  readonly blocked: Bot['blocked']
  readonly edits: ReadonlyMap<string, number>
  readonly log: ReadonlyMap<string, number>
  readonly logFile: string
}

/** Asks and lets things go wrong for the time given, and counts what came of it. */
export async function soak({ seconds, seed, rate, tell }: SoakOptions): Promise<Outcome> {
  const scene = await setUp(seed, tell)
  const { random, now, folder, material, ledger, say } = scene
  const logFile = join(folder, 'bot.log')
  const sides = [await openDiscord(scene), await openTelegram(scene)]
  const database = createDatabase(join(folder, 'data'), random, () => bot.pid())
  const bot: Bot = createBot({
    settings: Object.assign(
      { CONTENT_DIR: material.folder, DATA_DIR: database.folder, ...UNLIMITED },
      ...sides.map(({ settings }) => settings),
    ),
    ...{ folder, logFile, forbidden: secretsOf(sides) },
  })
  const { counts: faults, add: countFault } = createCounts()
  const lives = createLives(bot, sides, material, now, say)
  let isOver = false
  try {
    await lives.start()
    say('both platforms are connected to the bot')
    const half = now() + seconds * 500
    const end = half + seconds * 500
    const isThere = () => lives.isThere
    const memory = createMemory(bot, now, half)
    const live = async () => {
      await memory.follow()
      await lives.follow(end)
      isOver = true
    }
    const faultsOfAll = [...sides.flatMap((side) => side.faults), ...database.faults]
    const load = { random, sides, faults: faultsOfAll, material, rate, countFault, now, isThere }
    await Promise.all([keepGoing(load, () => isOver), live()])
    say(`asked the last question; ${ledger.open().length} are open`)
    await settle(ledger, now)
    await lives.stop()
    return {
      ...summarise(ledger, sides, [bot]),
      ...{ faults, memory: memory.result(), edits: material.edits, log: bot.lines, logFile },
      statuses: new Map(sides.flatMap((side) => [...side.statuses])),
      notices: sum(sides.map((side) => side.notices())),
      database: { how: database.how, broken: database.broken(), rows: await database.rows() },
      blocked: bot.blocked,
      ...{ kills: lives.kills, stops: lives.stops, badStops: lives.badStops, starts: lives.starts },
    }
  } finally {
    isOver = true
    await bot.kill()
    await Promise.all([...sides.map((side) => side.close()), database.close()])
  }
}
