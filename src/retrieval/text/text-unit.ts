import type { Passage } from '../../corpus/types.ts'
import type { Span } from '../types.ts'
import { fold, foldAligned } from './fold.ts'
import { splitSentences } from './sentences.ts'

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

/** What folding and splitting found, without the texts themselves: plain data for a snapshot. */
export interface Wordings {
  /** Of every passage, its title folded; undefined where folding leaves it as it is. */
  readonly titles: readonly (string | undefined)[]
  /** Of every unit, its text folded; likewise. */
  readonly texts: readonly (string | undefined)[]
  /** How many sentences every unit has. */
  readonly sentences: Uint32Array
  /** Where each starts and ends in its folded text, unit after unit. */
  readonly bounds: Uint32Array
}

export const readWordings = (passages: readonly Passage[]): Wordings => {
  const foldTitle = remember(fold)
  const wordings = passages.flatMap(wordingsOf)
  const texts = wordings.map(fold)
  const split = texts.map(splitSentences)
  return {
    titles: passages.map(titleOf).map((title) => unless(title, foldTitle(title))),
    texts: wordings.map((wording, w) => unless(wording, texts[w] as string)),
    sentences: Uint32Array.from(split, ({ length }) => length),
    bounds: Uint32Array.from(split.flat(2)),
  }
}

/** @param wordings what {@link readWordings} found in these passages */
export const unitsOf = (passages: readonly Passage[], wordings: Wordings): Unit[] => {
  const units: Unit[] = []
  const keep = remember((title: string) => title)
  let bound = 0
  passages.forEach((passage, p) => {
    const title = keep(wordings.titles[p] ?? titleOf(passage))
    wordingsOf(passage).forEach((wording, w) => {
      const place = units.length
      const sentences = wordings.sentences[place] as number
      const starts = new Array<number>(sentences)
      const ends = new Array<number>(sentences)
      for (let s = 0; s < sentences; s++) {
        starts[s] = wordings.bounds[bound++] as number
        ends[s] = wordings.bounds[bound++] as number
      }
      const text = wordings.texts[place] ?? wording
      units.push({ passage: p, place, translation: w - 1, title, text, starts, ends })
    })
  })
  return units
}

const titleOf = ({ source, heading }: Passage): string => `${source.title}\n${heading ?? ''}`

const wordingsOf = ({ text, translations }: Passage): string[] => [
  text,
  ...translations.map((translation) => translation.text),
]

/** One string in memory is enough where both are the same. */
const unless = (original: string, folded: string) => (folded === original ? undefined : folded)

/** Many passages have one title: it is made, and held, once. */
const remember = (make: (text: string) => string) => {
  const made = new Map<string, string>()
  return (text: string): string => {
    const known = made.get(text) ?? make(text)
    made.set(text, known)
    return known
  }
}
