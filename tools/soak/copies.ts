import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { findFreePorts } from '../../test/support/ports.ts'
import { createRandom } from '../bench/random.ts'
import { startBalancer } from './balancer.ts'
import { openDiscord } from './discord.ts'
import { createLedger, type Tally } from './ledger.ts'
import { keepGoing } from './load.ts'
import { copyMaterial } from './material.ts'
import { type Bot, createBot } from './process.ts'
import { asksAgain, secretsOf, settle, UNLIMITED } from './run.ts'
import { startServices } from './services.ts'
import { createCounts, createQuestions, type Side } from './side.ts'
import { openTelegram } from './telegram.ts'

interface CopiesOptions {
  readonly seconds: number
  readonly seed: number
  /** Questions a second on each platform, on average. */
  readonly rate: number
  /** Of the bot. */
  readonly copies: number
  /** Of OpenSearch. */
  readonly nodes: number
  /** Whether Telegram posts to all copies, behind a balancer, instead of being asked by one of them. */
  readonly webhooks: boolean
  readonly tell: (line: string) => void
}

/** What a run with several copies came to. */
export interface CopiesOutcome {
  readonly discord: Tally
  readonly telegram: Tally
  readonly people: number
  readonly channels: number
  /** What was ended, how often. */
  readonly faults: ReadonlyMap<string, number>
  /** Milliseconds until a platform was served again, after the copy that served it was gone. */
  readonly takeovers: readonly number[]
  readonly badStops: number
  readonly problems: readonly string[]
  readonly crashes: readonly string[]
  readonly leaks: readonly string[]
  readonly mistakes: readonly string[]
  readonly late: number
  readonly folder: string
}

/** Milliseconds between two ends, and until a copy that was ended is started again. */
const CALM = 8_000
const GONE = 1_000
const START_TIMEOUT = 180_000
/** Milliseconds in which the other side sees that a connection is gone. */
const NOTICED = 300
/** Milliseconds after a failure in which a copy does not try the database again (src/service/store/postgres/index.ts). */
const SEEN_AGAIN = 4_000
/** Each edit is indexed anew, and every copy follows it. */
const EDIT_EVERY = 30_000
const LAST_ANSWERS = 120_000
const PLATFORMS = ['Discord', 'Telegram'] as const
type Platform = (typeof PLATFORMS)[number]

/** A copy of the bot, and which platforms it serves, by what it logs. */
interface Copy {
  readonly bot: Bot
  /** What it does for each platform; one that is not here has not said so yet. */
  readonly does: Map<Platform, 'serves' | 'waits'>
}

/**
 * Asks while copies of the bot, nodes of OpenSearch and PostgreSQL are ended and started again in
 * turn. One copy serves Discord, and one polls Telegram; the others wait to take over. With webhooks all
 * copies serve Telegram.
 */
