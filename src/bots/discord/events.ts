import type { MessageFlags } from 'discord-api-types/v10'
import type { DiscordMessage } from './render.ts'
import type { SlashInput, toChoices } from './request.ts'

// What we need of discord.js' own objects: they fit, and nothing but index.ts depends on discord.js.

/** What an answer needs of an interaction with a command or a button. */
export interface Answerable {
  readonly deferred: boolean
  reply(message: Outgoing): Promise<unknown>
  deferReply(flags: { flags?: MessageFlags.Ephemeral }): Promise<unknown>
  editReply(message: DiscordMessage): Promise<unknown>
  followUp(message: Outgoing): Promise<unknown>
  update?(message: DiscordMessage): Promise<unknown>
  deferUpdate?(): Promise<unknown>
}

export interface Outgoing {
  readonly components: DiscordMessage['components']
  readonly flags: number
}

/** Who does something, and where. */
export interface Whereabouts {
  readonly user: { readonly id: string }
  readonly guildId: string | null
  readonly channelId: string | null
  /** Of a channel that the bot does not see, nothing is known. */
  readonly channel: {
    isThread(): boolean
    readonly parentId?: string | null
  } | null
  /** Absent outside servers. */
  readonly memberPermissions: { has(permission: bigint): boolean } | null
}

interface Used extends Answerable, Whereabouts {
  /** Language of the person's app. */
  readonly locale: string
}

export interface SlashCommand extends Used {
  readonly commandName: string
  readonly options: { readonly data: SlashInput['options'] }
}

export interface MenuCommand extends Used {
  readonly targetMessage: { readonly content: string }
}

export interface ButtonClick extends Used {
  readonly customId: string
  readonly message: {
    readonly id: string
    readonly flags: { has(flag: MessageFlags.Ephemeral): boolean }
  }
  deferUpdate(): Promise<unknown>
}

export interface Typing extends Whereabouts {
  readonly commandName: string
  readonly locale: string
  readonly options: { getFocused(): string }
  respond(choices: ReturnType<typeof toChoices>): Promise<unknown>
}

export interface Said {
  readonly id: string
  readonly channelId: string
  readonly guildId: string | null
  readonly channel: Whereabouts['channel']
  readonly member: { readonly permissions: Whereabouts['memberPermissions'] } | null
  readonly content: string
  readonly system: boolean
  readonly author: { readonly id: string; readonly bot: boolean }
  readonly mentions: {
    readonly users: { has(id: string): boolean }
    readonly repliedUser: { readonly id: string } | null
  }
  reply(message: Outgoing & { nonce: string; enforceNonce: true }): Promise<unknown>
}
