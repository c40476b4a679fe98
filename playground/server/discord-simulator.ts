import { z } from 'zod'
import type { Locale } from '../../src/answers/index.ts'
import { createDiscord } from '../../src/bots/discord/index.ts'
import {
  type Channel,
  type Happening,
  type LocalDiscord,
  type Message,
  startDiscord,
  type User,
} from '../discord/index.ts'
import type { EventLog } from './event-log.ts'
import { type ObservedResponder, observeResponder } from './explain.ts'
import type { PictureShelf } from './picture-shelf.ts'
import type { DiscordComponent, DiscordMessage, Place, PlatformName } from './protocol.ts'
import { action, inTime, locale, type Simulator, type SimulatorOptions, text } from './simulator.ts'

/** https://docs.discord.com/developers/reference#locales */
const LOCALES: Readonly<Record<Locale, string>> = {
  'zh-Hans': 'zh-CN',
  'zh-Hant': 'zh-TW',
  en: 'en-US',
}
const PLATFORM: PlatformName = 'discord'
const EPHEMERAL = 1 << 6
const LOADING = 1 << 7

export interface DiscordSimulator extends Simulator {
  readonly bot: string
  readonly me: string
  readonly channels: readonly Place<string>[]
}

interface Stage {
  readonly discord: LocalDiscord
  readonly me: User
  readonly reading: Channel
  readonly direct: Channel
  /** What the page's person sees, by id. */
  readonly shown: Map<string, Message>
  /** What the person used, by the id of the interaction. */
  readonly used: Map<string, string>
  /** The words that came with it, by the same id. */
  readonly asked: Map<string, string>
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

/** Shows a message on the page, unless only somebody else may see it. */
function createDisplay(
  stage: Stage,
  { eventLog, pictures }: SimulatorOptions,
  responder: ObservedResponder,
) {
  const { discord, me, shown, used, asked } = stage
  return (message: Message): void => {
    const { visibleTo, author, interaction } = message
    if (visibleTo && visibleTo.id !== me.id) return
    shown.set(message.id, message)
    const label = interaction && used.get(interaction.id)
    const answer =
      author.id === discord.bot.id ? responder.answerTo(askedBy(message, asked)) : undefined
    eventLog.tell({
      type: 'discord',
      message: {
        ...toWire(message, pictures),
        ...(label && { used: label }),
        ...(answer !== undefined && { answer }),
      },
    })
  }
}

/** The words that a message answers, as far as they are known. */
const askedBy = ({ replyTo, interaction }: Message, asked: Stage['asked']): string | undefined =>
  replyTo?.content ?? (interaction && asked.get(interaction.id))

/** What came of a button stands under the message that bears it. */
const targetOf = (message: Message): Message | undefined => {
  const source = message.interaction?.source
  return message.replyTo ?? (source === message ? undefined : source)
}

function toWire(message: Message, pictures: PictureShelf): DiscordMessage {
  const target = targetOf(message)
  return {
    id: message.id,
    channel: message.channel.id,
    author: message.author,
    sentAt: message.sentAt,
    edited: message.editedAt !== undefined,
    content: message.content,
    components: message.components.map((component) =>
      showPictures(component as DiscordComponent, message, pictures),
    ),
    hidden: (message.flags & EPHEMERAL) !== 0,
    thinking: (message.flags & LOADING) !== 0,
    ...(target && { replyTo: target.id }),
  }
}

/** The component with its files where the page can fetch them. */
function showPictures(
  component: DiscordComponent,
  message: Message,
  pictures: PictureShelf,
): DiscordComponent {
  const { components, items } = component
  return {
    ...component,
    ...(components && {
      components: components.map((inner) => showPictures(inner, message, pictures)),
    }),
    ...(items && {
      items: items.map(({ media, ...rest }) => {
        const file = message.files.find(({ name }) => media.url === `attachment://${name}`)
        return { ...rest, media: (file && pictures.put(file.bytes)) ?? media }
      }),
    }),
  }
}

/** Tells the eventLog what happens on Discord. */
function createReporter(eventLog: EventLog, show: (message: Message) => void) {
  let problem: string | undefined
  return (happening: Happening): void => {
    if (happening.type === 'message' || happening.type === 'edit') show(happening.message)
    else if (happening.type === 'deferred' && happening.interaction.reply)
      show(happening.interaction.reply)
    else if (happening.type === 'registered')
      eventLog.tell({ type: 'commands', commands: happening.commands })
    else if (happening.type === 'dispatch')
      eventLog.record(PLATFORM, { from: 'platform', name: happening.name, body: happening.payload })
    // The stand-in says what it objects to right before the request that it refuses.
    else if (happening.type === 'problem') problem = happening.problem
    else if (happening.type === 'request') {
      const { method, path, body, status } = happening.request
      eventLog.record(PLATFORM, {
        ...{ from: 'bot', name: `${method} ${path}`, body, status },
        ...(problem && { problem }),
      })
      problem = undefined
    }
  }
}

/** What the page's person can do on Discord. */
function createActions(stage: Stage, show: (message: Message) => void): Simulator['actions'] {
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
        const isAnswer = (happening: Happening): happening is Completion =>
          happening.type === 'choices' && happening.interaction === asked
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

type Completion = Extract<Happening, { type: 'choices' }>
