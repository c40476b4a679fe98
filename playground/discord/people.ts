import { createCommandData, type Options } from './command-data.ts'
import type { Gateway } from './gateway.ts'
import {
  channelPayload,
  createToken,
  gatewayMessage,
  interactionPayload,
  messagePayload,
} from './payloads.ts'
import type { Channel, Form, Interaction, LocalFile, Message, User } from './types.ts'
import { buttonsOf } from './view.ts'
import type { World } from './world.ts'

const MESSAGE_COMMAND = 3
const LABEL = 18
const TEXT_INPUT = 4

/** What people do in Discord. Each returns at once; the bot's part shows in what happens after. */
export interface People {
  say(
    user: User,
    channel: Channel,
    content: string,
    replyTo?: Message,
    files?: readonly LocalFile[],
  ): Message
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

/** @param fileUrl where a file that somebody hands over is served */
export function createPeople(
  world: World,
  gateway: Gateway,
  fileUrl: (id: string) => string,
): People {
  const { find, slash } = createCommandData(world, fileUrl)

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

  function write(
    user: User,
    channel: Channel,
    rest: Pick<Message, 'content' | 'replyTo' | 'forwarded'> & Partial<Pick<Message, 'files'>>,
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
    say: (user, channel, content, replyTo, files) =>
      write(user, channel, { content, ...(replyTo && { replyTo }), ...(files && { files }) }),
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
