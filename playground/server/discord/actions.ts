import { z } from 'zod'
import type { Locale } from '../../../src/answers/index.ts'
import type { Message, StandInEvent } from '../../discord/index.ts'
import { action, inTime, locale, type Simulator, text } from '../simulator.ts'
import type { Stage } from './stage.ts'

/** https://docs.discord.com/developers/reference#locales */
const LOCALES: Readonly<Record<Locale, string>> = {
  'zh-Hans': 'zh-CN',
  'zh-Hant': 'zh-TW',
  en: 'en-US',
}

/** What the page's person can do on Discord. */
export function createActions(
  stage: Stage,
  show: (message: Message) => void,
): Simulator['actions'] {
  const { discord, me, reading, direct, shown, used, asked } = stage
  const id = z.string()
  const speak = (language: Locale) => ({ ...me, locale: LOCALES[language] })
  const channelOf = (channel: string) => (channel === direct.id ? direct : reading)
  const messageOf = (message: string) => {
    const found = shown.get(message)
    if (!found) throw new Error('the message is gone')
    return found
  }
  return {
    'discord/say': action<'discord/say'>(
      z.object({ channel: id, text, replyTo: id.exactOptional() }),
      ({ channel, text, replyTo }) =>
        show(discord.say(me, channelOf(channel), text, replyTo ? messageOf(replyTo) : undefined)),
    ),
    'discord/run': action<'discord/run'>(
      z.object({
        ...{ channel: id, command: id, locale },
        options: z.record(z.string(), z.union([text, z.boolean()])),
      }),
      ({ channel, command, options, locale }) => {
        const interaction = discord.run(speak(locale), channelOf(channel), command, options)
        used.set(interaction.id, `/${command}`)
        asked.set(interaction.id, [`/${command}`, ...Object.values(options)].join(' '))
      },
    ),
    'discord/complete': action<'discord/complete'>(
      z.object({ channel: id, command: id, option: id, typed: text, locale }),
      async ({ channel, command, option, typed, locale }) => {
        const where = channelOf(channel)
        const asked = discord.type(speak(locale), where, command, option, typed)
        const isAnswer = (event: StandInEvent): event is Completion =>
          event.type === 'choices' && event.interaction === asked
        return inTime(
          discord.until(isAnswer).then(({ choices }) => choices),
          [],
        )
      },
    ),
    'discord/click': action<'discord/click'>(
      z.object({ message: id, button: id, locale }),
      ({ message, button, locale }) => {
        discord.click(speak(locale), messageOf(message), button)
      },
    ),
    'discord/choose': action<'discord/choose'>(
      z.object({ message: id, command: id, locale }),
      ({ message, command, locale }) => {
        const interaction = discord.choose(speak(locale), messageOf(message), command)
        used.set(interaction.id, command)
      },
    ),
  }
}

type Completion = Extract<StandInEvent, { type: 'choices' }>
