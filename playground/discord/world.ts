import type {
  Channel,
  Guild,
  Interaction,
  LocalFile,
  Message,
  RegisteredCommand,
  User,
} from './types.ts'

/** https://docs.discord.com/developers/reference#snowflakes */
const DISCORD_EPOCH = 1_420_070_400_000n

/** All that the local Discord knows. */
export interface World {
  readonly bot: User
  readonly token: string
  /** Whom the bot's application belongs to. */
  owner?: User
  readonly users: Map<string, User>
  readonly guilds: Map<string, Guild>
  readonly channels: Map<string, Channel>
  readonly messages: Map<string, Message>
  /** What people have handed over, by id; served under `/attachments/`. */
  readonly files: Map<string, LocalFile>
  /** By token. */
  readonly interactions: Map<string, Interaction>
  /** By guild id; the global ones under ''. */
  readonly commands: Map<string, readonly RegisteredCommand[]>
  /** Milliseconds since 1970. */
  now(): number
  advance(milliseconds: number): void
  createId(): string
}

/** @param clock milliseconds since 1970; time can be moved on from there */
export function createWorld(clock: () => number): World {
  let advanced = 0
  let serial = 0n
  const now = () => clock() + advanced
  const createId = () => {
    serial += 1n
    return (((BigInt(Math.floor(now())) - DISCORD_EPOCH) << 22n) | (serial & 0x3fffffn)).toString()
  }
  return {
    bot: { id: createId(), name: 'Chuchu', bot: true, locale: 'en-US', manages: false },
    token: `${Buffer.from('bot').toString('base64')}.local.${createId()}`,
    users: new Map(),
    guilds: new Map(),
    channels: new Map(),
    messages: new Map(),
    files: new Map(),
    interactions: new Map(),
    commands: new Map(),
    now,
    advance(milliseconds) {
      advanced += milliseconds
    },
    createId,
  }
}

/** Commands that can be used in a channel: those of its server hide global ones of the same name. */
export function commandsIn(world: World, channel: Channel): readonly RegisteredCommand[] {
  const own = channel.guild ? (world.commands.get(channel.guild.id) ?? []) : []
  const global = world.commands.get('') ?? []
  const hidden = (command: RegisteredCommand) =>
    own.some(({ name, type }) => name === command.name && type === command.type)
  return [...own, ...global.filter((command) => !hidden(command))]
}

/** A name as the person's app shows it. */
export const nameFor = (
  user: User,
  named: { name: string; name_localizations?: Partial<Record<string, string | null>> | null },
): string => named.name_localizations?.[user.locale] ?? named.name
