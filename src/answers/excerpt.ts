import { splitSentences } from '../retrieval/index.ts'
import type { Span } from '../retrieval/types.ts'
import type { Wording } from './types.ts'

/** Longest sentence that is quoted, in UTF-16 units; longer text is not a sentence. */
const SENTENCE_LENGTH = 1500
/** UTF-16 units of sentences that are shown because all of them stand out: a list, say. */
const MARKED_LENGTH = 400
/** Letters say in this many units what one Chinese character says. */
const LETTERS = 2.75

/** Openings that lean on the sentence before: its subject is there. */
const LEANS =
  /^["“「『(（]?(?:他|她|它|其|该|該|此|这|這|那|两者|兩者|二者|前者|后者|後者|上述|因此|所以|不过|不過|但|然而|(?:he|she|it|they|this|that|these|those|its|his|her|their|such|but|so|therefore)\b)/i

/** A wording, and where it begins in its text. */
interface Excerpt {
  readonly wording: Wording
  readonly at: number
}

/**
 * The part of a text to quote: all of it if it is short, else the marked sentences with as many
 * neighbours as there is room for. Cuts fall between sentences; only a monstrous sentence is cut
 * inside, between two graphemes.
 *
 * @param marks what must be seen: in order, disjoint; the beginning of the text if empty
 * @param most Chinese characters, or as much in letters; a single sentence may have more
 */
export function excerpt(text: string, marks: readonly Span[], most: number): Excerpt {
  const room = /\p{Script=Han}/u.test(text) ? most : most * LETTERS
  if (text.length <= room) return { wording: { text, marks, cut: [false, false] }, at: 0 }
  const [start, limit] = chooseSentences(text, marks, room)
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

/**
 * From the sentences of all the marks if there is room, else of the first, outwards. A sentence that
 * leans on the one before brings it along.
 */
function chooseSentences(text: string, marks: readonly Span[], most: number): Span {
  const sentences = splitSentences(text)
  const indexAt = (offset: number) =>
    Math.max(
      0,
      sentences.findLastIndex(([start]) => start <= offset),
    )
  const spanOf = (first: number, last: number): Span => [
    sentences[first]?.[0] ?? 0,
    sentences[last]?.[1] ?? 0,
  ]
  const fits = (first: number, last: number, room = most) => {
    const [start, end] = spanOf(first, last)
    return first >= 0 && last < sentences.length && end - start <= room
  }
  const [from, to] = marks[0] ?? [0, 1]
  const until = marks.at(-1)?.[1] ?? to
  let first = indexAt(from)
  const marked = Math.max(most, MARKED_LENGTH)
  let last = indexAt((fits(first, indexAt(until - 1), marked) ? until : to) - 1)
  const leans = marks.length > 0 && LEANS.test(text.slice(sentences[first]?.[0]))
  if (leans && fits(first - 1, last, 2 * most)) first--
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
