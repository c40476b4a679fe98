import type {
  APIApplicationCommand,
  APIMessageTopLevelComponent,
  APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10'
import type { ErrorCode } from './errors.ts'

export interface User {
  readonly id: string
  readonly name: string
  readonly bot: boolean
  /** Language of their app, as Discord writes it: `zh-CN`, `en-US`. */
  readonly locale: string
  /** Whether they manage servers: by their role, not as their owner. */
  readonly manages: boolean
}

export interface Guild {
  readonly id: string
  readonly name: string
}

export interface Channel {
  readonly id: string
  readonly name: string
  readonly kind: 'text' | 'forum' | 'thread' | 'direct' | 'group'
  readonly guild?: Guild
  /** Of a thread. */
  readonly parent?: Channel
  /** Of a chat between the bot and one person that the bot began. */
  readonly recipient?: string
  /** Who began a post of a forum. */
  readonly owner?: User
  /** What Discord answers to whatever the bot writes here. */
  refuses?: ErrorCode
  /** The bot may write here, and attach nothing. */
  takesNoFiles?: boolean
}

export interface Message {
  readonly id: string
  readonly channel: Channel
  readonly author: User
  readonly sentAt: number
  editedAt?: number
  content: string
  /** The words of the message that it forwards. */
  readonly forwarded?: string
  components: readonly APIMessageTopLevelComponent[]
  /** What came with it, for components to show as `attachment://name`. */
  files: readonly LocalFile[]
  flags: number
  readonly replyTo?: Message
  /** The interaction that it answers. */
  readonly interaction?: Interaction
  /** The only person who sees it. */
  readonly visibleTo?: User
  /** Users and roles that got a notification. */
  readonly notified: readonly string[]
}

export interface LocalFile {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface Choice {
  readonly name: string
  readonly value: string | number
}

export interface Interaction {
  readonly id: string
  readonly token: string
  readonly kind: 'command' | 'autocomplete' | 'menu' | 'button' | 'form'
  readonly user: User
  readonly channel: Channel
  readonly createdAt: number
  /** The message whose button was clicked. */
  readonly source?: Message
  state: 'waiting' | 'deferred' | 'answered'
  /** What `@original` means for it. */
  reply?: Message
}

/** A modal: https://docs.discord.com/developers/components/reference#label */
export type Form = APIModalInteractionResponseCallbackData

export type RegisteredCommand = APIApplicationCommand

export type StandInEvent =
  | { readonly type: 'message' | 'edit'; readonly message: Message }
  | { readonly type: 'deferred'; readonly interaction: Interaction }
  | {
      readonly type: 'choices'
      readonly interaction: Interaction
      readonly choices: readonly Choice[]
    }
  /** A form opens before the person. */
  | { readonly type: 'form'; readonly interaction: Interaction; readonly form: Form }
  | { readonly type: 'registered'; readonly commands: readonly RegisteredCommand[] }
  | { readonly type: 'request'; readonly request: HandledRequest }
  /** What the bot is told over the gateway. */
  | { readonly type: 'dispatch'; readonly name: string; readonly payload: unknown }
  | { readonly type: 'gateway'; readonly what: 'identified' | 'resumed' | 'heartbeat' | 'closed' }
  /** The bot sent what Discord would never take: a mistake in the bot, or a gap in this stand-in. */
  | { readonly type: 'problem'; readonly problem: string }

export interface HandledRequest {
  readonly method: string
  readonly path: string
  readonly body: unknown
  /** What was sent beside it. */
  readonly files?: readonly LocalFile[]
  readonly status: number
  /** Discord's own error code. */
  readonly code?: number
}
