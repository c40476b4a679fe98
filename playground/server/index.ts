import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import { type ChatRequest, type Responder, wrapResponder } from '../../src/answers/index.ts'
import type { ChatPlatform } from '../../src/bots/types.ts'
import type { Log } from '../../src/shared/types.ts'
import type { Locale, Welcome } from '../protocol/index.ts'
import { type DiscordSimulator, openDiscord } from './discord/index.ts'
import { createEventLog } from './event-log.ts'
import { describeMaterial, describeSource, type Material } from './material.ts'
import { bundlePage } from './page.ts'
import { createPictureShelf } from './picture-shelf.ts'
import { addressOf, startServer } from './server.ts'
import { openTelegram, type TelegramSimulator } from './telegram/index.ts'

export { isLoopback } from './guard.ts'
export type { Material } from './material.ts'

interface PlaygroundOptions {
  /** Address to listen on. Anything but the loopback address shows the page to the network. */
  readonly host: string
  /** The next free one is taken if it is in use; 0 is any. */
  readonly port: number
  /** Reads the material to show. */
  readonly readMaterial: () => Promise<Material>
  readonly log: Log
}

/** A web page where people chat with the bot as on Discord and on Telegram, without a token. */
export interface Playground extends ChatPlatform {
  /** To be told when the bot answers from changed material; never rejects. */
  showMaterial(): Promise<void>
  /** To be told when changed material cannot be used. */
  showProblem(problem: string): void
  /** Of the page, once it is started. */
  address(): string
}

export function createPlayground({ host, port, readMaterial, log }: PlaygroundOptions): Playground {
  const eventLog = createEventLog()
  const pictures = createPictureShelf()
  let run = ''
  let version = 0
  let material: Material | undefined
  let server: Server | undefined
  let simulators: Simulators | undefined
  let greet = async () => {}
  let startingOver: Promise<void> | undefined
  const showProblem = (problem: string) =>
    eventLog.tell({ type: 'material', version, at: Date.now(), problem })

  /** Opens both platforms with nothing said on them yet. */
  async function open(responder: Responder): Promise<Simulators> {
    run = randomUUID()
    const options = { responder: inSession(responder, run), eventLog, log, pictures }
    const [discord, telegram] = await Promise.all([openDiscord(options), openTelegram(options)])
    greet = async () => eventLog.tell(await welcome(run, discord, telegram, responder))
    await greet()
    return { discord, telegram }
  }
  async function greetPeople(responder: Responder, { discord, telegram }: Simulators) {
    const [, opener] = await questionsIn(responder, 'zh-Hans')
    await Promise.all([discord.start(opener), telegram.start(opener)])
  }
  async function startOver(responder: Responder): Promise<void> {
    const before = simulators
    // What ends now has nothing more to tell.
    before?.discord.leave()
    before?.telegram.leave()
    eventLog.clear()
    pictures.clear()
    simulators = await open(responder)
    await greetPeople(responder, simulators)
    await Promise.all([before?.discord.stop(), before?.telegram.stop()])
  }

  return {
    name: 'Playground',
    async start(responder) {
      material = await readMaterial()
      simulators = await open(responder)
      server = await startServer({
        ...{ host, port, eventLog, pictures, files: await bundlePage() },
        get run() {
          return run
        },
        get actions() {
          return {
            ...simulators?.discord.actions,
            ...simulators?.telegram.actions,
            'start-over': async () => {
              startingOver ??= startOver(responder).finally(() => {
                startingOver = undefined
              })
              await startingOver
            },
          }
        },
        views: {
          material: () => material && describeMaterial(material),
          source: (query) => material && describeSource(material, query.get('id') ?? ''),
        },
      })
      await greetPeople(responder, simulators)
    },
    async stop() {
      const closed = new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)))
      server?.closeAllConnections()
      await Promise.all([closed, simulators?.discord.stop(), simulators?.telegram.stop()])
    },
    async showMaterial() {
      try {
        material = await readMaterial()
        eventLog.tell({ type: 'material', version: ++version, at: Date.now() })
        await greet()
      } catch (error) {
        showProblem(error instanceof Error ? error.message : String(error))
      }
    },
    showProblem,
    address: () => (server ? addressOf(server, host) : ''),
  }
}

interface Simulators {
  readonly discord: DiscordSimulator
  readonly telegram: TelegramSimulator
}

/** The same responder, for people whom it has never met: what it remembers of others is not theirs. */
function inSession(responder: Responder, session: string): Responder {
  const rename = <Request extends ChatRequest>(request: Request): Request => {
    const { from } = request
    if (!from) return request
    const of = (key: string) => `${key} ${session}`
    const { user, channel, scope } = from
    return { ...request, from: { ...from, user: of(user), channel: of(channel), scope: of(scope) } }
  }
  return wrapResponder(responder, {
    respond: (request) => responder.respond(rename(request)),
    suggest: (request) => responder.suggest(rename(request)),
  })
}

const welcome = async (
  run: string,
  discord: DiscordSimulator,
  telegram: TelegramSimulator,
  responder: Responder,
): Promise<Welcome> => ({
  ...{ type: 'welcome', run },
  bot: { discord: discord.bot, telegram: telegram.bot, username: telegram.username },
  people: { discord: { me: discord.me }, telegram: { me: telegram.me } },
  channels: discord.channels,
  chats: telegram.chats,
  questions: {
    'zh-Hans': await questionsIn(responder, 'zh-Hans'),
    'zh-Hant': await questionsIn(responder, 'zh-Hant'),
    en: await questionsIn(responder, 'en'),
  },
})

const questionsIn = async (responder: Responder, locale: Locale): Promise<readonly string[]> =>
  (await responder.suggest({ command: 'ask', text: '', locale })).map(({ value }) => value)
