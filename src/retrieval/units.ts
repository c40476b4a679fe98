import type { Passage } from '../corpus/types.ts'
import { fold, foldAligned } from './fold.ts'
import { splitSentences } from './sentences.ts'
import type { Span } from './types.ts'

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
  /** Where its sentences start in the folded text, and where they end. */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/** Sentences `first` to `last` of a unit, in the wording itself, which the unit is a fold of. */
export const spanIn = (wording: string, unit: Unit, first: number, last: number): Span => {
  const [start, end] = [unit.starts[first] ?? 0, unit.ends[last] ?? unit.text.length]
  if (unit.text.length === wording.length) return [start, end]
  const { text, origin } = foldAligned(wording)
  if (text.length === unit.text.length) return [origin(start), origin(end)]
  const sentences = splitSentences(wording)
  return [sentences[first]?.[0] ?? 0, sentences[last]?.[1] ?? wording.length]
}

/** A sentence of a unit, with the white space that follows. */
export const sentenceIn = ({ text, starts }: Unit, sentence: number): string =>
  text.slice(starts[sentence], starts[sentence + 1])

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
        const sentences = splitSentences(text)
        return {
          passage: index,
          place: place++,
          translation: w - 1,
          title,
          text,
          starts: sentences.map(([start]) => start),
          ends: sentences.map(([, end]) => end),
        }
      },
    )
  })
}
