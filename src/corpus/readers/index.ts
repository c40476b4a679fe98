import type { ReadDocument } from '../document.ts'

/** Reads a file of one kind; rejects with an UnreadableError where the file cannot be read at all. */
export type Reader = (bytes: Uint8Array, path: string) => Promise<ReadDocument>

/**
 * Readers of files that are no plain text, by the ending of the name in lower case. A reader and
 * its library are loaded when the first file of its kind is read.
 */
const READERS: Readonly<Record<string, () => Promise<Reader>>> = {
  // For example: pdf: async () => (await import('./pdf.ts')).readPdf,
}

/** @returns nothing for a kind that has no reader */
export function readerOf(path: string): Reader | undefined {
  const ending = path.match(/\.(\w+)$/)?.[1]?.toLowerCase() ?? ''
  const load = Object.hasOwn(READERS, ending) ? READERS[ending] : undefined
  return load && (async (bytes, name) => (await load())(bytes, name))
}
