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

export interface Message {
  readonly message_id: number
  readonly date: number
  readonly edit_date?: number
  readonly chat: Chat
  readonly from: User
  readonly sender_chat?: Chat
  readonly text: string
  readonly entities?: readonly Entity[]
  readonly reply_markup?: Keyboard
  readonly reply_to_message?: Message
  readonly quote?: { readonly text: string; readonly position: number; readonly is_manual?: true }
  readonly message_thread_id?: number
  readonly is_topic_message?: true
  readonly via_bot?: User
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
  | { readonly type: 'call'; readonly method: string; readonly parameters: Parameters }
  /** The bot did what Telegram would not let pass, or what it would silently spoil. */
  | { readonly type: 'problem'; readonly problem: string }

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
