import type { ReadDocument } from '../document.ts'

/** Reads a file of one kind; rejects with an UnreadableError where the file cannot be read at all. */
export type Reader = (bytes: Uint8Array, path: string) => Promise<ReadDocument>

const readHtml = async () => (await import('./html/index.ts')).readHtml
const readCsv = async () => (await import('./sheets/index.ts')).readCsv

/**
 * Readers of files that are no plain text, by the ending of the name in lower case. A reader and
 * its library are loaded when the first file of its kind is read.
 */
export const KINDS: Readonly<Record<string, () => Promise<Reader>>> = {
  pdf: async () => (await import('./pdf/index.ts')).readPdf,
  docx: async () => (await import('./docx.ts')).readDocx,
  rst: async () => (await import('./rst/index.ts')).readRst,
  epub: async () => (await import('./epub.ts')).readEpub,
  xlsx: async () => (await import('./sheets/index.ts')).readXlsx,
  csv: readCsv,
  tsv: readCsv,
  html: readHtml,
  htm: readHtml,
  xhtml: readHtml,
  'text/plain': async () => {
    const { readPlainText } = await import('../read-text.ts')
    return async (bytes) => ({ tree: readPlainText(new TextDecoder().decode(bytes)), header: {} })
  },
  'text/markdown': async () => {
    const { readMarkdown } = await import('../markdown/read-markdown.ts')
    return async (bytes) => ({ tree: readMarkdown(new TextDecoder().decode(bytes)), header: {} })
  },
}

/** No ending of a name: the body of a file, in UTF-8. */
export const MARKDOWN = 'text/markdown'
export const PLAIN_TEXT = 'text/plain'

/** What stands behind the last dot of a path, in lower case. */
export const endingOf = (path: string): string => path.match(/\.(\w+)$/)?.[1]?.toLowerCase() ?? ''
