import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { MESSAGES as SHARED } from '../../src/answers/messages.ts'
import { MESSAGES as DISCORD } from '../../src/bots/discord/messages.ts'
import { MESSAGES as TELEGRAM } from '../../src/bots/telegram/messages.ts'
import { createRandom } from '../bench/random.ts'
import { createDatabase } from './database.ts'
import { openDiscord } from './discord.ts'
import { createLedger, type Ledger, type Tally, TOKEN } from './ledger.ts'
import { createLives } from './lives.ts'
import { keepGoing } from './load.ts'
import { copyMaterial } from './material.ts'
import { createMemory, type Memory } from './memory.ts'
import { type Bot, createBot } from './process.ts'
import { createCounts, createQuestions, type Side } from './side.ts'
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
export interface Outcome {
  readonly discord: Tally
  readonly telegram: Tally
  readonly people: number
  readonly channels: number
  readonly faults: ReadonlyMap<string, number>
  readonly statuses: ReadonlyMap<string, number>
  /** Bodies that a platform's own document refuses. */
  readonly problems: readonly string[]
  /** Messages to the owner. */
  readonly notices: number
  readonly kills: number
  readonly stops: number
  /** Of the gentle stops, those that did not end well. */
  readonly badStops: number
  readonly starts: readonly number[]
  readonly crashes: readonly string[]
  readonly leaks: readonly string[]
  /** Errors in the log that no fault explains. */
  readonly mistakes: readonly string[]
  /** Interactions of Discord that were acknowledged too late. */
  readonly late: number
  /** The database at the end: questions that can be read from it, or what is wrong with it. */
  readonly database: { readonly how: string; readonly broken: number; readonly rows: number }
  readonly memory: Memory
  readonly blocked: Bot['blocked']
  readonly edits: ReadonlyMap<string, number>
  readonly log: ReadonlyMap<string, number>
  readonly logFile: string
}

/** Milliseconds that the last answers may take; an answer to what was asked two minutes ago is stale. */
const LAST_ANSWERS = 120_000
/** Milliseconds without any answer after which none comes any more: no pause of the bot is longer. */
const MAX_SILENCE = 35_000
/** Milliseconds in which a second answer would still come. */
const AFTERWARDS = 1000

/** Asks and lets things go wrong for the time given, and counts what came of it. */
export async function soak({ seconds, seed, rate, tell }: SoakOptions): Promise<Outcome> {
  const random = createRandom(seed)
  const began = performance.now()
  const now = () => performance.now() - began
  const folder = await mkdtemp(join(tmpdir(), 'soak-'))
  const logFile = join(folder, 'bot.log')
  const material = await copyMaterial(join(folder, 'content'))
  const ledger = createLedger(asksAgain)
  const common = { random, ledger, questions: createQuestions(random, material.passages), now }
  const sides = [await openDiscord(common), await openTelegram(common)]
  const database = createDatabase(join(folder, 'data'), random, () => bot.pid())
  const bot: Bot = createBot({
    settings: Object.assign(
      { CONTENT_DIR: material.folder, DATA_DIR: database.folder, ...UNLIMITED },
      ...sides.map(({ settings }) => settings),
    ),
    ...{ folder, logFile, forbidden: secretsOf(sides) },
  })
  const { counts: faults, add: countFault } = createCounts()
  const lives = createLives(bot, sides, material, now, (line) => tell(`${clock(now())} ${line}`))
  let isOver = false
  try {
    await lives.start()
    tell(`${clock(now())} both platforms are connected to the bot`)
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
    tell(`${clock(now())} asked the last question; ${ledger.open().length} are open`)
    await settle(ledger, now() + LAST_ANSWERS, now)
    await lives.stop()
    return {
      ...{ discord: ledger.tally('discord'), telegram: ledger.tally('telegram') },
      people: sum(sides.map(({ people }) => people)),
      channels: sum(sides.map(({ channels }) => channels)),
      ...{ faults, memory: memory.result(), edits: material.edits, log: bot.lines, logFile },
      statuses: new Map(sides.flatMap((side) => [...side.statuses])),
      problems: sides.flatMap((side) => side.problems()),
      notices: sum(sides.map((side) => side.notices())),
      database: { how: database.how, broken: database.broken(), rows: await database.rows() },
      ...{ crashes: bot.crashes, leaks: bot.leaks, mistakes: bot.mistakes, blocked: bot.blocked },
      late: sum(sides.map((side) => side.late())),
      ...{ kills: lives.kills, stops: lives.stops, badStops: lives.badStops, starts: lives.starts },
    }
  } finally {
    isOver = true
    await bot.kill()
    await Promise.all([...sides.map((side) => side.close()), database.close()])
  }
}

/** People here ask more than people do: the limits are tested elsewhere. */
export const UNLIMITED = {
  LIMIT_PER_USER: '100000',
  LIMIT_PER_CHAT: '100000',
  LIMIT_TOTAL: '1000000',
}

const TRY_AGAIN = [SHARED, DISCORD, TELEGRAM].flatMap((words) =>
  Object.values(words).map(({ failed }) => failed),
)
export const asksAgain = (text: string): boolean => TRY_AGAIN.some((words) => text.includes(words))

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
const clock = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1).padStart(6)} s`

/** How the tokens of the local Discord's interactions begin: base64url of `interaction:`. */
const INTERACTION_TOKEN = 'aW50ZXJhY3Rpb246'

/** What must not stand in a log: tokens, also of interactions, and words that people asked. */
export function secretsOf(sides: readonly Side[]): RegExp {
  const tokens = sides.flatMap(({ settings }) =>
    Object.entries(settings).flatMap(([name, value]) => (name.endsWith('_TOKEN') ? [value] : [])),
  )
  const escaped = tokens.map((token) => token.replaceAll(/[^\w]/g, '\\$&'))
  return new RegExp([...escaped, INTERACTION_TOKEN, TOKEN.source].join('|'))
}

/** Waits until every question that can be answered is, or the time is up. */
export async function settle(ledger: Ledger, end: number, now: () => number): Promise<void> {
  const began = now()
  const isSilent = () => now() - Math.max(began, ledger.lastHeard()) > MAX_SILENCE
  while (ledger.open().length > 0 && now() < end && !isSilent()) await wait(200)
  await wait(AFTERWARDS)
}
