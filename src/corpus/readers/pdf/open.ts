import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { UnreadableError } from '../../document.ts'
import type { TextRun } from './lines.ts'

export interface OutlineEntry {
  readonly title: string
  /** From 1. */
  readonly depth: number
}

/** What pdf.js wants of a browser to draw a page. Nothing is drawn here, so empty ones will do. */
const DRAWING = ['DOMMatrix', 'ImageData', 'Path2D'] as const

/**
 * Opens a PDF with pdf.js and its own tables: without the character maps, Chinese text of many
 * programs would be empty.
 *
 * @throws {UnreadableError} if it is damaged or has a password
 */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const { getDocument, VerbosityLevel } = await loadLibrary()
  const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  try {
    return await getDocument({
      // pdf.js takes the memory of what it is given.
      data: new Uint8Array(bytes),
      cMapUrl: join(folder, 'cmaps/'),
      cMapPacked: true,
      standardFontDataUrl: join(folder, 'standard_fonts/'),
      disableFontFace: true,
      isEvalSupported: false,
      useSystemFonts: false,
      verbosity: VerbosityLevel.ERRORS,
    }).promise
  } catch (error) {
    if ((error as Error).name === 'PasswordException')
      throw new UnreadableError('is protected by a password', 'save it again without one')
    throw new UnreadableError('is damaged, or not a PDF', 'open it in a reader and print it as PDF')
  }
}

async function loadLibrary() {
  const scope = globalThis as Record<string, unknown>
  for (const name of DRAWING) scope[name] ??= class {}
  const { warn } = console
  // It misses the optional library for drawing, and says so.
  console.warn = () => {}
  try {
    return await import('pdfjs-dist/legacy/build/pdf.mjs')
  } finally {
    console.warn = warn
  }
}

/** Text of a page that is written from left to right. */
export async function readRuns(document: PDFDocumentProxy, page: number) {
  const proxy = await document.getPage(page)
  const content = await proxy.getTextContent()
  const runs = content.items.flatMap((item): TextRun[] => {
    if (!('str' in item)) return []
    const [a = 0, b = 0, , d = 0, x = 0, y = 0] = item.transform as number[]
    // Text across the page is a watermark, or the name of an axis.
    if (a <= 0 || Math.abs(b) > 0.05 * a) return []
    const size = Math.abs(d) || a
    return [{ text: item.str, x, y, width: item.width, size, font: item.fontName }]
  })
  const [, bottom = 0, , top = 1] = proxy.view
  proxy.cleanup()
  return { runs, bottom, height: top - bottom }
}

/** The titles of the document's outline, in order. */
export async function readOutline(document: PDFDocumentProxy): Promise<readonly OutlineEntry[]> {
  type Items = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>
  const entries: OutlineEntry[] = []
  const add = (items: Items, depth: number) => {
    for (const { title, items: inner } of items ?? []) {
      if (entries.push({ title, depth }) > MAX_OUTLINE) return
      if (depth < 6) add(inner, depth + 1)
    }
  }
  add(await document.getOutline().catch(() => []), 1)
  return entries
}

const MAX_OUTLINE = 5000
