import type { Rich } from './rich.ts'
import type { Picture } from './types.ts'

/** A part of a document that is cut no further unless it is too long. */
export interface Block {
  readonly type: 'heading' | 'text' | 'code' | 'list' | 'table'
  readonly rich: Rich
  /** Of a heading, from 1. */
  readonly depth?: number
  readonly anchor?: string
  readonly wordings?: readonly string[]
  /** It introduces the block after it. */
  readonly isLead?: boolean
  /** It is a question; all that follows answers, until the next one. */
  readonly isQuestion?: boolean
  /** The items of a list or the rows of a table, each as it would stand alone. */
  readonly items?: readonly Item[]
  readonly page?: number
  /** Of a paragraph, which may have no words then, or of all items. */
  readonly pictures?: readonly Picture[]
}

export interface Item {
  readonly rich: Rich
  readonly pictures: readonly Picture[]
}
