import { Buffer } from 'node:buffer'
import type { Channel, Guild, Interaction, Message, User } from './types.ts'
import type { World } from './world.ts'

// Shapes as Discord sends them: https://docs.discord.com/developers/resources/message and its neighbours.

const CHANNEL_TYPES = { text: 0, direct: 1, group: 3, thread: 11, forum: 15 } as const
const CONTEXTS = { text: 0, thread: 0, forum: 0, direct: 1, group: 2 } as const
const INTERACTION_TYPES = { command: 2, menu: 2, button: 3, autocomplete: 4, form: 5 } as const
const ALL_PERMISSIONS = '562949953421311'
/** All but to manage a server (bit 5), and to administrate it (bit 3). */
const ORDINARY_PERMISSIONS = String(BigInt(ALL_PERMISSIONS) & ~0x28n)

export const userPayload = ({ id, name, bot }: User) => ({
  id,
  username: name,
  discriminator: '0',
  global_name: name,
  avatar: null,
  ...(bot && { bot }),
})

/** The role that Discord makes for the bot in each server; its id follows the managers'. */
const botRoleOf = ({ id }: Guild) => String(BigInt(id) + 2n)
/** The role of those who manage a server; its id follows the server's. */
const managersOf = ({ id }: Guild) => String(BigInt(id) + 1n)

const memberPayload = (world: World, guild: Guild, user: User) => ({
  roles: user.manages ? [managersOf(guild)] : [],
  joined_at: new Date(world.now()).toISOString(),
  deaf: false,
  mute: false,
  flags: 0,
})

export const channelPayload = ({ id, name, kind, guild, parent, owner }: Channel) => ({
  id,
  type: CHANNEL_TYPES[kind],
  ...(guild && { guild_id: guild.id, name, position: 0, permission_overwrites: [] }),
  ...(kind === 'thread' && {
    parent_id: parent?.id ?? null,
    ...(owner && { owner_id: owner.id }),
    thread_metadata: { archived: false, auto_archive_duration: 60, locked: false },
  }),
})

export function guildPayload(world: World, guild: Guild) {
  const channels = [...world.channels.values()].filter((channel) => channel.guild === guild)
  return {
    ...guild,
    owner_id: world.bot.id,
    member_count: 2,
    unavailable: false,
    large: false,
    joined_at: new Date(world.now()).toISOString(),
    preferred_locale: 'en-US',
    features: [],
    emojis: [],
    stickers: [],
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    members: [{ ...memberPayload(world, guild, world.bot), user: userPayload(world.bot) }],
    roles: [
      {
        ...{ id: guild.id, name: '@everyone', permissions: ORDINARY_PERMISSIONS },
        ...{ position: 0, color: 0 },
      },
      {
        ...{ id: managersOf(guild), name: 'managers', permissions: ALL_PERMISSIONS },
        ...{ position: 1, color: 0 },
      },
      {
        ...{ id: botRoleOf(guild), name: world.bot.name, permissions: ORDINARY_PERMISSIONS },
        ...{ position: 2, color: 0, managed: true, tags: { bot_id: world.bot.id } },
      },
    ],
    channels: channels
      .filter(({ kind }) => kind === 'text' || kind === 'forum')
      .map(channelPayload),
    threads: channels.filter(({ kind }) => kind === 'thread').map(channelPayload),
  }
}

export function messagePayload(message: Message): Record<string, unknown> {
  const { id, channel, author, content, components, flags, replyTo, interaction } = message
  const { forwarded } = message
  return {
    id,
    channel_id: channel.id,
    author: userPayload(author),
    content,
    components,
    flags,
    timestamp: new Date(message.sentAt).toISOString(),
    edited_timestamp: message.editedAt ? new Date(message.editedAt).toISOString() : null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: rolesMentionedIn(content),
    // What the bot sends along is shown by its components.
    attachments: author.bot ? [] : message.files.map(describeFile(id)),
    embeds: [],
    pinned: false,
    type: interaction ? 20 : replyTo ? 19 : 0,
    ...(replyTo && {
      message_reference: { type: 0, message_id: replyTo.id, channel_id: channel.id },
    }),
    ...(forwarded !== undefined && {
      message_reference: { type: 1, message_id: id, channel_id: channel.id },
      message_snapshots: [{ message: { ...SNAPSHOT, content: forwarded } }],
    }),
    ...(interaction && {
      application_id: author.id,
      interaction_metadata: {
        id: interaction.id,
        type: INTERACTION_TYPES[interaction.kind],
        user: userPayload(interaction.user),
        authorizing_integration_owners: {},
      },
    }),
  }
}

