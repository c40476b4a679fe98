import type { Fault } from './faults.ts'

/** Objects of the Bot API, as far as the local Telegram knows them: https://core.telegram.org/bots/api */
export interface User {
  readonly id: number
  readonly is_bot: boolean
  readonly first_name: string
  readonly username?: string
  readonly language_code?: string
}

export interface Chat {
  readonly id: number
  readonly type: 'private' | 'group' | 'supergroup'
  readonly title?: string
  readonly first_name?: string
  readonly is_forum?: true
}

export interface Entity {
  readonly type: string
  readonly offset: number
  readonly length: number
  readonly url?: string
}

export interface Button {
  readonly text: string
  readonly callback_data?: string
  readonly url?: string
}

export interface Keyboard {
  readonly inline_keyboard: readonly (readonly Button[])[]
}

export interface Document {
  readonly file_id: string
  readonly file_unique_id: string
  readonly file_name?: string
  readonly file_size?: number
}

export interface Message {
  readonly message_id: number
  readonly date: number
  readonly edit_date?: number
  readonly chat: Chat
  readonly from: User
  readonly sender_chat?: Chat
  /** Empty where there is a document. */
  readonly text: string
  readonly caption?: string
  readonly caption_entities?: readonly Entity[]
  readonly document?: Document
  /** One picture, in one size. */
  readonly photo?: readonly {
    readonly file_id: string
    readonly width: number
    readonly height: number
  }[]
  /** A picture that moves. */
  readonly animation?: { readonly file_id: string }
  readonly entities?: readonly Entity[]
  readonly link_preview_options?: { readonly url: string }
  readonly reply_markup?: Keyboard
  readonly reply_to_message?: Message
  readonly quote?: { readonly text: string; readonly position: number; readonly is_manual?: true }
  readonly message_thread_id?: number
  readonly is_topic_message?: true
  readonly via_bot?: User
  /** Number of the supergroup that the group has become, and the reverse. */
  readonly migrate_to_chat_id?: number
  readonly migrate_from_chat_id?: number
}

/** What people can send or choose in inline mode. */
export interface InlineCard {
  readonly id: string
  readonly title: string
  readonly description?: string
  readonly input_message_content: {
    readonly message_text: string
    readonly entities?: readonly Entity[]
  }
  readonly reply_markup?: Keyboard
}

export interface InlineAnswer {
  readonly inline_query_id: string
  readonly results: readonly InlineCard[]
  readonly cache_time?: number
  readonly is_personal?: boolean
  readonly button?: { readonly text: string; readonly start_parameter?: string }
}

export interface MenuItem {
  readonly command: string
  readonly description: string
}

/** What a watcher of the local Telegram is told. */
export type StandInEvent =
  | { readonly type: 'message'; readonly message: Message }
  | { readonly type: 'edited'; readonly message: Message }
  | { readonly type: 'clickAnswered'; readonly id: string; readonly text?: string }
  | { readonly type: 'inlineAnswered'; readonly id: string; readonly answer: InlineAnswer }
  | { readonly type: 'menu'; readonly language: string; readonly items: readonly MenuItem[] }
  /** What the bot is told: its own news, whether or not it has fetched them yet. */
  | { readonly type: 'update'; readonly update: object }
  | { readonly type: 'call'; readonly method: string; readonly parameters: Parameters }
  /** How a call ended; `parameters` are those of the call. */
  | {
      readonly type: 'result'
      readonly method: string
      readonly parameters: Parameters
      readonly status: number
      /** Telegram's words, where it refused. */
      readonly refusal?: string
    }
  /** The bot did what Telegram would not let pass, or what it would silently spoil. */
  | { readonly type: 'problem'; readonly problem: string }

export interface StandInOptions {
  /** Default `chuchu_bot`. */
  readonly username?: string
  /** As BotFather's /setprivacy: on, a bot in a group sees only what is meant for bots. Default on. */
  readonly privacyMode?: boolean
  /** As BotFather's /setinline. Default on. */
  readonly inlineMode?: boolean
  /** In which order, and how often, the bot is told the updates that it fetches. Default as they came. */
  readonly arrange?: (updates: readonly unknown[]) => readonly unknown[]
}

