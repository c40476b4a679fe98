import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import { LOCALES, type Responder } from '../answers/index.ts'
import type { ChatPlatform, Log } from '../bots/types.ts'
import { type DiscordScene, openDiscord } from './discord-scene.ts'
import { type ObservedResponder, observeResponder } from './explain.ts'
import { createJournal } from './journal.ts'
import { describeMaterial, describeSource, type Material } from './material.ts'
import { bundlePage } from './page.ts'
import type { PlatformName } from './protocol.ts'
import { addressOf, startServer } from './server.ts'
import { openTelegram, type TelegramScene } from './telegram-scene.ts'

export { isLoopback } from './guard.ts'
export type { Material } from './material.ts'

export interface PlaygroundOptions {
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
  /** To be told when the bot answers from changed material. */
  showMaterial(): Promise<void>
  /** To be told when changed material cannot be used. */
  showProblem(problem: string): void
  /** Of the page, once it is started. */
  address(): string
}

export function createPlayground({ host, port, readMaterial, log }: PlaygroundOptions): Playground {
  const journal = createJournal()
  const run = randomUUID()
  let material: Material | undefined
  let version = 0
  let server: Server | undefined
  let stopScenes = async () => {}
  let restartBots = async () => {}

  async function start(responder: Responder): Promise<void> {
    material = await readMaterial()
    const scenes = await openScenes(responder)
    stopScenes = scenes.stop
    restartBots = scenes.restartBots
    server = await startServer({
      ...{ host, port, journal, run, actions: scenes.actions, files: await bundlePage() },
      views: {
        material: () => material && describeMaterial(material),
        source: (query) => material && describeSource(material, query.get('id') ?? ''),
      },
    })
    await scenes.startBots()
  }

  async function openScenes(responder: Responder) {
    let answers = 0
    const observe = (platform: PlatformName) =>
      observeResponder(responder, platform, journal, () => ++answers)
    const observed = { discord: observe('discord'), telegram: observe('telegram') }
    const openers = LOCALES.flatMap(
      (locale) => responder.suggest({ command: 'ask', text: '', locale })[1]?.value ?? [],
    ).slice(0, 1)
    const open = ({ lastAnswer }: ObservedResponder) => ({ journal, log, lastAnswer, openers })
    const welcome = (discord: DiscordScene, telegram: TelegramScene) =>
      journal.tell({
        type: 'welcome',
        run,
        bot: { discord: discord.bot, telegram: telegram.bot, username: telegram.username },
        people: { discord: { me: discord.me }, telegram: { me: telegram.me } },
        channels: discord.channels,
        chats: telegram.chats,
        questions: byLocale((locale) =>
          responder.suggest({ command: 'ask', text: '', locale }).map(({ value }) => value),
        ),
      })
    const discord = await openDiscord(open(observed.discord))
    const telegram = await openTelegram(open(observed.telegram))
    welcome(discord, telegram)
    let bots: readonly ChatPlatform[] = []
    discord.begin()
    telegram.begin()
    const startBots = async () => {
      bots = [discord.createBot(), telegram.createBot()]
      await Promise.all([bots[0]?.start(observed.discord), bots[1]?.start(observed.telegram)])
    }
    const stopBots = () => Promise.all(bots.map((bot) => bot.stop()))
    return {
      actions: { ...discord.actions, ...telegram.actions },
      startBots,
      async restartBots() {
        await stopBots()
        await startBots()
      },
      async stop() {
        await stopBots()
        await Promise.all([discord.close(), telegram.close()])
      },
    }
  }

  return {
    name: 'Playground',
    start,
    async stop() {
      server?.closeAllConnections()
      await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()))
      await stopScenes()
    },
    async showMaterial() {
      material = await readMaterial()
      journal.tell({ type: 'material', version: ++version })
      void restartBots
    },
    showProblem: (problem) => journal.tell({ type: 'material', version, problem }),
    address: () => (server ? addressOf(server, host) : ''),
  }
}

const byLocale = <T>(make: (locale: (typeof LOCALES)[number]) => T) => ({
  'zh-Hans': make('zh-Hans'),
  'zh-Hant': make('zh-Hant'),
  en: make('en'),
})
