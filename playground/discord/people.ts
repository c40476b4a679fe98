import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10'
import type { Gateway } from './gateway.ts'
import {
  channelPayload,
  createToken,
  gatewayMessage,
  interactionPayload,
  messagePayload,
} from './payloads.ts'
import type {
  Channel,
  Form,
  Interaction,
  LocalFile,
  Message,
  RegisteredCommand,
  User,
} from './types.ts'
import { buttonsOf } from './view.ts'
import { commandsIn, nameFor, type World } from './world.ts'

const CHAT_INPUT = 1
const MESSAGE_COMMAND = 3
const SUBCOMMAND = 1
const ATTACHMENT = 11
const LABEL = 18
const TEXT_INPUT = 4
const OPTION_TYPES = { string: 3, boolean: 5, object: ATTACHMENT } as const

/** What people do in Discord. Each returns at once; the bot's part shows in what happens after. */
export interface People {
  say(user: User, channel: Channel, content: string, replyTo?: Message): Message
  /** Forwards a message of these words from elsewhere. */
  forward(user: User, channel: Channel, words: string): Message
  /** Begins a post in a forum, with its first message. */
  post(user: User, forum: Channel, title: string, words: string): Channel
  /** Runs a slash command, such as `ask` or `material add`. Names may be those of the person's language. */
  run(user: User, channel: Channel, command: string, options?: Options): Interaction
  /** Types into an option that completes. */
  type(user: User, channel: Channel, command: string, option: string, typed: string): Interaction
  /** Clicks the button of this label or custom_id. */
  click(user: User, message: Message, button: string): Interaction
  /** Sends the form that was opened by a click, with words for each of its fields. */
  submit(opened: Interaction, form: Form, words: Readonly<Record<string, string>>): Interaction
  /** Chooses a command from the menu of a message. */
  choose(user: User, message: Message, command: string): Interaction
}

type Options = Readonly<Record<string, string | boolean | LocalFile>>

/** What options are looked up in: a command, or a part of one. */
interface Named {
  readonly name: string
  readonly options?: readonly APIApplicationCommandBasicOption[]
}

