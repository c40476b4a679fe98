import type { Root } from 'mdast'
import type { Source } from './types.ts'

/**
 * What a reader makes of a file, whatever its kind: a Markdown tree. Passages are cut from the tree
 * in one place, so a reader knows nothing of passages, and Markdown rules hold for every kind.
 *
 * A node that stands on a page of a paged file has the page number (from 1) in `data.page`.
 */
export interface ReadDocument {
  readonly tree: Root
  /** What the file itself says of its source; absent fields are taken from the file's path. */
  readonly header: Partial<Pick<Source, 'title' | 'author' | 'url' | 'date' | 'language'>>
}

declare module 'mdast' {
  interface Data {
    page?: number
  }
}
