import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { findFreePorts } from '../../test/support/ports.ts'
import { startBalancer } from './balancer.ts'
import { openDiscord } from './discord.ts'
import { keepGoing } from './load.ts'
import { type RunOutcome, settle, summarise } from './outcome.ts'
import { startServices } from './services.ts'
import { secretsOf, setUp, UNLIMITED } from './setup.ts'
import { createCounts, type Side } from './side.ts'
import { type Copy, createCopy, createTakeovers, type Platform, within } from './takeovers.ts'
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
export interface CopiesOutcome extends RunOutcome {
  /** Milliseconds until a platform was served again, after the copy that served it was gone. */
  readonly takeovers: readonly number[]
  readonly folder: string
}

/** Milliseconds between two ends. */
const CALM = 8_000
/** Milliseconds after a failure in which a copy does not try the database again (src/service/store/postgres/index.ts). */
const SEEN_AGAIN = 4_000
/** Each edit is indexed anew, and every copy follows it. */
const EDIT_EVERY = 30_000

/**
 * Asks while copies of the bot, nodes of OpenSearch and PostgreSQL are ended and started again in
 * turn. One copy serves Discord, and one polls Telegram; the others wait to take over. With webhooks all
 * copies serve Telegram.
 */
export async function soakCopies(options: CopiesOptions): Promise<CopiesOutcome> {
  const { seconds, seed, rate, nodes, webhooks, tell } = options
  const scene = await setUp(seed, tell)
  const { random, now, folder, material, ledger, say } = scene
  /** By the clock of the run. */
  let databaseThereAt = 0
  const isDatabaseAway = () => now() < databaseThereAt
  const sides: Readonly<Record<Platform, Side>> = {
    Discord: await openDiscord(scene),
    Telegram: await openTelegram(scene, webhooks ? { isDatabaseAway } : undefined),
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
  const copies = Array.from({ length: options.copies }, (_, number): Copy => {
    const home = join(folder, `copy-${number}`)
    return createCopy({
      settings: {
        ...{ ...settings, DATA_DIR: home },
        ...(webhooks && { TELEGRAM_WEBHOOK_PORT: `${ports[number]}` }),
      },
      ...{ folder, logFile: `${home}.log`, forbidden: secretsOf(both), explained: EXPLAINED },
    })
  })
  const bots = copies.map(({ bot }) => bot)
  const { counts: faults, add: countFault } = createCounts()
  let isOver = false
  const takeovers = createTakeovers({
    ...{ sides, material, webhooks, now, say, countFault },
    isOver: () => isOver,
  })
  const breakNode = async () => {
    if (nodes < 2) return
    await services.breakNode()
    countFault('a node of OpenSearch is killed')
    say('a node of OpenSearch was killed, and is back')
  }
  const breakDatabase = async () => {
    databaseThereAt = Number.POSITIVE_INFINITY
    await services.breakDatabase()
    databaseThereAt = now() + SEEN_AGAIN
    countFault('PostgreSQL is killed')
    say('PostgreSQL was killed, and is back')
  }
  const faultsInTurn = copies.flatMap((copy) => [
    () => takeovers.end(copy, 'killed'),
    breakNode,
    () => takeovers.end(copy, 'stopped'),
    breakDatabase,
  ])

  try {
    const connected = Promise.all(both.map((side) => side.connected()))
    for (const copy of copies) await takeovers.start(copy)
    await within('the start', connected)
    say('both platforms are served')
    const end = now() + seconds * 1000
    const load = {
      ...{ random, sides: both, faults: [], editEvery: EDIT_EVERY, material, rate },
      ...{ countFault, now, isThere: () => !takeovers.isStarting() },
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
    await settle(ledger, now)
    await Promise.all(copies.map(takeovers.stop))
    return {
      ...summarise(ledger, both, bots),
      ...{ faults, takeovers: takeovers.times, badStops: takeovers.badStops(), folder },
    }
  } finally {
    isOver = true
    await Promise.all(bots.map((bot) => bot.kill()))
    await Promise.all([...both.map((side) => side.close()), services.stop(), stopBalancer()])
    await rm(material.folder, { recursive: true, force: true })
  }
}

/** What the faults of this run bring about, beside those of a run with one copy. */
const EXPLAINED = /questions fail: the search engine is|the lease was lost|DATABASE_URL: PostgreSQL/
