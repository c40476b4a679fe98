import type { Passage } from '../corpus/types.ts'
import { fold, foldAligned } from './fold.ts'
import { splitSentences } from './sentences.ts'
import type { Span } from './types.ts'

/** Where its sentences stand in the wording itself, which it is a fold of. */
export const spansOf = (unit: Unit, wording: string): Span[] => {
  const spans = splitSentences(unit.text)
  if (unit.text.length === wording.length) return spans
  const { text, origin } = foldAligned(wording)
  if (text.length !== unit.text.length) return splitSentences(wording)
  return spans.map(([start, end]) => [origin(start), origin(end)])
}

/** One wording of a passage: the original, or a translation. */
export interface Unit {
  readonly passage: number
  /** Its place among all units. */
  readonly place: number
  /** Which of its translations; -1 for the original. */
  readonly translation: number
  readonly title: string
  /** Folded. */
  readonly text: string
  /** Where its sentences start in the folded text. */
  readonly sentences: Uint32Array
}

export const unitsOf = (passages: readonly Passage[]): Unit[] => {
  const titles = new Map<string, string>()
  let place = 0
  return passages.flatMap((passage, index) => {
    const original = `${passage.source.title}\n${passage.heading ?? ''}`
    const title = titles.get(original) ?? fold(original)
    titles.set(original, title)
    return [passage.text, ...passage.translations.map((translation) => translation.text)].map(
      (wording, w): Unit => {
        const folded = fold(wording)
        const text = folded === wording ? wording : folded
        return {
          passage: index,
          place: place++,
          translation: w - 1,
          title,
          text,
          sentences: Uint32Array.from(splitSentences(text), ([start]) => start),
        }
      },
    )
  })
}