export async function soakCopies(options: CopiesOptions): Promise<CopiesOutcome> {
  const { seconds, seed, rate, nodes, webhooks, tell } = options
  const random = createRandom(seed)
  const began = performance.now()
  const now = () => performance.now() - began
  const say = (line: string) => tell(`${(now() / 1000).toFixed(1).padStart(6)} s ${line}`)
  const folder = await mkdtemp(join(tmpdir(), 'soak-'))
  const material = await copyMaterial(join(folder, 'content'))
  const ledger = createLedger(asksAgain)
  const common = { random, ledger, questions: createQuestions(random, material.passages), now }
  /** By the clock of the run. */
  let databaseThereAt = 0
  const isDatabaseAway = () => now() < databaseThereAt
  const sides: Readonly<Record<Platform, Side>> = {
    Discord: await openDiscord(common),
    Telegram: await openTelegram(common, webhooks ? { isDatabaseAway } : undefined),
  }
  const both = Object.values(sides)
  const [entrance = 0, ...ports] = await findFreePorts(options.copies + 1)
  const stopBalancer = webhooks
    ? await startBalancer(join(folder, 'balancer'), entrance, ports)
    : async () => {}
  const services = await startServices(nodes).catch(async (error) => {
    await stopBalancer()
    throw error
  })
  say('PostgreSQL and OpenSearch answer')
  const settings = Object.assign(
    { CONTENT_DIR: material.folder, ...UNLIMITED, ...services.settings },
    ...both.map((side) => side.settings),
    webhooks && {
      TELEGRAM_WEBHOOK_URL: `http://127.0.0.1:${entrance}/telegram`,
      TELEGRAM_WEBHOOK_SECRET: 'a-secret-of-this-run',
    },
  )
  const copies = await Promise.all(
    Array.from({ length: options.copies }, async (_, number): Promise<Copy> => {
      const does: Copy['does'] = new Map()
      const home = join(folder, `copy-${number}`)
      const bot = createBot({
        settings: {
          ...{ ...settings, DATA_DIR: home },
          ...(webhooks && { TELEGRAM_WEBHOOK_PORT: `${ports[number]}` }),
        },
        ...{ folder, logFile: `${home}.log`, forbidden: secretsOf(both) },
        explained: EXPLAINED,
        onLine: (line) => noteLine(does, line),
      })
      return { bot, does }
    }),
  )
  const { counts: faults, add: count } = createCounts()
  const takeovers: number[] = []
  let badStops = 0
  let isOver = false
  let isStarting = false

  const within = async (what: string, done: Promise<unknown>) => {
    const late = wait(START_TIMEOUT, 'late' as const, { ref: false })
    if ((await Promise.race([done, late])) === 'late') throw new Error(`${what} took too long`)
  }
  /** Starts a copy, and waits until it serves each platform or waits to. */
  const start = async ({ bot, does }: Copy) => {
    // The bot does not start with material that cannot be read.
    isStarting = true
    await material.editWell()
    does.clear()
    bot.start()
    const isReady = async () => {
      while (!isOver && does.size < PLATFORMS.length) await wait(NOTICED)
    }
    await within('the start of a copy', isReady())
    isStarting = false
  }
  /** Ends a copy and starts it again; waits until others have taken over what it served. */
  const endCopy = async (copy: Copy, how: 'killed' | 'stopped') => {
    const { bot, does } = copy
    const served = PLATFORMS.filter((platform) => does.get(platform) === 'serves')
    // With webhooks the other copies serve Telegram already.
    const missing = served.filter((platform) => !(webhooks && platform === 'Telegram'))
    const again = missing.map((platform) => sides[platform].connected())
    const endedAt = now()
    if (how === 'killed') await bot.kill()
    else {
      for (const platform of served) sides[platform].stopping()
      if (!(await bot.stop())) badStops++
    }
    for (const platform of served) sides[platform].gone(how)
    count(`a copy is ${how}`)
    say(`a copy is ${how}; it served ${served.join(' and ') || 'nothing'}`)
    await wait(NOTICED)
    const takenOver = Promise.all(again).then(() => {
      if (missing.length > 0) takeovers.push(now() - endedAt)
    })
    await wait(GONE)
    await Promise.all([start(copy), within('taking over', takenOver)])
  }
  const faultsInTurn = [
    ...copies.flatMap((copy) => [
      () => endCopy(copy, 'killed'),
      async () => {
        if (nodes < 2) return
        await services.breakNode()
        count('a node of OpenSearch is killed')
        say('a node of OpenSearch was killed, and is back')
      },
      () => endCopy(copy, 'stopped'),
      async () => {
        databaseThereAt = Number.POSITIVE_INFINITY
        await services.breakDatabase()
        databaseThereAt = now() + SEEN_AGAIN
        count('PostgreSQL is killed')
        say('PostgreSQL was killed, and is back')
      },
    ]),
  ]

  try {
    const connected = Promise.all(both.map((side) => side.connected()))
    for (const copy of copies) await start(copy)
    await within('the start', connected)
    say('both platforms are served')
    const end = now() + seconds * 1000
    const load = {
      ...{
        random,
        sides: both,
        faults: [],
        editEvery: EDIT_EVERY,
        material,
        rate,
        countFault: count,
        now,
      },
      isThere: () => !isStarting,
    }
    const live = async () => {
      for (let turn = 0; now() < end; turn++) {
        await wait(Math.min(CALM, Math.max(0, end - now())))
        await faultsInTurn[turn % faultsInTurn.length]?.()
      }
      isOver = true
    }
    await Promise.all([keepGoing(load, () => isOver), live()])
    say(`asked the last question; ${ledger.open().length} are open`)
    await settle(ledger, now() + LAST_ANSWERS, now)
    const well = await Promise.all(copies.map(({ bot }) => bot.stop()))
    badStops += well.filter((isWell) => !isWell).length
    const bots = copies.map(({ bot }) => bot)
    return {
      ...{ discord: ledger.tally('discord'), telegram: ledger.tally('telegram') },
      people: sum(both.map(({ people }) => people)),
      channels: sum(both.map(({ channels }) => channels)),
      ...{ faults, takeovers, badStops, folder },
      problems: both.flatMap((side) => side.problems()),
      crashes: bots.flatMap(({ crashes }) => crashes),
      leaks: bots.flatMap(({ leaks }) => leaks),
      mistakes: bots.flatMap(({ mistakes }) => mistakes),
      late: sum(both.map((side) => side.late())),
    }
  } finally {
    isOver = true
    await Promise.all(copies.map(({ bot }) => bot.kill()))
    await Promise.all([...both.map((side) => side.close()), services.stop(), stopBalancer()])
    await rm(material.folder, { recursive: true, force: true })
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

/** What the faults of this run bring about, beside those of a run with one copy. */
const EXPLAINED = /questions fail: the search engine is|the lease was lost|DATABASE_URL: PostgreSQL/

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
