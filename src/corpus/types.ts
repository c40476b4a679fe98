/** The languages the interface speaks: Simplified Chinese, Traditional Chinese, English. */
export const LOCALES = ['zh-Hans', 'zh-Hant', 'en'] as const
export type Locale = (typeof LOCALES)[number]
export type ByLocale<T = string> = Readonly<Record<Locale, T>>

/** A published work, as its file tells it. */
export interface Source {
  /** Unique in the corpus; no white space, at most 40 bytes, so that a button can carry it. */
  readonly id: string
  readonly title: string
  /** Who gave the title, where the original bears none. */
  readonly titleBy?: 'editor'
  readonly author?: string
  readonly url?: string
  /** ISO 8601, as far as it is known: 2025, 2025-02 or 2025-02-11. */
  readonly date?: string
  /** BCP 47 tag of the original. */
  readonly language: string
  readonly license?: string
  readonly note?: string
  /** The JSONL file (its name without extension) that the source is a line of. */
  readonly collection?: string
  /** The body exactly as it stands in the file; every passage is a slice of it. */
  readonly text: string
}

/** A paragraph in another language, said by somebody else than the author. */
export interface Translation {
  readonly language: Locale
  readonly text: string
  /** False unless the author or publisher stands behind it. */
  readonly official: boolean
}

/**
 * Words of a passage that stand in `source.text`: `text.slice(start, end)` is
 * `source.text.slice(at, until)`, or what its escapes and character references stand for.
 */
export interface Slice {
  readonly start: number
  readonly end: number
  readonly at: number
  readonly until: number
}

/** How words of a passage look in the source. May nest, never overlap in part. */
export interface Style {
  readonly start: number
  readonly end: number
  /** `block` is code of several lines. */
  readonly type: 'code' | 'block' | 'emphasis' | 'strong' | 'strikethrough' | 'link'
  /** Of a link: http or https. */
  readonly url?: string
}

/** A picture that stands in a passage, or between it and the next. */
export type Picture = WebPicture | FilePicture

export interface WebPicture {
  /** Its address: https, on a host that has a name. */
  readonly url: string
  /** What it shows, for who cannot see it; may be empty. */
  readonly alt: string
}

export interface FilePicture {
  /** Of its file, relative to the content folder, with forward slashes. */
  readonly path: string
  readonly alt: string
}

/** The unit that is indexed, ranked and cited. */
export interface Passage {
  /** `<source id>#<first paragraph>`. */
  readonly id: string
  readonly source: Source
  /** The Markdown headings above it, outermost first, joined by ` › `. */
  readonly heading?: string
  /** First and last paragraph in the source, counted from 1, both included. */
  readonly paragraphs: readonly [first: number, last: number]
  /**
   * The words as people read them, without marks. Without `slices`, `source.text` contains it; with
   * them, all of it but fixed joiners (white space, ` · `, `: `, bullets) stands in slices.
   */
  readonly text: string
  readonly slices?: readonly Slice[]
  readonly styles?: readonly Style[]
  /** In reading order; absent without any. */
  readonly pictures?: readonly Picture[]
  /**
   * UTF-16 units at the start of `text` that only introduce the rest: a question, the lead of a
   * list. They are no answer by themselves.
   */
  readonly lead?: number
  /** Other ways to ask for it: searched, never shown. */
  readonly wordings?: readonly string[]
  /** Page of a paged source, from 1. */
  readonly page?: number
  /** Id of the heading above it, where the source gives one: the fragment of its address. */
  readonly anchor?: string
  readonly translations: readonly Translation[]
}

/** A part of the material that has a command of its own. */
export interface Topic {
  /** The command: 1 to 32 of a-z, 0-9 and _. */
  readonly name: string
  /** Shown to people, and the command's localised name: 1 to 32 letters, digits, - or _. */
  readonly titles: ByLocale
  /** Other words that people type for it. */
  readonly aliases: readonly string[]
  /** At most 100 characters each. */
  readonly summaries: ByLocale
  /** What it covers, in reading order. */
  readonly passages: readonly Passage[]
  /** The passages that stand for the topic when nothing is asked; part of `passages`. */
  readonly digest: readonly Passage[]
  /** Questions the topic answers, offered to people; at least one for each locale. */
  readonly questions: ByLocale<readonly string[]>
}

/** Sources that a server or group may choose: those of a folder directly below the content folder. */
export interface Collection {
  /** Without white space, at most 40 bytes; {@link DEFAULT_COLLECTION} of what is in no folder. */
  readonly name: string
  readonly sources: readonly Source[]
  /** Key of the server or group that added it, and that alone is answered from it. */
  readonly scope?: string
  /** Keys of the chats and roles that alone are answered from it; default everybody. */
  readonly access?: readonly string[]
}

/** No folder has this name, as hidden folders are not read. */
export const DEFAULT_COLLECTION = '.'

/** Groups of names for one thing: `[['北大', '北京大学'], …]`. */
export type Lexicon = readonly (readonly string[])[]

/** Where a passage stands. */
export type Position = Pick<Passage, 'source' | 'paragraphs'>

/**
 * Passages in the order of the material: an array, or passages on the disk of which each is read when
 * it is asked for.
 */
export interface Passages extends Iterable<Passage> {
  readonly length: number
  /** @param index from 0; a negative one counts from the end */
  at(index: number): Passage | undefined
  /** Those of whose position this is true. Reads no passage. */
  filter(isWanted: (position: Position) => boolean): Passages
}

/** A corpus as it is searched and answered from. */
export interface Material extends Omit<Corpus, 'passages'> {
  readonly passages: Passages
}

/** Everything the bot may say, immutable once loaded. */
export interface Corpus {
  readonly sources: readonly Source[]
  readonly passages: readonly Passage[]
  readonly topics: readonly Topic[]
  /** In the order of their names; together they hold every source once. */
  readonly collections: readonly Collection[]
  readonly lexicon: Lexicon
}
