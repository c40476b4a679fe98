import type { MessageFlags } from 'discord-api-types/v10'
import type { Attachment } from './attachments.ts'
import type { toChoices } from './choices.ts'
import type { DiscordForm } from './form.ts'
import type { DiscordMessage } from './render.ts'

// What we need of discord.js' own objects: they fit, so nothing but the connection depends on discord.js.

/** What an answer needs of an interaction with a command or a button. */
export interface RepliableInteraction {
  readonly deferred: boolean
  reply(message: Outgoing): Promise<unknown>
  deferReply(flags: { flags?: MessageFlags.Ephemeral }): Promise<unknown>
  editReply(message: DiscordMessage): Promise<unknown>
  followUp(message: Outgoing): Promise<unknown>
  deleteReply?(): Promise<unknown>
  update?(message: DiscordMessage): Promise<unknown>
  deferUpdate?(): Promise<unknown>
}

export interface Outgoing extends Omit<DiscordMessage, 'flags'> {
  readonly flags: number
}

/** Who does something, and where. */
export interface InteractionContext {
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
  /** Absent outside servers. Ids where the bot knows nothing else of the member. */
  readonly member?: {
    readonly roles:
      | readonly string[]
      | { readonly cache: { map<Id>(read: (role: { readonly id: string }) => Id): Id[] } }
  } | null
}

interface UsedInteraction extends RepliableInteraction, InteractionContext {
  /** Language of the person's app. */
  readonly locale: string
}

/** The parts of an interaction with a slash command that make a request. */
export interface SlashInput {
  readonly commandName: string
  readonly options: readonly SlashOption[]
  readonly locale: string
}

interface SlashOption {
  readonly name: string
  readonly value?: unknown
  /** Of a subcommand, such as `/material add`. */
  readonly options?: readonly SlashOption[]
  readonly attachment?: Attachment
}

export interface SlashCommand extends UsedInteraction {
  readonly commandName: string
  readonly options: { readonly data: SlashInput['options'] }
}

/** Where the words of a message may stand. */
export interface MessageWords {
  readonly content: string
  /** What it forwards: https://docs.discord.com/developers/resources/message#message-snapshot-object */
  readonly messageSnapshots?: { first(): { readonly content: string } | undefined } | null
  readonly poll?: { readonly question: { readonly text: string | null } } | null
}

export interface MenuCommand extends UsedInteraction {
  readonly commandName: string
  readonly targetMessage: MessageWords & {
    readonly id: string
    readonly url: string
    readonly createdAt: Date
    readonly author: { readonly id: string; readonly bot: boolean; readonly displayName: string }
    readonly webhookId: string | null
    readonly attachments: { readonly size: number }
  }
}

export interface ButtonClick extends UsedInteraction {
  readonly customId: string
  readonly message: {
    readonly id: string
    readonly flags: { has(flag: MessageFlags.Ephemeral): boolean }
  }
  deferUpdate(): Promise<unknown>
  showModal(form: DiscordForm): Promise<unknown>
}

/** A form that somebody has filled in. */
export interface SentForm extends UsedInteraction {
  readonly customId: string
  readonly fields: { getTextInputValue(customId: string): string }
}

export interface AutocompleteInteraction extends InteractionContext {
  readonly commandName: string
  readonly locale: string
  readonly options: { getFocused(): string; readonly data: SlashInput['options'] }
  respond(choices: ReturnType<typeof toChoices>): Promise<unknown>
}

/** A new post of a forum. */
export interface ForumPost {
  readonly id: string
  readonly name: string
  readonly guildId: string
  readonly ownerId: string | null
  readonly guild: { readonly preferredLocale: string }
  readonly parentId: string | null
  isThread(): boolean
  send(message: Outgoing & { nonce: string; enforceNonce: true }): Promise<unknown>
}

export interface IncomingMessage extends MessageWords {
  readonly id: string
  readonly channelId: string
  readonly guildId: string | null
  readonly guild: { readonly preferredLocale: string } | null
  readonly channel: InteractionContext['channel']
  readonly member: { readonly permissions: InteractionContext['memberPermissions'] } | null
  readonly system: boolean
  readonly author: { readonly id: string; readonly bot: boolean }
  readonly mentions: {
    readonly users: { has(id: string): boolean }
    readonly repliedUser: { readonly id: string } | null
    readonly roles: {
      map<Value>(
        read: (role: {
          readonly id: string
          readonly tags?: { readonly botId?: string } | null
        }) => Value,
      ): readonly Value[]
    }
  }
  /** Asks Discord for the message replied to. */
  fetchReference(): Promise<{ readonly components: readonly object[] }>
  reply(message: Outgoing & { nonce: string; enforceNonce: true }): Promise<unknown>
}
