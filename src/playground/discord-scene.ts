import { z } from 'zod'
import type { Locale } from '../answers/index.ts'
import { createDiscord } from '../bots/discord/index.ts'
import { type Happening, type Message, startDiscord } from './discord/index.ts'
import { observeResponder } from './explain.ts'
import type { DiscordMessage, Place, PlatformName } from './protocol.ts'
import { action, inTime, locale, type Scene, type SceneOptions, text } from './scene.ts'

/** https://docs.discord.com/developers/reference#locales */
const LOCALES: Readonly<Record<Locale, string>> = {
  'zh-Hans': 'zh-CN',
  'zh-Hant': 'zh-TW',
  en: 'en-US',
}
const EPHEMERAL = 1 << 6
const LOADING = 1 << 7

export interface DiscordScene extends Scene {
  readonly bot: string
  readonly me: string
  readonly channels: readonly Place<string>[]
}

/** A server with a channel, and direct messages with the bot. */
export async function openDiscord(options: SceneOptions): Promise<DiscordScene> {
  const { journal, log } = options
  const responder = observeResponder(options.responder, PLATFORM, journal)
  const discord = await startDiscord()
  const guild = discord.addGuild('Chuchu')
  const reading = discord.addChannel('text', 'reading', guild)
  const direct = discord.addChannel('direct', discord.bot.name)
  const bot = createDiscord({ token: discord.token, apiUrl: discord.apiUrl, log })
  const me = discord.addUser('you')
  const other = discord.addUser('Lin')
  const speak = (language: Locale) => ({ ...me, locale: LOCALES[language] })
  /** What the person used, by the id of the interaction. */
  const used = new Map<string, string>()
  const shown = new Map<string, Message>()
  let problem: string | undefined

  const show = (message: Message) => {
    const { visibleTo, author, interaction } = message
    if (visibleTo && visibleTo.id !== me.id) return
    shown.set(message.id, message)
    const label = interaction && used.get(interaction.id)
    const answer = author.id === discord.bot.id ? responder.lastAnswer() : undefined
    journal.tell({
      type: 'discord',
      message: {
        ...toWire(message),
        ...(label && { used: label }),
        ...(answer !== undefined && { answer }),
      },
    })
  }
  const hear = (happening: Happening) => {
    if (happening.type === 'message' || happening.type === 'edit') show(happening.message)
    if (happening.type === 'deferred' && happening.interaction.reply)
      show(happening.interaction.reply)
    if (happening.type === 'registered')
      journal.tell({ type: 'commands', commands: happening.commands })
    if (happening.type === 'problem') problem = happening.problem
    if (happening.type === 'request') {
      const { method, path, body, status } = happening.request
      journal.record(PLATFORM, {
        ...{ from: 'bot', name: `${method} ${path}`, body, status },
        ...(problem && { problem }),
      })
      problem = undefined
    }
  }
  discord.listen(hear)

  const channel = z.string()
  const channelOf = (id: string) => (id === direct.id ? direct : reading)
  const messageOf = (id: string) => {
    const found = shown.get(id)
    if (!found) throw new Error('the message is gone')
    return found
  }
  return {
    bot: discord.bot.id,
    me: me.id,
    channels: [
      { id: reading.id, kind: 'group', name: 'reading' },
      { id: direct.id, kind: 'private', name: discord.bot.name },
    ],
    actions: {
      'discord/say': action<'discord/say'>(
        z.object({ channel, text, replyTo: z.string().optional() }) as never,
        ({ channel, text, replyTo }) =>
          show(discord.say(me, channelOf(channel), text, replyTo ? messageOf(replyTo) : undefined)),
      ),
      'discord/run': action<'discord/run'>(
        z.object({
          ...{ channel, locale, command: z.string() },
          options: z.record(z.string(), z.union([text, z.boolean()])),
        }),
        ({ channel, command, options, locale }) => {
          const { id } = discord.run(speak(locale), channelOf(channel), command, options)
          used.set(id, `/${command}`)
        },
      ),
      'discord/complete': action<'discord/complete'>(
        z.object({ channel, locale, command: z.string(), option: z.string(), typed: text }),
        async ({ channel, command, option, typed, locale }) => {
          const where = channelOf(channel)
          const asked = discord.type(speak(locale), where, command, option, typed)
          const isAnswer = (happening: Happening): happening is Completion =>
            happening.type === 'choices' && happening.interaction === asked
          const completed = discord.until(isAnswer).then(({ choices }) => choices)
          return inTime(completed, [])
        },
      ),
      'discord/click': action<'discord/click'>(
        z.object({ locale, message: z.string(), button: z.string() }),
        ({ message, button, locale }) => {
          discord.click(speak(locale), messageOf(message), button)
        },
      ),
      'discord/choose': action<'discord/choose'>(
        z.object({ locale, message: z.string(), command: z.string() }),
        ({ message, command, locale }) => {
          const { id } = discord.choose(speak(locale), messageOf(message), command)
          used.set(id, command)
        },
      ),
    },
    start(opener) {
      if (opener) show(discord.say(other, reading, opener))
      return bot.start(responder)
    },
    async stop() {
      await bot.stop()
      await discord.close()
    },
  }
}

type Completion = Extract<Happening, { type: 'choices' }>
const PLATFORM: PlatformName = 'discord'

const toWire = (message: Message): DiscordMessage => ({
  id: message.id,
  channel: message.channel.id,
  author: message.author,
  sentAt: message.sentAt,
  edited: message.editedAt !== undefined,
  content: message.content,
  components: message.components as DiscordMessage['components'],
  hidden: (message.flags & EPHEMERAL) !== 0,
  thinking: (message.flags & LOADING) !== 0,
  ...(message.replyTo && { replyTo: message.replyTo.id }),
})
