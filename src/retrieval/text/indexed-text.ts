import type { Passage } from '../../corpus/types.ts'
import type { Span } from '../types.ts'
import { foldMaterial, foldMaterialAligned } from './fold.ts'
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
  /** Folded. */
  readonly text: string
  /** How many pairs of characters, single characters and words it has. */
  readonly length: number
  /** Where its sentences start in the folded text, and where they end. */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/** The texts of one passage after the other. */
export function* readTexts(passages: readonly Passage[]): Generator<IndexedText> {
  const foldTitle = createTitleFolder()
  let place = 0
  for (const [p, passage] of passages.entries()) {
    const title = foldTitle(titleOf(passage))
    for (const [w, wording] of [passage, ...passage.translations].entries()) {
      const folded = foldMaterial(wording.text)
      // One string in memory is enough where both are the same.
      const text = folded === wording.text ? wording.text : folded
      const sentences = splitSentences(text)
      yield {
        ...{ place: place++, passage: p, translation: w - 1, title, text, length: lengthOf(text) },
        starts: sentences.map(([start]) => start),
        ends: sentences.map(([, end]) => end),
      }
    }
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

/** Many passages have one title: it is folded, and held, once. */
const createTitleFolder = () => {
  const known = new Map<string, string>()
  return (title: string): string => {
    const folded = known.get(title) ?? foldMaterial(title)
    known.set(title, folded)
    return folded
  }
}

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
