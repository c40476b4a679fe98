import { createTelegram } from '../../../src/bots/telegram/index.ts'
import type { Channel, PlatformName } from '../../protocol/index.ts'
import { startTelegramStandIn } from '../../telegram/index.ts'
import { observeResponder } from '../explain.ts'
import type { Simulator, SimulatorOptions } from '../simulator.ts'
import { createActions } from './actions.ts'
import { createReporter } from './reporter.ts'

const PLATFORM: PlatformName = 'telegram'
export interface TelegramSimulator extends Simulator {
  readonly bot: string
  readonly username: string
  readonly me: number
  readonly chats: readonly Channel<number>[]
}

/** A private chat with the bot, and a group that it is in. */
export async function openTelegram(options: SimulatorOptions): Promise<TelegramSimulator> {
  const { eventLog, log } = options
  const responder = observeResponder(options.responder, PLATFORM, eventLog)
  const telegram = await startTelegramStandIn()
  const me = telegram.addUser({ first_name: 'You' })
  const bot = createTelegram({ token: telegram.token, apiUrl: telegram.url, log, owner: me.id })
  const other = telegram.addUser({ first_name: 'Lin' })
  const direct = telegram.chatWith(me)
  const group = telegram.addGroup('Reading circle')
  const leave = telegram.subscribe(createReporter(telegram, options, responder))
  return {
    bot: telegram.bot.first_name,
    username: telegram.bot.username ?? '',
    me: me.id,
    chats: [
      { id: direct.id, kind: 'private', name: telegram.bot.first_name },
      { id: group.id, kind: 'group', name: 'Reading circle' },
    ],
    actions: createActions({ telegram, me, direct, group }, responder),
    start(opener) {
      if (opener) telegram.say(other, group, opener)
      return bot.start(responder)
    },
    leave,
    async stop() {
      await bot.stop()
      await telegram.close()
    },
  }
}
