import type { Root } from 'mdast'
import type { Problem } from './problems.ts'
import type { Slice, Source } from './types.ts'

/**
 * What a reader makes of a file, whatever its kind: a Markdown tree. Passages are cut from the tree
 * in one place (passages.ts), so a reader knows nothing of passages, and Markdown rules hold for
 * every kind.
 */
export interface ReadDocument {
  readonly tree: Root
  /**
   * The text of the file as it stands there, which the slices of the leaves are parts of. Absent
   * where a file is no text (PDF, DOCX …): leaves then have no slices.
   */
  readonly text?: string
  /** What the file itself says of its source; absent fields are taken from the file's path. */
  readonly header: Partial<
    Pick<
      Source,
      'id' | 'title' | 'titleBy' | 'author' | 'url' | 'date' | 'language' | 'license' | 'note'
    >
  >
  /** What could not be read, though the rest could; such as a page of pictures. */
  readonly warnings?: readonly Omit<Problem, 'file'>[]
}

/** The file cannot be read at all; the message completes “file …”, the fix says what to do. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError'
  readonly fix: string

  constructor(message: string, fix: string) {
    super(message)
    this.fix = fix
  }
}

declare module 'mdast' {
  interface Data {
    /** Of a leaf: where the characters of its value stand in the text of the document. */
    slices?: readonly Slice[]
    /** Of a node that stands on a page of a paged file: the page number, from 1. */
    page?: number
    /** Of a heading: the `id` that a link to it ends with, without `#`, where it is known. */
    anchor?: string
    /** Of a heading that is a question: other ways to ask it. They help to find, and are never quoted. */
    wordings?: readonly string[]
    /** Of a paragraph: it only introduces the next block, as a question does its answer. */
    lead?: boolean
  }
}
