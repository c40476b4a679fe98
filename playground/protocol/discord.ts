/** A picture that the bot has sent, on the page's own server. */
export interface ShownPicture {
  readonly url: string
  /** Pixels. */
  readonly width: number
  readonly height: number
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
  /** Number of the explanation. */
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
