import type { ByLocale, Locale, Passage, Style, WebPicture } from '../corpus/types.ts'
import type { SearchResult, Span } from '../retrieval/types.ts'

/**
 * Where a request comes from. The keys are only compared, never shown; each begins with the name of
 * the platform, so that no two platforms share one.
 */
export interface Origin {
  /** `discord`, `telegram` … */
  readonly platform: string
  /** One person, wherever on the platform they write. */
  readonly user: string
  /** One channel with its threads, one topic of a forum, one group, one private chat. */
  readonly channel: string
  /** What settings belong to: a server, a group or a private chat. */
  readonly scope: string
  readonly isPrivate: boolean
  /** Keys of the roles that the person has there, where the platform tells them. */
  readonly roles?: readonly string[]
  /** Whether it is the person who hosts the bot. */
  readonly isOwner: boolean
  /** Whether they may change the settings of the scope; may ask the platform. Rejects where it cannot. */
  mayManage(): Promise<boolean>
}

/** What somebody asked, with nothing of the platform left in it but where it came from. */
export interface ChatRequest {
  /** Name of a command, or one of its aliases in any language; case does not matter. */
  readonly command: string
  /** What follows the command; may be empty. */
  readonly text: string
  readonly locale: Locale
  /** Page of a long answer, from 1. */
  readonly page?: number
  /** The question asked before in this conversation, which this one may lean on. */
  readonly before?: string
  /** Absent for a terminal or a script: nobody to be limited, and no scope to have settings. */
  readonly from?: Origin
  /** Names of the collections that may answer; default all. */
  readonly collections?: readonly string[]
  /** A file that came with the command, or that it replies to. */
  readonly file?: OfferedFile
  /** What was written into a form, as it was written. */
  readonly filled?: string
  /** The message that the command is about. */
  readonly about?: OfferedMessage
  /** Asked while it is still being typed, so that nobody has said it yet. */
  readonly draft?: true
  /** Nobody asked the bot: it answers where the place has chosen that, and only what it is sure of. */
  readonly unasked?: true
}

/** A file as somebody handed it over; nothing of it is fetched before it is read. */
interface OfferedFile {
  readonly name: string
  /** As the platform says; what is read may differ. */
  readonly bytes: number
  /**
   * Rejects where the platform does not hand it over in time, or when it is larger.
   *
   * @param most bytes
   */
  read(most: number): Promise<Uint8Array>
}

/** A message in the chat, with who wrote it. */
export interface OfferedMessage {
  /** Unique in its place; letters, digits, - and _. */
  readonly id: string
  readonly text: string
  /** Whether it has more than words: pictures, files, a voice. */
  readonly hasFiles?: boolean
  readonly author: { readonly key: string; readonly name: string; readonly isBot: boolean }
  /** Leads to the message, where that is possible. */
  readonly url?: string
  /** ISO 8601, to the day. */
  readonly date: string
}

/** A piece of a line. Its text is plain: a platform escapes it, or marks it with entities. */
export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'strong'; readonly text: string }
  | { readonly type: 'link'; readonly text: string; readonly url: string }
  /** `[1]`: points at the citation of that number. */
  | { readonly type: 'reference'; readonly number: number }
  /** A command to type; a platform writes it its own way, and may make it a button or a mention. */
  | { readonly type: 'command'; readonly name: string; readonly argument?: string }

/** Words of the material, or of a translation of it. */
export interface Wording {
  /** A slice of the passage, character for character. */
  readonly text: string
  /** How its words look in the source, by offsets in `text`. */
  readonly styles?: readonly Style[]
  /** What stands out in `text`: the sentences that answer. In order, disjoint. */
  readonly marks: readonly Span[]
  /** Whether words of the passage were left out before and after the slice: show an ellipsis outside the quote. */
  readonly cut: readonly [before: boolean, after: boolean]
}

export interface Quote extends Wording {
  readonly type: 'quote'
  /** Number of the citation. */
  readonly citation: number
  /** Stands before the original, for readers of its language. Unofficial ones carry a label that says so. */
  readonly translation?: Wording & { readonly language: Locale; readonly label: string }
}

