import type { Span } from '../types.ts'

/** A sentence ends at 。！？； or a line break, at an ASCII ! ? ;, and at a full stop before white space. */
const SENTENCE = /[^。！？；!?;\n.]+(?:\.(?!\s|$)[^。！？；!?;\n.]*)*[。！？；!?;.]*[”’」』）)\]]*/g

/** Sentences of a text in order, without the white space around them. */
export const splitSentences = (text: string): Span[] => {
  const spans: Span[] = []
  for (const match of text.matchAll(SENTENCE)) {
    const start = match.index + match[0].length - match[0].trimStart().length
    const end = match.index + match[0].trimEnd().length
    if (end > start) spans.push([start, end])
  }
  return spans.length > 0 ? spans : [[0, text.length]]
}