/** @param fileUrl where a file that somebody hands over is served */
export function createPeople(
  world: World,
  gateway: Gateway,
  fileUrl: (id: string) => string,
): People {
  function interact(
    kind: Interaction['kind'],
    user: User,
    channel: Channel,
    data: object,
    source?: Message,
  ): Interaction {
    const id = world.createId()
    const interaction: Interaction = {
      ...{ id, kind, user, channel, token: createToken(id), createdAt: world.now() },
      state: 'waiting',
      ...(source && { source }),
    }
    world.interactions.set(interaction.token, interaction)
    const payload = interactionPayload(world, interaction, data)
    gateway.dispatch('INTERACTION_CREATE', payload, channel.guild?.id)
    return interaction
  }

  function find(user: User, channel: Channel, type: number, name: string): RegisteredCommand {
    const all = commandsIn(world, channel).filter((command) => command.type === type)
    const command = all.find((one) => one.name === name || nameFor(user, one) === name)
    if (!command) throw new Error(`no command ${name}; there are ${all.map((one) => one.name)}`)
    return command
  }

  /** The options as the app sends them: by their real names, required ones present. */
  function fill(user: User, command: Named, given: Options) {
    const options = command.options ?? []
    const missing = options.find(
      (option) => option.required && !(option.name in given) && !(nameFor(user, option) in given),
    )
    if (missing) throw new Error(`${command.name} needs ${missing.name}`)
    return Object.entries(given).map(([name, value]) => {
      const option = options.find((one) => one.name === name || nameFor(user, one) === name)
      const type = OPTION_TYPES[typeof value as keyof typeof OPTION_TYPES]
      if (option?.type !== type) throw new Error(`${command.name} has no such option: ${name}`)
      if (typeof value !== 'object') return { type, name: option.name, value }
      const id = world.createId()
      world.files.set(id, value)
      return { type, name: option.name, value: id }
    })
  }

  /**
   * The data of a slash command; the options of `material add` stand one level deeper.
   *
   * @param focused whether the options are still being typed
   */
  function slash(user: User, channel: Channel, words: string, given: Options, focused = false) {
    const [name = '', partName] = words.split(' ')
    const command = find(user, channel, CHAT_INPUT, name)
    const part = command.options?.find(
      (one) => one.type === SUBCOMMAND && [one.name, nameFor(user, one)].includes(partName ?? ''),
    )
    if (partName && !part) throw new Error(`${name} has no part ${partName}`)
    const options = fill(user, (part ?? command) as Named, given).map((one) => ({
      ...one,
      ...(focused && { focused }),
    }))
    const attached = options.flatMap(({ type, value }) =>
      type === ATTACHMENT ? [String(value)] : [],
    )
    return {
      ...{ id: command.id, name: command.name, type: CHAT_INPUT },
      options: part ? [{ type: SUBCOMMAND, name: part.name, options }] : options,
      ...(attached.length > 0 && {
        resolved: { attachments: Object.fromEntries(attached.map((id) => [id, describe(id)])) },
      }),
    }
  }

  /** https://docs.discord.com/developers/resources/message#attachment-object */
  function describe(id: string) {
    const { name, bytes } = world.files.get(id) as LocalFile
    return { id, filename: name, size: bytes.length, url: fileUrl(id), proxy_url: fileUrl(id) }
  }

  function write(
    user: User,
    channel: Channel,
    rest: Pick<Message, 'content' | 'replyTo' | 'forwarded'>,
  ): Message {
    const message: Message = {
      ...{ id: world.createId(), channel, author: user, sentAt: world.now() },
      ...{ components: [], files: [], flags: 0, notified: [], ...rest },
    }
    world.messages.set(message.id, message)
    gateway.dispatch('MESSAGE_CREATE', gatewayMessage(world, message), channel.guild?.id)
    return message
  }

  return {
    say: (user, channel, content, replyTo) =>
      write(user, channel, { content, ...(replyTo && { replyTo }) }),
    post(owner, parent, name, content) {
      const { guild } = parent
      const post: Channel = {
        ...{ id: world.createId(), name, kind: 'thread', parent, owner },
        ...(guild && { guild }),
      }
      world.channels.set(post.id, post)
      const payload = { ...channelPayload(post), newly_created: true }
      gateway.dispatch('THREAD_CREATE', payload, guild?.id)
      write(owner, post, { content })
      return post
    },
    forward: (user, channel, forwarded) => write(user, channel, { content: '', forwarded }),
    run(user, channel, name, given = {}) {
      return interact('command', user, channel, slash(user, channel, name, given))
    },
    type(user, channel, name, option, typed) {
      const data = slash(user, channel, name, { [option]: typed }, true)
      return interact('autocomplete', user, channel, data)
    },
    click(user, message, wanted) {
      const buttons = buttonsOf(message)
      const button = buttons.find(({ label, custom_id: id }) => label === wanted || id === wanted)
      if (!button)
        throw new Error(`no button ${wanted}; there are ${buttons.map((one) => one.label)}`)
      const data = { component_type: 2, custom_id: button.custom_id, id: 1 }
      return interact('button', user, message.channel, data, message)
    },
    submit({ user, channel, source }, { custom_id, components }, words) {
      const fields = components.flatMap((label, index) => {
        if (label.type !== LABEL || label.component.type !== TEXT_INPUT) return []
        const { type, custom_id: id, required, max_length: most = 4000 } = label.component
        const value = words[id] ?? ''
        if ((required && !value) || value.length > most) throw new Error(`${id} does not take that`)
        const component = { type, id: 2 * index + 2, custom_id: id, value }
        return [{ type: LABEL, id: 2 * index + 1, component }]
      })
      return interact('form', user, channel, { custom_id, components: fields }, source)
    },
    choose(user, message, name) {
      const command = find(user, message.channel, MESSAGE_COMMAND, name)
      return interact('menu', user, message.channel, {
        ...{ id: command.id, name: command.name, type: MESSAGE_COMMAND, target_id: message.id },
        resolved: { messages: { [message.id]: messagePayload(message) } },
      })
    },
  }
}
