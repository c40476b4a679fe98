import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { RESERVED_NAMES, type Responder } from './answers/index.ts'
import { createBot, followMaterial } from './app/bot.ts'
import { leasePlatform } from './app/leased-platform.ts'
import { stopOnSignals } from './app/stop-on-signals.ts'
import { type SupervisedPlatform, supervise } from './app/supervise.ts'
import { waitForEngine } from './app/wait-for-engine.ts'
import { createTerminal } from './bots/terminal/index.ts'
import { type Config, ConfigError, readConfig, SECRETS } from './config.ts'
import { ContentError, loadCorpus } from './corpus/index.ts'
import { MaterialTooLargeError, SearchEngineError } from './retrieval/index.ts'
import { openStore, type Store, StoreError } from './service/index.ts'
import { createState, type State } from './service/state.ts'
import { createLog, redact } from './shared/log.ts'
import type { Log, Meter } from './shared/types.ts'

const NEITHER = 'There is no mode of this name: leave it out, or write chat or playground.'
const HELP = `Chuchu answers questions from your own material, word for word, with numbered sources.

  npm start             the bot on the platforms whose token is set in .env; without a token,
                        the playground
  npm run playground    a web page on this machine with both bots, without a token
  npm run chat          a chat in this terminal; quit or Ctrl+C ends it

Settings are read from the environment and from .env; .env.example explains each.
`

/**
 * With tokens, the bot on the platforms that have one. Without, or as `playground`, a web page that
 * shows it there; as `chat`, a chat in the terminal.
 */
async function main(words: readonly string[]): Promise<void> {
  if (words.some((word) => word === '--help' || word === '-h')) return console.log(HELP)
  const [mode] = words
  if (existsSync('.env')) process.loadEnvFile('.env')
  const config = readConfig(process.env)
  const readable = process.stderr.isTTY === true
  const log = createLog(console.error, secrets(), { level: config.logLevel, readable })
  noteMistakes(log)
  // Until there is something to read again; the system would end a process that does not listen.
  process.on('SIGHUP', () => {})
  if (mode === 'chat') return chat(config, log)
  if (mode !== undefined && mode !== 'playground') throw new ConfigError(NEITHER)
  if (mode === 'playground' || !(config.discord || config.telegram)) return play(config, log)
  const state = createState()
  const monitor = config.health && (await createMonitor(config.health, state))
  const { databaseUrl: url, dataFolder: folder } = config
  const store = await openStore({ url, folder, log })
  const onMoved = (from: string, to: string): Promise<void> => bot.move(from, to)
  const platforms = await createPlatforms(config, { store, log, onMoved, meter: monitor?.meter })
  const engine =
    config.searchUrl === undefined ? undefined : await waitForEngine(config.searchUrl, log)
  state.watch(platforms, engine?.isHere)
  const bot = await createBot(
    { ...config, placesFolder: join(config.dataFolder, 'material') },
    { store, engine, log },
    {
      onMaterial(event) {
        if (event.type === 'refused') state.materialRefused(redact(event.problem, secrets()))
        else {
          const { sources, passages } = event.corpus
          state.materialRead({ sources: sources.length, passages: passages.length })
          if (!event.isFirst) for (const platform of platforms) void platform.refresh?.()
        }
      },
    },
    platforms,
  )
  process.on('SIGHUP', bot.reload)
  await monitor?.start(log)
  const imports = await createImports(config, log)
  const parts = [...platforms, ...(monitor ? [monitor] : []), ...imports]
  stopOnSignals({ parts, log, close: bot.close, withParent: isNpm() })
  const responder = monitor ? monitor.around(bot.responder) : bot.responder
  const runs = await Promise.allSettled(platforms.map((platform) => platform.run(responder)))
  if (runs.some(({ status }) => status === 'fulfilled')) return
  log.error('no platform is left to serve; the bot ends')
  process.exit(1)
}

async function chat({ contentFolder, locale }: Config, log: Log): Promise<void> {
  const responder = await followMaterial(contentFolder, log)
  const { stdin: input, stdout: output } = process
  const terminal = createTerminal({ input, output, colours: output.isTTY, locale })
  await terminal.start(responder)
  await terminal.ended
  await responder.close()
}

async function play(config: Config, log: Log) {
  const { contentFolder, playground: page } = config
  const { host, port } = page
  const { createPlayground, isLoopback } = await import('../playground/server/index.ts')
  const readMaterial = () => loadCorpus(contentFolder, { reservedNames: RESERVED_NAMES })
  // Both bots are asked to be seen there, not heard of.
  const quiet: Log = { ...log, info() {}, warn() {} }
  const playground = createPlayground({ host, port, readMaterial, log: quiet })
  // Nothing that is tried out there outlives it, and nobody there floods anybody.
  const store = await openStore({ log })
  const bot = await createBot(
    { ...config, limits: UNLIMITED },
    { store, log },
    {
      onMaterial(event) {
        if (event.type === 'refused') playground.showProblem(event.problem)
        else if (!event.isFirst) void playground.showMaterial()
      },
    },
  )
  stopOnSignals({ parts: [playground], log, close: bot.close, withParent: isNpm() })
  await playground.start(bot.responder).catch((error: NodeJS.ErrnoException) => {
    if (error.syscall === undefined) throw error
    throw new ConfigError(
      `The page cannot be served on ${host}:${port} (${error.code}). ${ELSEWHERE}`,
    )
  })
  console.log(
    [
      `\nThe playground is open: ${playground.address()}`,
      'Chat there with the bot as on Discord and on Telegram. Ctrl+C ends it.',
      'For a chat in the terminal instead: npm run chat',
      ...(isLoopback(host) ? [] : ['', EXPOSED]),
    ].join('\n'),
  )
}

