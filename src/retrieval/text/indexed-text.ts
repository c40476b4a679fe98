import { LRUCache } from 'lru-cache'
import type { Passage } from '../../corpus/types.ts'
import type { Span } from '../types.ts'
import { fold, foldMaterial, foldMaterialAligned, foldWording } from './fold.ts'
import { withDaysOfRanges } from './ranges.ts'
import { splitSentences } from './sentences.ts'
import { scanRuns } from './terms.ts'

/** One wording of a passage, the original or a translation: what is indexed and ranked. */
export interface IndexedText {
  /** Its place among all texts; those of one passage stand together, the original first. */
  readonly place: number
  /** The place of its passage in the corpus. */
  readonly passage: number
  /** Which of the passage's translations; -1 for the original. */
  readonly translation: number
  /** Title and heading, folded. */
  readonly title: string
  /** What the title and the heading name, each by itself and without what is in brackets. */
  readonly names: readonly string[]
  /** Folded. */
  readonly text: string
  /** How many pairs of characters, single characters and words it has, but for the days of ranges. */
  readonly length: number
  /** Where its sentences start in the folded text, and where they end. */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/** Reads the texts of a passage, of which the first one has this place among all texts. */
export const createTextReader = () => {
  const readTitle = createTitleReader()
  return (passage: Passage, p: number, first: number): readonly IndexedText[] => {
    const title = readTitle(titleOf(passage))
    return [passage, ...passage.translations].map((wording, w) => {
      const said = foldWording(wording.text)
      const folded = withDaysOfRanges(said)
      // One string in memory is enough where both are the same.
      const text = folded === wording.text ? wording.text : folded
      const sentences = splitSentences(text)
      return {
        ...{ place: first + w, passage: p, translation: w - 1, ...title },
        ...{ text, length: lengthOf(said) },
        starts: sentences.map(([start]) => start),
        ends: sentences.map(([, end]) => end),
      }
    })
  }
}

/** Ranges of a folded text, in the wording itself, which the text is a fold of. */
export const spansIn = (
  wording: string,
  text: IndexedText,
  spans: readonly Span[],
): readonly Span[] => {
  const { text: aligned, span } = foldMaterialAligned(wording)
  if (aligned.length === text.text.length) return spans.map(([start, end]) => span(start, end))
  // Folded character by character it has another length: the sentences around them are exact.
  const sentences = splitSentences(wording)
  return spans.map(([start, end]) => {
    const first = text.starts.findLastIndex((from) => from <= start)
    const last = text.starts.findLastIndex((from) => from < end)
    return [sentences[first]?.[0] ?? 0, sentences[last]?.[1] ?? wording.length]
  })
}

/** A sentence of a text, with the white space that follows. */
export const sentenceIn = ({ text, starts }: IndexedText, sentence: number): string =>
  text.slice(starts[sentence], starts[sentence + 1])

type Title = Pick<IndexedText, 'title' | 'names'>

/** Titles that are remembered; the passages of one title stand together. */
const MAX_TITLES = 1_000

/** Many passages have one title: it is folded, and held, once. */
const createTitleReader = () => {
  const known = new LRUCache<string, Title>({ max: MAX_TITLES })
  return (original: string): Title => {
    let read = known.get(original)
    if (!read) {
      const [asAsked, title] = [fold(original), foldMaterial(original)]
      read = { title, names: namesIn(asAsked) }
      known.set(original, read)
    }
    return read
  }
}

/** Shorter names are part of too many words. */
const MIN_NAME = 2

/** What tells titles of one name apart, and is not asked for: 青石桥(电影). */
const OPENING = /[(（[【《]/
const CLOSING = /[)）\]】》]$/

const withoutBrackets = (part: string): string => {
  const at = CLOSING.test(part) ? part.search(OPENING) : -1
  return at < 0 ? part : part.slice(0, at).trim()
}

const namesIn = (title: string): readonly string[] => [
  ...new Set(
    title
      .split(/\n| › /)
      .map((part) => part.trim().replace(/[?？]$/, ''))
      .flatMap((part) => [part, withoutBrackets(part)])
      .filter(({ length }) => length >= MIN_NAME),
  ),
]

const lengthOf = (text: string): number => {
  let length = 0
  scanRuns(text, (start, end, han) => {
    length += han ? 2 * (end - start) - 1 : 1
  })
  return length
}

/** What stands above a passage, and the other ways to ask for it. */
const titleOf = ({ source, heading = '', wordings = [] }: Passage): string =>
  [source.title, heading, ...wordings].join('\n')
