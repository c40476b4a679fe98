import { endingOf, KINDS, type Reader } from './kinds.ts'
import { createReadingThread } from './thread.ts'

export type { Reader } from './kinds.ts'

const thread = createReadingThread()

/** @returns nothing for a kind that has no reader */
export const readerOf = (path: string): Reader | undefined =>
  Object.hasOwn(KINDS, endingOf(path)) ? thread.read : undefined
