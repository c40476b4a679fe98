import type { Problem } from './problems.ts'

/** A paragraph as a slice of its text. */
export interface Paragraph {
  readonly start: number
  readonly end: number
}

/** UTF-16 units of a paragraph that a person may have written as one; what is longer lacks its blank lines. */
const MAX_PARAGRAPH = 20_000
/** The paragraphs of a text that has one in every line. */
export const findParagraphs = (text: string): readonly Paragraph[] =>
  [...text.matchAll(/[^\n]+/g)].flatMap(({ 0: line, index }) => {
    const words = line.trim()
    const start = index + line.indexOf(words)
    return words ? { start, end: start + words.length } : []
  })

/** Reports a paragraph that is too long to be one: nobody could read its quotes. */
export function reportLongParagraph(
  paragraphs: readonly Paragraph[],
  report: (problem: Omit<Problem, 'file' | 'line'>) => void,
): void {
  if (paragraphs.some(({ start, end }) => end - start > MAX_PARAGRAPH))
    report({
      severity: 'note',
      message: `has a paragraph of more than ${MAX_PARAGRAPH} characters`,
      fix: 'put line breaks between its parts',
    })
}
