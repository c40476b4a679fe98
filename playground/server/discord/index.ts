import { createDiscord } from '../../../src/bots/discord/index.ts'
import { startDiscord } from '../../discord/index.ts'
import type { Channel, PlatformName } from '../../protocol/index.ts'
import { observeResponder } from '../explain.ts'
import type { Simulator, SimulatorOptions } from '../simulator.ts'
import { createActions } from './actions.ts'
import { createDisplay } from './display.ts'
import { createReporter } from './reporter.ts'
import type { Stage } from './stage.ts'

const PLATFORM: PlatformName = 'discord'

export interface DiscordSimulator extends Simulator {
  readonly bot: string
  readonly me: string
  readonly channels: readonly Channel<string>[]
}

/** A server with a channel, and direct messages with the bot. */
export async function openDiscord(options: SimulatorOptions): Promise<DiscordSimulator> {
  const { eventLog, log } = options
  const responder = observeResponder(options.responder, PLATFORM, eventLog)
  const discord = await startDiscord()
  const bot = createDiscord({ token: discord.token, apiUrl: discord.apiUrl, log })
  const guild = discord.addGuild('Chuchu')
  const reading = discord.addChannel('text', 'reading', guild)
  const direct = discord.addChannel('direct', discord.bot.name)
  const me = discord.addUser('you')
  const other = discord.addUser('Lin', 'en-US', false)
  discord.giveTo(me)
  const stage: Stage = {
    discord,
    me,
    reading,
    direct,
    shown: new Map(),
    used: new Map(),
    asked: new Map(),
  }
  const show = createDisplay(stage, options, responder)
  const leave = discord.listen(createReporter(eventLog, show))
  return {
    bot: discord.bot.id,
    me: me.id,
    channels: [
      { id: reading.id, kind: 'group', name: 'reading' },
      { id: direct.id, kind: 'private', name: discord.bot.name },
    ],
    actions: createActions(stage, show),
    start(opener) {
      if (opener) show(discord.say(other, reading, opener))
      return bot.start(responder)
    },
    leave,
    async stop() {
      await bot.stop()
      await discord.close()
    },
  }
}
