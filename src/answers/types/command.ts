import type { ByLocale, Locale } from '../../corpus/types.ts'
import type { Answer } from './answer.ts'
import type { ChatRequest, Origin } from './request.ts'

/** What a command takes. */
interface Argument {
  readonly name: ByLocale
  readonly summary: ByLocale
  readonly required: boolean
}

/** A completion offered while somebody types the argument. */
export interface Suggestion {
  /** Shown; at most 100 characters. */
  readonly label: string
  /** Sent as the argument when chosen; at most 100 characters. */
  readonly value: string
}

export interface Command {
  /** 1 to 32 of a-z, 0-9 and _. */
  readonly name: string
  /** Localised names: 1 to 32 letters, digits, - or _, lower case. */
  readonly titles: ByLocale
  readonly aliases: readonly string[]
  /** One line each, at most 100 characters. */
  readonly summaries: ByLocale
  readonly argument?: Argument
  /** What may follow its name first: a platform can offer each as a command of its own. */
  readonly subcommands?: readonly Subcommand[]
  /** What it is called in the menu of a message, where it is about one. */
  readonly onMessage?: ByLocale
  /**
   * Name of the command that is run with a reply to a message that has a button of this command: with
   * the text of the button, and with the reply as what was filled in.
   */
  readonly onReply?: string
  /** Whether it is one of the material's topics. */
  readonly isTopic?: true
  /** Who finds it in menus and help; default everybody. `buttons`: nobody, it is what a button does. */
  readonly menu?: 'managers' | 'owner' | 'buttons'
  /** @param request its text is trimmed, without control characters */
  run(request: ChatRequest): Answer | Promise<Answer>
  suggest?(
    typed: string,
    locale: Locale,
    from?: Origin,
  ): readonly Suggestion[] | Promise<readonly Suggestion[]>
}

/** `/material remove`. What takes a file and an argument takes either. */
export interface Subcommand extends Pick<Command, 'name' | 'titles' | 'summaries' | 'argument'> {
  /** Whether it takes a file. */
  readonly file?: true
}

/** The one thing a platform sees of the bot. */
export interface Responder {
  readonly commands: readonly Command[]
  /** Never rejects: what goes wrong becomes an answer that says so. */
  respond(request: ChatRequest): Promise<Answer>
  /** Never rejects: what goes wrong becomes no suggestions. At most 25. */
  suggest(request: ChatRequest): Promise<readonly Suggestion[]>
}
