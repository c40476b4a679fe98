import type { Answer, ChatRequest, Citation, Outcome } from '../../src/answers/types.ts'
import type { MenuItem, Message as TelegramMessage } from '../telegram/types.ts'

export type { InlineCard } from '../telegram/types.ts'
export type { MenuItem, TelegramMessage }
export type Locale = ChatRequest['locale']
export type ByLocale<T = string> = Readonly<Record<Locale, T>>

// What server and page tell each other. The page keeps what it is told: a log of news, from which
// everything on it follows; the server keeps the log, so that a page that comes later catches up.

export type PlatformName = 'discord' | 'telegram'
type Passage = Citation['passage']
type Search = NonNullable<Answer['search']>
type Hit = Search['hits'][number]
export type Span = Hit['answer'][number]

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

/** A picture that the bot has sent, on the page's own server. */
export interface ShownPicture {
  readonly url: string
  /** Pixels. */
  readonly width: number
  readonly height: number
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
  readonly channels: readonly Place<string>[]
  readonly chats: readonly Place<number>[]
  readonly questions: ByLocale<readonly string[]>
}

/** A channel or a chat. */
export interface Place<Id> {
  readonly id: Id
  readonly kind: 'private' | 'group'
  readonly name: string
}

/** A message as the page's person sees it. */
export interface DiscordMessage {
  readonly id: string
  readonly channel: string
  readonly author: { readonly id: string; readonly name: string; readonly bot: boolean }
  /** Milliseconds since 1970. */
  readonly sentAt: number
  readonly edited: boolean
  readonly content: string
  readonly components: readonly DiscordComponent[]
  /** Nobody else sees it. */
  readonly hidden: boolean
  /** Promised, but not there yet. */
  readonly thinking: boolean
  readonly replyTo?: string
  /** What the person did that it answers: `/ask`. */
  readonly used?: string
  /** Number of the {@link Explanation}. */
  readonly answer?: number
}

/** https://docs.discord.com/developers/components/reference */
export interface DiscordComponent {
  readonly type: number
  readonly components?: readonly DiscordComponent[]
  /** Of a media gallery. */
  readonly items?: readonly {
    readonly media: { readonly url: string } | ShownPicture
    readonly description?: string
  }[]
  readonly content?: string
  readonly accent_color?: number | null
  readonly custom_id?: string
  readonly label?: string
  readonly style?: number
  readonly url?: string
  readonly disabled?: boolean
  readonly divider?: boolean
}

export interface DiscordCommand {
  readonly type: number
  readonly name: string
  readonly name_localizations?: Localizations
  readonly description?: string
  readonly description_localizations?: Localizations
  readonly options?: readonly DiscordOption[]
}

export interface DiscordOption {
  /** 3: text; 5: yes or no. */
  readonly type: number
  readonly name: string
  readonly name_localizations?: Localizations
  readonly description: string
  readonly description_localizations?: Localizations
  readonly required?: boolean
  readonly autocomplete?: boolean
}

type Localizations = Readonly<Record<string, string | null>> | null

export interface Choice {
  readonly name: string
  readonly value: string
}

/** Why an answer is as it is. */
export interface Explanation {
  /** From 1, in the order of the answers. */
  readonly id: number
  readonly platform: PlatformName
  readonly request: ChatRequest
  readonly outcome: Outcome
  readonly milliseconds: number
  readonly confidence?: number
  readonly thresholds?: { readonly found: number; readonly near: number }
  readonly unknownWords: readonly string[]
  readonly hits: readonly FoundPassage[]
  readonly citations: readonly CitedPassage[]
}

export interface FoundPassage extends Pick<Hit, 'score' | 'matches' | 'answer'> {
  readonly source: string
  readonly paragraphs: Passage['paragraphs']
  readonly text: string
  /** Number under which the answer quotes it. */
  readonly citation?: number
}

export interface CitedPassage {
  readonly number: number
  readonly label: string
  readonly source: string
  readonly paragraph: number
  /** What stands out, in the passage's text. */
  readonly marks: readonly Span[]
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

/** The material without its words. */
export interface MaterialOverview {
  readonly sources: readonly SourceSummary[]
  /** There are more sources than are listed. */
  readonly sourceCount: number
  readonly topics: readonly TopicSummary[]
  readonly lexicon: readonly (readonly string[])[]
}

export interface SourceSummary
  extends Pick<Passage['source'], 'id' | 'title' | 'language'>,
    Partial<Pick<Passage['source'], 'titleBy' | 'author' | 'url' | 'date' | 'license' | 'note'>> {
  readonly paragraphs: number
}

export interface TopicSummary {
  readonly name: string
  readonly titles: ByLocale
  readonly summaries: ByLocale
  readonly aliases: readonly string[]
  readonly questions: ByLocale<readonly string[]>
  readonly passages: readonly { readonly source: string; readonly paragraph: number }[]
}

export interface SourceText {
  readonly source: SourceSummary
  readonly paragraphs: readonly {
    readonly number: number
    readonly heading?: string
    readonly text: string
    readonly translations: Passage['translations']
  }[]
}

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
