import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { RESERVED_NAMES } from './answers/index.ts'
import { createBot } from './app/bot.ts'
import { followMaterial } from './app/follow-material.ts'
import { createMonitor } from './app/monitor.ts'
import { createPlatforms } from './app/platforms.ts'
import { stopOnSignals } from './app/stop-on-signals.ts'
import { waitForEngine } from './app/wait-for-engine.ts'
import { createTerminal } from './bots/terminal/index.ts'
import { type Config, ConfigError, readConfig, SECRETS } from './config.ts'
import { ContentError, loadCorpus } from './corpus/index.ts'
import { MaterialTooLargeError, SearchEngineError } from './retrieval/index.ts'
import { openStore, StoreError } from './service/index.ts'
import { createState } from './service/state.ts'
import { createLog, redact } from './shared/log.ts'
import type { Log } from './shared/types.ts'

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
    { ...config, scopesFolder: join(config.dataFolder, 'material') },
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
  const responder = monitor ? monitor.wrap(bot.responder) : bot.responder
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

const UNLIMITED = { perUser: 1e6, perChannel: 1e6, total: 1e6 }

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
