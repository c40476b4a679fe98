import type { Locale } from './common.ts'

/** What `POST /api/<name>` takes; each answers with JSON. */
export interface Actions {
  /** Forgets every chat, and starts a new run. */
  'start-over': object
  'discord/say': { channel: string; text: string; replyTo?: string }
  'discord/run': {
    channel: string
    command: string
    options: Record<string, string | boolean>
    locale: Locale
  }
  'discord/complete': {
    channel: string
    command: string
    option: string
    typed: string
    locale: Locale
  }
  'discord/click': { message: string; button: string; locale: Locale }
  'discord/choose': { message: string; command: string; locale: Locale }
  'telegram/say': { chat: number; text: string; replyTo?: number; quote?: string; locale: Locale }
  'telegram/click': { chat: number; message: number; data: string; locale: Locale }
  'telegram/inline': { text: string; locale: Locale }
  'telegram/choose': { chat: number; query: string; card: string; locale: Locale }
  'telegram/open': { payload: string; locale: Locale }
}