export type Block =
  | { readonly type: 'heading'; readonly inlines: readonly Inline[] }
  | { readonly type: 'paragraph'; readonly inlines: readonly Inline[] }
  /** Small print below what it is about. */
  | { readonly type: 'note'; readonly inlines: readonly Inline[] }
  | { readonly type: 'list'; readonly items: readonly (readonly Inline[])[] }
  | Quote

/** Where a quote stands: shown as `[number] title ¶32`, linked where the source has an address. */
export interface Citation {
  readonly number: number
  readonly passage: Passage
  /** Of the source. */
  readonly title: string
  /** `¶32`, `¶32–33` or `p. 5`. */
  readonly place: string
  /** Address of the source, to the very words (text fragment). */
  readonly url?: string
}

/** What somebody may do next; a platform makes it a button that carries its request. */
export interface Action {
  readonly kind:
    | 'context'
    | 'more'
    | 'sources'
    | 'question'
    | 'topic'
    | 'feedback'
    | 'setting'
    | 'consent'
    | 'form'
  /** At most 80 characters. */
  readonly label: string
  readonly request: Pick<ChatRequest, 'command' | 'text' | 'page'>
}

/**
 * Who notices an answer: everybody; `quietly`, the asker alone where the platform can do that, else
 * everybody but without a sound; `asker`, the asker alone, and nobody where it cannot; `nobody`:
 * nothing is sent.
 */
export type Audience = 'everybody' | 'quietly' | 'asker' | 'nobody'

/**
 * `found`, `near` (not said directly), `none` (not in the material); `page` (help, lists, a paragraph);
 * `invalid` (the request made no sense, the answer says how to put it); `failed` (our mistake).
 */
export type Outcome = 'found' | 'near' | 'none' | 'page' | 'invalid' | 'failed'

/** An answer before any platform has given it a look. */
export interface Answer {
  readonly outcome: Outcome
  readonly locale: Locale
  /** Default `everybody`. */
  readonly audience?: Audience
  /** The question as it was understood to be asked, for platforms that do not show it beside the answer. */
  readonly question?: string
  /** The whole question that a question leaning on another was understood as. */
  readonly understood?: string
  readonly blocks: readonly Block[]
  /** In the order of their numbers; a platform shows them below the blocks. */
  readonly citations: readonly Citation[]
  readonly actions: readonly Action[]
  /** Key of the person whom it asks something: they are told of it where the platform can do that. */
  readonly addressee?: string
  /** Of what it quotes, in reading order; only where something was found. */
  readonly pictures?: readonly AnswerPicture[]
  /** A file that comes with it; a PNG is shown as a picture. */
  readonly file?: AnswerFile
  /**
   * Words that are asked for: a platform with forms shows one instead of the answer; elsewhere the
   * answer is shown, and they are given in reply to it (see {@link Command.onReply}).
   */
  readonly form?: Form
  /** 0…1; present where something was searched for. */
  readonly confidence?: number
  /** What the answer was made of, for people who want to know why. */
  readonly search?: SearchResult
}

export interface AnswerFile {
  readonly name: string
  readonly bytes: Uint8Array
  /** What a picture shows, for those who do not see it. */
  readonly alt?: string
}

/**
 * A picture at a public address, which the platform fetches, or a file of the material. Its bytes are
 * read when the answer is sent ({@link loadPictures}); until then nothing shows it.
 */
export type AnswerPicture =
  | WebPicture
  | AnswerFile
  | {
      readonly alt: string
      /** Undefined if it cannot be shown. */
      read(): Promise<{ readonly bytes: Uint8Array; readonly kind: string } | undefined>
    }

export interface Form {
  /** At most 45 characters. */
  readonly title: string
  /** Shown above the field, in full. */
  readonly about: string
  /** Name of the field; at most 45 characters. */
  readonly label: string
  /** What is run with the words, as `filled`. */
  readonly request: Pick<ChatRequest, 'command' | 'text'>
}

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
  /** What follows its name first, where a platform offers that as commands of their own. */
  readonly parts?: readonly CommandPart[]
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

/** `/material remove`: a part of a command. What takes a file and an argument takes either. */
export interface CommandPart extends Pick<Command, 'name' | 'titles' | 'summaries' | 'argument'> {
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
