import type { CitedPassage, Locale } from '../protocol/index.ts'
import type { Words } from './words.ts'

export type SideName = 'why' | 'material'

/** What every part of the page may read and do. */
export interface PageContext {
  readonly words: Words
  readonly locale: Locale
  /** Opens the explanation of this number. */
  explain(answer: number): void
  /** Opens the material at what is cited. */
  cite(citation: Pick<CitedPassage, 'source' | 'paragraph' | 'marks'>): void
  /** Says in words what went wrong. */
  complain(error: unknown): void
}