export interface SayOptions {
  readonly replyTo?: Message
  /** The part of the message replied to that was selected. */
  readonly quote?: string
  /** Of a forum; none is its "General". */
  readonly thread?: number
  /** Whatever else the message shall have. */
  readonly extra?: Partial<Message>
}

/**
 * A local Telegram: people and chats to play, and the Bot API for a real bot, over real HTTP. It
 * refuses what Telegram would refuse and tells as a `problem` what Telegram would swallow.
 */
export interface TelegramStandIn {
  /** For the bot: `apiUrl`. */
  readonly url: string
  readonly token: string
  readonly bot: User
  addUser(profile: {
    readonly first_name: string
    readonly language_code?: string
    readonly is_bot?: boolean
  }): User
  /** The private chat of a person with the bot. */
  chatWith(user: User): Chat
  addGroup(title: string, type?: 'group' | 'supergroup', isForum?: boolean): Chat
  /** A topic of a forum; its number is the `thread` of messages. */
  addTopic(forum: Chat): number
  /** Makes somebody an administrator of a group. */
  appoint(user: User, group: Chat): void
  say(from: User, chat: Chat, text: string, options?: SayOptions): Message
  /** Sends a file, with a caption or without. */
  upload(from: User, chat: Chat, file: LocalFile, caption?: string, options?: SayOptions): Message
  /** What a file holds that somebody sent. */
  fileOf(message: Message): Uint8Array | undefined
  /** Taps a button, by label or data. Resolves with the query's id when the bot confirms it. */
  click(from: User, message: Message, button: string | Button): Promise<string>
  /** Types `@bot text` in some chat. Resolves with the cards. */
  typeInline(from: User, text: string): Promise<InlineAnswer>
  /** Sends a card into a chat. */
  choose(from: User, chat: Chat, card: InlineCard): Message
  /** Follows `t.me/<bot>?start=<payload>`. */
  openLink(from: User, payload: string): Message
  /** Whether the bot may write there. */
  setForbidden(chat: Chat, reason: string | undefined): void
  /** Makes a group a supergroup; the old one answers with `migrate_to_chat_id`. */
  migrate(group: Chat): Chat
  /** Lets all open clicks and inline queries run out. */
  expireQueries(): void
  fail(method: string, fault: Fault, times?: number): void
  /** Delivers an update as it is; resolves with the status that a webhook answered. */
  deliver(update: unknown): Promise<number | undefined>
  messagesIn(chat: Chat | User): readonly Message[]
  readonly menus: ReadonlyMap<string, readonly MenuItem[]>
  /** Everything that happened, in order. */
  readonly events: readonly StandInEvent[]
  /** What the bot did wrong; a test expects none. */
  problems(): readonly string[]
  /** Whether the bot has confirmed the update with this id. */
  isConfirmed(id: number): boolean
  subscribe(listener: (event: StandInEvent) => void): () => void
  /** Resolves with the first event after the call that fits. */
  next<Type extends StandInEvent['type']>(
    type: Type,
    fits?: (event: Extract<StandInEvent, { type: Type }>) => boolean,
  ): Promise<Extract<StandInEvent, { type: Type }>>
  close(): Promise<void>
}

export interface LocalFile {
  readonly name: string
  readonly bytes: Uint8Array
}

export type Parameters = Readonly<Record<string, unknown>>

/** An error that the Bot API answers with, in Telegram's own words. */
export class ApiError extends Error {
  readonly code: number
  readonly parameters: object | undefined
  constructor(code: number, description: string, parameters?: object) {
    super(description)
    this.code = code
    this.parameters = parameters
  }
}

export const badRequest = (description: string, parameters?: object): ApiError =>
  new ApiError(400, `Bad Request: ${description}`, parameters)