const ELSEWHERE = 'Set HOST to an address of this machine, and PORT to a free port.'
const EXPOSED =
  'HOST is not this machine alone: everybody who can reach the address can open the page, read the\nmaterial and what is said there, without a password. Leave HOST empty to keep it to yourself.'

/** Whether npm has started the process, and is its parent. */
const isNpm = (): boolean => process.env.npm_lifecycle_event !== undefined

const secrets = (): readonly string[] => SECRETS.flatMap((name) => process.env[name]?.trim() ?? [])

/**
 * After an unhandled rejection the rest still works, and people go on being answered. After an
 * uncaught exception the state is unknown: the bot ends, and its supervisor starts it again.
 */
function noteMistakes(log: Log): void {
  process.on('unhandledRejection', (error) => {
    log.error('unhandled rejection; the bot goes on', { error })
  })
  process.on('uncaughtException', (error) => {
    log.error('uncaught exception; the bot ends', { error })
    process.exit(1)
  })
}

/** Imports on a schedule, if the host wants any. */
async function createImports({ contentFolder, importEvery: every }: Config, log: Log) {
  if (every === undefined) return []
  const { scheduleImports } = await import('./app/scheduled-imports.ts')
  return [scheduleImports({ contentFolder, every, log })]
}

/** Health and metrics; what they need is loaded for those who want them. */
async function createMonitor({ host, port }: NonNullable<Config['health']>, state: State) {
  const { createHealth } = await import('./service/health.ts')
  const { createMetrics, measure } = await import('./service/metrics.ts')
  const metrics = createMetrics(state)
  const health = createHealth({ host, port, state, metrics })
  return {
    meter: metrics.meter,
    around: (responder: Responder) => measure(responder, metrics),
    stop: health.stop,
    async start(log: Log) {
      await health.start().catch((error: NodeJS.ErrnoException) => {
        throw new ConfigError(
          `Health cannot be served on ${host}:${port} (${error.code}). ${ELSEWHERE_FOR_HEALTH}`,
        )
      })
      log.info(`health and metrics are served on ${health.address()}`)
    },
  }
}

const ELSEWHERE_FOR_HEALTH =
  'Set HEALTH_HOST to an address of this machine, and HEALTH_PORT to a free port.'

const UNLIMITED = { perUser: 1e6, perChannel: 1e6, total: 1e6 }

interface PlatformParts {
  readonly store: Store
  readonly log: Log
  /** Told of a group that has got another number. */
  readonly onMoved: (from: string, to: string) => Promise<void>
  readonly meter: Meter | undefined
}

/** The platforms that are configured; the library of one that is not is never loaded. */
async function createPlatforms(
  { discord, telegram }: Config,
  { store, log, onMoved, meter }: PlatformParts,
) {
  const platforms: SupervisedPlatform[] = []
  const common = { log, once: store.once, ...(meter && { meter }) }
  if (discord) {
    const { createDiscord } = await import('./bots/discord/index.ts')
    const create = () => createDiscord({ ...discord, ...common })
    const names = namesOfShards(discord)
    platforms.push(supervise(() => leasePlatform(create(), store, names, log), log))
  }
  if (telegram) {
    const { createTelegram } = await import('./bots/telegram/index.ts')
    const create = () => createTelegram({ ...telegram, ...common, onMoved })
    // A balancer gives each copy its share of a webhook; polling is for one.
    const names = [`telegram ${telegram.token.split(':')[0]}`]
    const lease = () => leasePlatform(create(), store, names, log)
    platforms.push(supervise(telegram.webhook ? create : lease, log))
  }
  return platforms
}

/** Copies that share a database serve each shard once. A hash names the bot without its token. */
function namesOfShards({ token, shards }: NonNullable<Config['discord']>): readonly string[] {
  const bot = createHash('sha256').update(token).digest('base64url').slice(0, 12)
  if (!shards) return [`discord ${bot}`]
  const { first, last } = shards
  return Array.from({ length: last - first + 1 }, (_, i) => `discord ${bot} ${first + i}`)
}

/** What a host can fix: the message says how, and needs no stack. */
const EXPECTED = [
  ...[ContentError, ConfigError, MaterialTooLargeError, StoreError, SearchEngineError],
]

main(process.argv.slice(2)).catch((error) => {
  const expected = EXPECTED.some((kind) => error instanceof kind)
  const message = expected ? error.message : inspect(error)
  // It shows no values, and its examples must stay whole.
  console.error(error instanceof ConfigError ? message : redact(message, secrets()))
  process.exit(expected ? 2 : 1)
})
