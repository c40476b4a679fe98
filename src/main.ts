import { existsSync } from 'node:fs'
import { RESERVED_NAMES } from './answers/index.ts'
import { createTerminal } from './bots/terminal/index.ts'
import type { ChatPlatform, Log } from './bots/types.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { ContentError, loadCorpus } from './corpus/index.ts'
import { createLiveResponder } from './live.ts'
import { createLog } from './log.ts'
import { loadResponder } from './responder.ts'
import type { OpenedIndex } from './retrieval/open.ts'

const NEITHER = 'There is no mode of this name: leave it out, or write chat or playground.'

/**
 * With tokens, the bot on the platforms that have one. Without, or as `playground`, a web page that
 * shows it there; as `chat`, a chat in the terminal.
 */
async function main(mode?: string): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const config = readConfig(process.env)
  const log = createLog((line) => console.error(line), secretsOf(config))
  if (mode === 'chat') return chat(config, log)
  if (mode !== undefined && mode !== 'playground') throw new ConfigError(NEITHER)
  if (mode === 'playground' || !(config.discord || config.telegram)) return play(config, log)
  const platforms = await createPlatforms(config, log)
  const responder = await followMaterial(config.contentFolder, log, {
    showMaterial: () => Promise.all(platforms.map((platform) => platform.refresh?.())),
  })
  process.on('SIGHUP', responder.reload)
  stopOnSignals(platforms, log)
  const starts = await Promise.allSettled(platforms.map((platform) => platform.start(responder)))
  starts.forEach((start, index) => {
    if (start.status === 'rejected')
      log.error(`${platforms[index]?.name} did not start: ${(start.reason as Error).message}`)
  })
  if (starts.every(({ status }) => status === 'rejected')) process.exit(1)
}

async function chat({ contentFolder, locale }: Config, log: Log): Promise<void> {
  const responder = await followMaterial(contentFolder, log)
  const { stdin: input, stdout: output } = process
  const terminal = createTerminal({ input, output, colours: output.isTTY, locale })
  await terminal.start(responder)
  await terminal.ended
  await responder.close()
}

async function play({ contentFolder, playground: { host, port } }: Config, log: Log) {
  const { createPlayground, isLoopback } = await import('./playground/index.ts')
  const readMaterial = () => loadCorpus(contentFolder, { reservedNames: RESERVED_NAMES })
  const playground = createPlayground({ host, port, readMaterial, log: QUIET })
  const responder = await followMaterial(contentFolder, log, playground)
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

/** In the playground both bots are asked to be seen, not heard of. */
const QUIET: Log = { info() {}, warn() {}, error: (message) => console.error(message) }
const ELSEWHERE = 'Set HOST to an address of this machine, and PORT to a free port.'
const EXPOSED =
  'HOST is not this machine alone: everybody who can reach the address can open the page, read the\nmaterial and what is said there, without a password. Leave HOST empty to keep it to yourself.'

function secretsOf({ discord, telegram }: Config): readonly string[] {
  const secrets = [discord?.token, telegram?.token, telegram?.webhook?.secret]
  return secrets.filter((secret) => secret !== undefined)
}

/** The bot over the folder's material, as it is now and as it will be edited. */
async function followMaterial(folder: string, log: Log, watcher: MaterialWatcher = {}) {
  const reportIndex = createIndexReport(log)
  const reportMistake = (error: unknown) =>
    log.error('an answer failed', { error: error instanceof Error ? error.stack : String(error) })
  return createLiveResponder({
    folder,
    load: () =>
      loadResponder(folder, { onError: reportMistake, onIndex: reportIndex, patient: true }),
    onReload() {
      log.info('the material was read again')
      void watcher.showMaterial?.()
    },
    onProblem(error) {
      log.error(`the material was not read again, the last good one answers: ${String(error)}`)
      watcher.showProblem?.(error instanceof Error ? error.message : String(error))
    },
  })
}

/** Says once that an index cannot be kept: the bot is none the worse for it until its next start. */
function createIndexReport(log: Log) {
  let said = false
  return ({ unsaved }: OpenedIndex) => {
    if (unsaved && !said) log.warn(`${UNSAVED}: ${unsaved.message}`)
    said ||= unsaved !== undefined
  }
}

const UNSAVED = 'the index cannot be kept in a file, so that every start will build it again'

interface MaterialWatcher {
  showMaterial?(): Promise<unknown>
  showProblem?(message: string): void
}

/** The platforms that are configured; the library of one that is not is never loaded. */
async function createPlatforms({ discord, telegram }: Config, log: Log) {
  const platforms: ChatPlatform[] = []
  if (discord) {
    const { createDiscord } = await import('./bots/discord/index.ts')
    platforms.push(createDiscord({ ...discord, log }))
  }
  if (telegram) {
    const { createTelegram } = await import('./bots/telegram/index.ts')
    platforms.push(createTelegram({ ...telegram, log }))
  }
  return platforms
}

/** The first signal lets the answers in flight finish, the second does not wait for them. */
function stopOnSignals(platforms: readonly ChatPlatform[], log: Log): void {
  let stopping = false
  const stop = async (signal: string) => {
    if (stopping) process.exit(1)
    stopping = true
    log.info(`${signal}: finishing the answers in flight`)
    await Promise.allSettled(platforms.map((platform) => platform.stop()))
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

main(process.argv[2]).catch((error) => {
  const mendable = error instanceof ContentError || error instanceof ConfigError
  console.error(mendable ? error.message : error)
  process.exit(mendable ? 2 : 1)
})
