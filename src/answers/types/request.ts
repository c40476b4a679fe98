import type { Locale } from '../../corpus/types.ts'

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
  /** What settings and added material belong to: a server, a group or a private chat. */
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
  /** Of a text that was written out from a conversation, what the person said. */
  readonly said?: string
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
  /** Nobody asked the bot: it answers where the scope has chosen that, and only what it is sure of. */
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
  /** Unique in its scope; letters, digits, - and _. */
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
