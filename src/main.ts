import { existsSync } from 'node:fs'
import { createTerminal } from './bots/terminal/index.ts'
import type { ChatPlatform, Log } from './bots/types.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { ContentError } from './corpus/index.ts'
import { createLiveResponder } from './live.ts'
import { createLog } from './log.ts'
import { loadResponder } from './responder.ts'

const WELCOME = `
No token is set, so here is a chat in the terminal: type a question, /help, or Ctrl+C to leave.
To bring the bot to Discord or Telegram, put DISCORD_TOKEN or TELEGRAM_TOKEN into .env
(see .env.example) and start again.
`
const NOTHING_TO_DO = `
The bot is ready, but there is nobody to talk to: no token is set and no terminal is attached.
  · For Discord or Telegram, put DISCORD_TOKEN or TELEGRAM_TOKEN into .env (see .env.example).
  · For a chat in the terminal, run npm start in one.
  · For a single answer, run: npm run -s ask -- "your question"
`

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const config = readConfig(process.env)
  const secrets = [config.discord?.token, config.telegram?.token, config.telegram?.webhook?.secret]
  const log = createLog(
    (line) => console.error(line),
    secrets.filter((secret) => secret !== undefined),
  )
  const responder = await followMaterial(config.contentFolder, log)
  const platforms = await createPlatforms(config, log)
  if (platforms.length === 0) {
    if (!process.stdin.isTTY) throw new ConfigError(NOTHING_TO_DO.trim())
    process.stdout.write(WELCOME)
    const { input, output } = { input: process.stdin, output: process.stdout }
    const terminal = createTerminal({ input, output, colours: true, locale: config.locale })
    await terminal.start(responder)
    await terminal.ended
    await responder.close()
    return
  }
  stopOnSignals(platforms, log)
  const starts = await Promise.allSettled(platforms.map((platform) => platform.start(responder)))
  starts.forEach((start, index) => {
    if (start.status === 'rejected')
      log.error(`${platforms[index]?.name} did not start: ${(start.reason as Error).message}`)
  })
  if (starts.every(({ status }) => status === 'rejected')) process.exit(1)
}

/** The bot over the folder's material, as it is now and as it will be edited. */
async function followMaterial(folder: string, log: Log) {
  const reportMistake = (error: unknown) =>
    log.error('an answer failed', { error: error instanceof Error ? error.stack : String(error) })
  return createLiveResponder({
    folder,
    load: () => loadResponder(folder, reportMistake),
    onReload: () => log.info('the material was read again'),
    onProblem: (error) =>
      log.error(`the material was not read again, the last good one answers: ${String(error)}`),
  })
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

main().catch((error) => {
  const mendable = error instanceof ContentError || error instanceof ConfigError
  console.error(mendable ? error.message : error)
  process.exit(mendable ? 2 : 1)
})
