import type { MenuItem, Message as TelegramMessage } from '../telegram/types.ts'
import type { ByLocale, PlatformName } from './common.ts'
import type { DiscordCommand, DiscordMessage, ShownPicture } from './discord.ts'
import type { Explanation } from './explanation.ts'

/** What the page is told, one by one, and in the same order whenever it comes. */
export type News =
  | Welcome
  | { readonly type: 'discord'; readonly message: DiscordMessage }
  | { readonly type: 'commands'; readonly commands: readonly DiscordCommand[] }
  | {
      readonly type: 'telegram'
      readonly message: TelegramMessage
      readonly answer?: number
      readonly picture?: ShownPicture
    }
  | { readonly type: 'menu'; readonly language: string; readonly items: readonly MenuItem[] }
  | { readonly type: 'description'; readonly language: string; readonly text: string }
  | { readonly type: 'answer'; readonly answer: Explanation }
  | { readonly type: 'traffic'; readonly traffic: Traffic }
  /** The material was read again; `problem` says why it could not be: the last good one answers. */
  | {
      readonly type: 'material'
      readonly version: number
      /** Milliseconds since 1970. */
      readonly at: number
      readonly problem?: string
    }

/** The first news of every log: who and what is there. */
export interface Welcome {
  readonly type: 'welcome'
  /** Another one means that the server has restarted and the page forgets what it knew. */
  readonly run: string
  readonly bot: { readonly discord: string; readonly telegram: string; readonly username: string }
  readonly people: {
    readonly discord: { readonly me: string }
    readonly telegram: { readonly me: number }
  }
  readonly channels: readonly Channel<string>[]
  readonly chats: readonly Channel<number>[]
  readonly questions: ByLocale<readonly string[]>
}

/** A channel or a chat. */
export interface Channel<Id> {
  readonly id: Id
  readonly kind: 'private' | 'group'
  readonly name: string
}

/** One thing that went between bot and platform. */
export interface Traffic {
  readonly id: number
  readonly platform: PlatformName
  /** Milliseconds since 1970. */
  readonly at: number
  /** `bot`: a request of the bot. `platform`: an update or event that it is told. */
  readonly from: 'bot' | 'platform'
  /** `POST /channels/…/messages`, `sendMessage`, `INTERACTION_CREATE`. */
  readonly name: string
  readonly body: unknown
  /** HTTP status, as far as it is known. */
  readonly status?: number
  /** What the platform's own document or limits object to. */
  readonly problem?: string
}
