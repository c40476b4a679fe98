import { type ReadDocument, UnreadableError } from '../../document.ts'
import { toBlocks } from './blocks.ts'
import { measure } from './headings.ts'
import { type Line, toLines } from './lines.ts'
import { openPdf, readOutline, readRuns } from './open.ts'
import { dropRunningHeads } from './running-heads.ts'

const MAX_PAGES = 3000
/** UTF-16 units of text in all: more than any book. */
const MAX_TEXT = 16 * 2 ** 20
/** What programs write where nobody gave a title. */
const NO_TITLE =
  /^(microsoft (word|powerpoint)|untitled|无标题|未命名|slide 1$)|\.(docx?|pptx?|pdf|indd|tex|dvi|html?|wps)$/i

/**
 * Reads the text of a PDF: its paragraphs, headings by their size, lists and plain tables, with the
 * number of their page. Running heads and page numbers are left out, broken words put together.
 *
 * @throws {UnreadableError} if it cannot be opened, is too long, or has no text at all
 */
export async function readPdf(bytes: Uint8Array): Promise<ReadDocument> {
  const document = await openPdf(bytes)
  try {
    if (document.numPages > MAX_PAGES)
      throw new UnreadableError(`has more than ${MAX_PAGES} pages`, 'split it into several files')
    const pages: (readonly Line[])[] = []
    let length = 0
    for (let number = 1; number <= document.numPages; number++) {
      const { runs, bottom, height } = await readRuns(document, number)
      const lines = toLines(runs, number, bottom, height).filter(isText)
      for (const { text } of lines) length += text.length
      if (length > MAX_TEXT)
        throw new UnreadableError('holds too much text', 'split it into several files')
      pages.push(lines)
    }
    const { bodySize } = measure(pages.flat())
    const texts = dropRunningHeads(pages, bodySize)
    const lines = texts.flat()
    if (lines.length === 0) throw NO_TEXT
    const empty = texts.flatMap((page, index) => (page.length === 0 ? [index + 1] : []))
    const typography = measure(lines, await readOutline(document))
    const children = toBlocks(lines, typography)
    const { info } = await document.getMetadata()
    return {
      tree: { type: 'root', children },
      header: toHeader(info as Record<string, unknown>),
      ...(empty.length > 0 && { warnings: [describeEmpty(empty)] }),
    }
  } finally {
    await document.loadingTask.destroy()
  }
}

const NO_TEXT = new UnreadableError(
  'has no text, only pictures of pages',
  'run text recognition on it first, for example with ocrmypdf',
)

/** Fonts without a table of characters give codes of their own instead of letters. */
function isText({ text }: Line): boolean {
  const known = text.replaceAll(/[\p{Co}\p{Cn}\p{Cc}\ufffd]|\(cid:\d{1,5}\)/gu, '')
  return known.trim() !== '' && known.length * 2 > text.length
}

function describeEmpty(pages: readonly number[]) {
  const shown = pages.slice(0, 10).join(', ') + (pages.length > 10 ? ' …' : '')
  return {
    message: `has no text on ${pages.length === 1 ? 'page' : 'pages'} ${shown}: a picture, or empty`,
    fix: 'if people ask about it, run text recognition on the file, for example with ocrmypdf',
  }
}

function toHeader(info: Record<string, unknown>): ReadDocument['header'] {
  const field = (name: string): string => (typeof info[name] === 'string' ? info[name].trim() : '')
  const title = field('Title')
  const author = field('Author')
  return {
    ...(title && !NO_TITLE.test(title) && { title: title.slice(0, 200) }),
    ...(author && { author: author.slice(0, 200) }),
  }
}
