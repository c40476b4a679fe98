import type { Locale, Passage, Style, WebPicture } from '../../corpus/types.ts'
import type { SearchResult, Span } from '../../retrieval/types.ts'
import type { ChatRequest } from './request.ts'

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
  readonly locator: string
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
   * answer is shown, and they are given in reply to it (see `Command.onReply`).
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