/** https://docs.discord.com/developers/resources/message#attachment-object */
const describeFile = (message: string) => (file: Message['files'][number], index: number) => {
  const url = `https://cdn.discordapp.com/attachments/${message}/${encodeURIComponent(file.name)}`
  const id = String(BigInt(message) + BigInt(index + 1))
  return { id, filename: file.name, size: file.bytes.length, url, proxy_url: url }
}

/** https://docs.discord.com/developers/resources/message#message-snapshot-object */
const SNAPSHOT = {
  ...{ type: 0, flags: 0, mentions: [], mention_roles: [], attachments: [], embeds: [] },
  ...{ components: [], timestamp: '2026-01-01T00:00:00.000Z', edited_timestamp: null },
}

const rolesMentionedIn = (content: string): readonly string[] =>
  Array.from(content.matchAll(/<@&(\d+)>/g), ([, id = '']) => id)

/**
 * A message as the gateway tells it to a bot without the Message Content intent: the words are
 * there only in direct messages, where the bot is mentioned, and in replies to what it wrote by
 * itself (https://docs.discord.com/developers/events/gateway#message-content-intent).
 */
export function gatewayMessage(world: World, message: Message) {
  const { bot } = world
  const { channel, content, replyTo, author } = message
  const mentioned = new RegExp(`<@!?${bot.id}>`).test(content)
  const inReply = replyTo?.author === bot && !replyTo.interaction
  const readable = !channel.guild || mentioned || inReply || author === bot
  return {
    ...messagePayload({ ...message, content: readable ? content : '' }),
    mentions: mentioned ? [userPayload(bot)] : [],
    // Who is mentioned is told even where the words are not.
    mention_roles: rolesMentionedIn(content),
    ...(channel.guild
      ? { guild_id: channel.guild.id, member: memberPayload(world, channel.guild, author) }
      : { channel_type: CHANNEL_TYPES[channel.kind] }),
    ...(replyTo && { referenced_message: messagePayload(replyTo) }),
  }
}

export function interactionPayload(world: World, interaction: Interaction, data: object) {
  const { id, token, kind, user, channel, source } = interaction
  const installed = channel.guild !== undefined && world.guilds.has(channel.guild.id)
  return {
    id,
    token,
    application_id: world.bot.id,
    type: INTERACTION_TYPES[kind],
    version: 1,
    data,
    channel_id: channel.id,
    channel: channelPayload(channel),
    context: CONTEXTS[channel.kind],
    locale: user.locale,
    app_permissions: ALL_PERMISSIONS,
    entitlements: [],
    authorizing_integration_owners: installed ? { 0: channel.guild?.id } : { 1: user.id },
    attachment_size_limit: 10_485_760,
    ...(channel.guild
      ? {
          guild_id: channel.guild.id,
          guild: { id: channel.guild.id, locale: 'en-US', features: [] },
          guild_locale: 'en-US',
          member: {
            ...memberPayload(world, channel.guild, user),
            user: userPayload(user),
            permissions: user.manages ? ALL_PERMISSIONS : ORDINARY_PERMISSIONS,
          },
        }
      : { user: userPayload(user) }),
    ...(source && { message: messagePayload(source) }),
  }
}

/** Something like Discord's token of an interaction: it can be in an address, and is long. */
export const createToken = (id: string): string =>
  Buffer.from(`interaction:${id}:local`).toString('base64url')
