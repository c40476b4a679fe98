import { Converter } from 'opencc-js/t2cn'

const toSimplified = Converter({ from: 't', to: 'cn' })

/**
 * What two spellings of one thing have in common: compatibility forms (NFKC), script (OpenCC, by
 * phrases) and case. Unpaired surrogates, control and
 * format characters become spaces; line breaks stay.
 */
export const fold = (text: string): string =>
  toSimplified(
    text.normalize('NFKC').replace(/[\p{Surrogate}\p{Cf}]|[^\P{Cc}\n]/gu, ' '),
  ).toLowerCase()

/** A folded text, and the way back to the text it was made of. */
export interface Folded {
  readonly text: string
  /** Where in the original the character at this offset of the folded text came from. */
  readonly origin: (offset: number) => number
}

const same = (offset: number) => offset

/** Folds so that places can be told in the original. */
export const foldAligned = (original: string): Folded => {
  const text = fold(original)
  // Nearly every text keeps its length, and then every character keeps its place.
  if (text.length === original.length) return { text, origin: same }
  const origins: number[] = []
  let folded = ''
  let at = 0
  for (const character of original) {
    folded += fold(character)
    while (origins.length < folded.length) origins.push(at)
    at += character.length
  }
  return { text: folded, origin: (offset) => origins[offset] ?? original.length }
}
