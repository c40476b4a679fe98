import type { Root } from 'mdast'
import type { ReadDocument } from '../document.ts'
import { endingOf, KINDS, MARKDOWN, PLAIN_TEXT, type Reader } from './kinds.ts'
import { createReadingThread } from './thread.ts'

const thread = createReadingThread()

/** @returns nothing for a kind that has no reader */
export const readerOf = (path: string): Reader | undefined =>
  Object.hasOwn(KINDS, endingOf(path)) ? thread.read : undefined

/** Reads a web page that was fetched; its links begin at its address. */
export const readWebPage = (bytes: Uint8Array, url: string): Promise<ReadDocument> =>
  thread.read(bytes, url, 'html')

/** Reads Markdown that may take long; see `readMarkdown`. */
export const readLongMarkdown = (body: string): Promise<Root> => readLong(body, MARKDOWN)

/** Reads plain text that may take long; see `readPlainText`. */
export const readLongPlainText = (body: string): Promise<Root> => readLong(body, PLAIN_TEXT)

const readLong = async (body: string, kind: string): Promise<Root> =>
  (await thread.read(new TextEncoder().encode(body), '', kind)).tree
