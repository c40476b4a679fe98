import { splitSentences } from '../retrieval/index.ts'
import type { Span } from '../retrieval/types.ts'
import type { Wording } from './types.ts'

/** UTF-16 units of a sentence that are quoted at the most: whatever is longer is no sentence. */
const SENTENCE_LENGTH = 1500

/** A wording, and where it begins in its text. */
export interface Excerpt {
  readonly wording: Wording
  readonly at: number
}

/**
 * The part of a text to quote: all of it if it is short, else the marked sentences with as many
 * neighbours as there is room for. Cuts fall between sentences; only a monstrous sentence is cut
 * inside, between two graphemes.
 *
 * @param marks what must be seen: in order, disjoint; the beginning of the text if empty
 * @param most UTF-16 units; a single sentence may have more
 */
export function excerpt(text: string, marks: readonly Span[], most: number): Excerpt {
  if (text.length <= most) return { wording: { text, marks, cut: [false, false] }, at: 0 }
  const [start, limit] = chooseSentences(splitSentences(text), marks, most)
  const end = boundaryBefore(text, start, Math.min(limit, start + SENTENCE_LENGTH))
  const wording: Wording = {
    text: text.slice(start, end),
    marks: marks
      .filter(([from, to]) => from < end && to > start)
      .map(([from, to]) => [Math.max(from, start) - start, Math.min(to, end) - start]),
    cut: [start > 0, end < text.length],
  }
  return { wording, at: start }
}

/** From the sentences of all the marks if there is room, else of the first, outwards. */
function chooseSentences(sentences: readonly Span[], marks: readonly Span[], most: number): Span {
  const indexAt = (offset: number) =>
    Math.max(
      0,
      sentences.findLastIndex(([start]) => start <= offset),
    )
  const spanOf = (first: number, last: number): Span => [
    sentences[first]?.[0] ?? 0,
    sentences[last]?.[1] ?? 0,
  ]
  const fits = (first: number, last: number) => {
    const [start, end] = spanOf(first, last)
    return first >= 0 && last < sentences.length && end - start <= most
  }
  const [from, to] = marks[0] ?? [0, 1]
  const until = marks.at(-1)?.[1] ?? to
  let first = indexAt(from)
  let last = indexAt((fits(first, indexAt(until - 1)) ? until : to) - 1)
  for (let grew = true; grew; ) {
    grew = false
    if (fits(first, last + 1)) [last, grew] = [last + 1, true]
    if (fits(first - 1, last)) [first, grew] = [first - 1, true]
  }
  return spanOf(first, last)
}

const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The last grapheme boundary in `(start, end]`, or `end` inside a monstrous grapheme. */
function boundaryBefore(text: string, start: number, end: number): number {
  const at = GRAPHEMES.segment(text).containing(end)?.index ?? end
  return at > start ? at : end
}
