import { existsSync } from 'node:fs'
import { inspect } from 'node:util'
import { RESERVED_NAMES, type Responder } from './answers/index.ts'
import { createTerminal } from './bots/terminal/index.ts'
import type { ChatPlatform, Log, Meter } from './bots/types.ts'
import { type Config, ConfigError, readConfig, SECRETS } from './config.ts'
import { ContentError, type Corpus, loadCorpus } from './corpus/index.ts'
import { createLiveResponder } from './live.ts'
import { createLog, redact } from './log.ts'
import { loadResponder } from './responder.ts'
import { createState, type State } from './service/state.ts'

const NEITHER = 'There is no mode of this name: leave it out, or write chat or playground.'

/**
 * With tokens, the bot on the platforms that have one. Without, or as `playground`, a web page that
 * shows it there; as `chat`, a chat in the terminal.
 */
async function main(mode?: string): Promise<void> {
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
  const platforms = await createPlatforms(config, log, monitor?.metrics.meter)
  state.watch(platforms)
  const responder = await followMaterial(config.contentFolder, log, state, {
    showMaterial: () => Promise.all(platforms.map((platform) => platform.refresh?.())),
  })
  process.on('SIGHUP', responder.reload)
  await monitor?.start(log)
  stopOnSignals([...platforms, ...(monitor ? [monitor] : [])], log)
  const counted = monitor ? monitor.measure(responder) : responder
  const starts = await Promise.allSettled(platforms.map((platform) => platform.start(counted)))
  starts.forEach((start, index) => {
    if (start.status === 'rejected')
      log.error(`${platforms[index]?.name} did not start: ${(start.reason as Error).message}`)
  })
  if (starts.every(({ status }) => status === 'rejected')) process.exit(1)
}

async function chat({ contentFolder, locale }: Config, log: Log): Promise<void> {
  const responder = await followMaterial(contentFolder, log, createState())
  const { stdin: input, stdout: output } = process
  const terminal = createTerminal({ input, output, colours: output.isTTY, locale })
  await terminal.start(responder)
  await terminal.ended
  await responder.close()
}

async function play({ contentFolder, playground: { host, port } }: Config, log: Log) {
  const { createPlayground, isLoopback } = await import('./playground/index.ts')
  const readMaterial = () => loadCorpus(contentFolder, { reservedNames: RESERVED_NAMES })
  // Both bots are asked to be seen there, not heard of.
  const quiet: Log = { ...log, info() {}, warn() {} }
  const playground = createPlayground({ host, port, readMaterial, log: quiet })
  const responder = await followMaterial(contentFolder, log, createState(), playground)
  stopOnSignals([playground], log)
  await playground.start(responder).catch((error: NodeJS.ErrnoException) => {
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

const secrets = (): readonly string[] => SECRETS.flatMap((name) => process.env[name]?.trim() ?? [])

/** Health and metrics; their libraries are loaded for those who want them. */
async function createMonitor({ host, port }: NonNullable<Config['health']>, state: State) {
  const { createHealth } = await import('./service/health.ts')
  const { createMetrics, measure } = await import('./service/metrics.ts')
  const metrics = createMetrics(state)
  const health = createHealth({ host, port, state, metrics })
  return {
    metrics,
    measure: (responder: Responder) => measure(responder, metrics),
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

/**
 * After a rejection that nobody minded the rest still works, and people go on being answered. After
 * an exception that nobody caught nothing is certain: whoever supervises starts the bot again.
 */
function noteMistakes(log: Log): void {
  process.on('unhandledRejection', (error) => {
    log.error('something failed that nobody waited for; the bot goes on', { error })
  })
  process.on('uncaughtException', (error) => {
    log.error('something failed that nobody expected; the bot ends', { error })
    process.exit(1)
  })
}

/** The bot over the folder's material, as it is now and as it will be edited. */
async function followMaterial(
  folder: string,
  log: Log,
  state: State,
  watcher: MaterialWatcher = {},
) {
  const onError = (error: unknown) => log.error('an answer failed', { error })
  const onLoad = ({ sources, passages }: Corpus) =>
    state.materialRead({ sources: sources.length, passages: passages.length })
  return createLiveResponder({
    folder,
    load: () => loadResponder(folder, { onError, onLoad, patient: true }),
    onReload() {
      log.info('the material was read again')
      void watcher.showMaterial?.()
    },
    onProblem(error) {
      log.error(`the material was not read again, the last good one answers: ${String(error)}`)
      const problem = error instanceof Error ? error.message : String(error)
      state.materialRefused(redact(problem, secrets()))
      watcher.showProblem?.(problem)
    },
  })
}

interface MaterialWatcher {
  showMaterial?(): Promise<unknown>
  showProblem?(message: string): void
}

/** The platforms that are configured; the library of one that is not is never loaded. */
async function createPlatforms({ discord, telegram }: Config, log: Log, meter?: Meter) {
  const platforms: ChatPlatform[] = []
  if (discord) {
    const { createDiscord } = await import('./bots/discord/index.ts')
    platforms.push(createDiscord({ ...discord, log, ...(meter && { meter }) }))
  }
  if (telegram) {
    const { createTelegram } = await import('./bots/telegram/index.ts')
    platforms.push(createTelegram({ ...telegram, log, ...(meter && { meter }) }))
  }
  return platforms
}

/** The first signal lets the answers in flight finish, the second does not wait for them. */
function stopOnSignals(parts: readonly Pick<ChatPlatform, 'stop'>[], log: Log): void {
  let stopping = false
  const stop = async (signal: string) => {
    if (stopping) process.exit(1)
    stopping = true
    log.info(`${signal}: finishing the answers in flight`)
    await Promise.allSettled(parts.map((part) => part.stop()))
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

main(process.argv[2]).catch((error) => {
  const mendable = error instanceof ContentError || error instanceof ConfigError
  console.error(redact(mendable ? error.message : inspect(error), secrets()))
  process.exit(mendable ? 2 : 1)
})
