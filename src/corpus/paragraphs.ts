import type { ContentFile } from './files.ts'
import type { Report } from './problems.ts'

/** A paragraph as a slice of its text. */
export interface Paragraph {
  readonly start: number
  readonly end: number
  readonly heading?: string
}

/** UTF-16 units of a paragraph that a person may have written as one; what is longer lacks its blank lines. */
const MAX_PARAGRAPH = 20_000
/** UTF-16 units of a heading, which stands above every passage below it; a longer line is text. */
const MAX_HEADING = 200

/**
 * Finds the paragraphs of a text. In Markdown they are the blocks between blank lines; a `#` line
 * is no paragraph but the heading of what follows, and a fenced block stays whole. In plain text
 * every line that is not blank is one.
 */
export function findParagraphs({ path, text }: ContentFile): readonly Paragraph[] {
  return path.endsWith('.md') ? findBlocks(text) : findLines(text)
}

const toTrimmed = (text: string, start: number, end: number): Paragraph | undefined => {
  const body = text.slice(start, end)
  const from = start + body.length - body.trimStart().length
  return body.trim() ? { start: from, end: from + body.trim().length } : undefined
}

function findLines(text: string): readonly Paragraph[] {
  return [...text.matchAll(/[^\n]+/g)].flatMap(
    ({ 0: line, index }) => toTrimmed(text, index, index + line.length) ?? [],
  )
}

function findBlocks(text: string): readonly Paragraph[] {
  const blocks: Paragraph[] = []
  const headings: string[] = []
  let heading = ''
  let start = -1
  let fence = ''
  const close = (end: number) => {
    const block = start < 0 ? undefined : toTrimmed(text, start, end)
    if (block) blocks.push(heading ? { ...block, heading } : block)
    start = -1
  }
  for (const { 0: line, index } of text.matchAll(/.+|(?<=\n)(?=\n)|^(?=\n)/g)) {
    const mark = line.match(/^ {0,3}(`{3,}|~{3,})/)?.[1]
    if (fence) {
      if (mark?.startsWith(fence)) fence = ''
      continue
    }
    const [, hashes, title] =
      (line.length <= MAX_HEADING && line.match(/^ {0,3}(#{1,6})(\s.*)$/)) || []
    if (hashes && title !== undefined) {
      close(index)
      headings.length = hashes.length - 1
      // Number signs at its end close it; those of “C#” belong to it.
      headings[hashes.length - 1] = title
        .trimEnd()
        .replace(/(?<=\s)#+$/, '')
        .trim()
      heading = headings.filter(Boolean).join(' › ')
    } else if (!line.trim() || /^ {0,3}([-*_])( *\1){2,} *$/.test(line)) {
      close(index)
    } else {
      if (mark) fence = mark
      if (start < 0) start = index
    }
  }
  close(text.length)
  return blocks
}

/** Reports the first paragraph that is too long to be one: nobody could read its quotes. */
export function reportLongParagraph(
  { path, text }: ContentFile,
  paragraphs: readonly Paragraph[],
  report: Report,
  firstLine = 1,
): void {
  const long = paragraphs.find(({ start, end }) => end - start > MAX_PARAGRAPH)
  if (long)
    report({
      file: path,
      line: firstLine + text.slice(0, long.start).split('\n').length - 1,
      message: `has a paragraph of more than ${MAX_PARAGRAPH} characters`,
      cure: 'put blank lines between its parts (in .txt and .jsonl line breaks)',
    })
}
