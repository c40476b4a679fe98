import type { Analysis } from './search-data.ts'

/** An analysis as arrays of numbers: what can be written and read without looking at each thing. */
export const toArrays = ({ wordings, words, lengths, inverted }: Analysis) => {
  const [titles, titleSizes] = toBytes(wordings.titles)
  const [texts, textSizes] = toBytes(wordings.texts)
  const [wordBytes, wordSizes] = toBytes(words)
  const { sentences, bounds } = wordings
  const { terms, starts, units, counts } = inverted
  const strings = { titles, titleSizes, texts, textSizes, wordBytes, wordSizes }
  return { ...strings, sentences, bounds, lengths, terms, starts, units, counts }
}

export type Arrays = ReturnType<typeof toArrays>

export const fromArrays = (arrays: Arrays): Analysis => {
  const { sentences, bounds, lengths, terms, starts, units, counts } = arrays
  return {
    wordings: {
      titles: fromBytes(arrays.titles, arrays.titleSizes),
      texts: fromBytes(arrays.texts, arrays.textSizes),
      sentences,
      bounds,
    },
    words: fromBytes(arrays.wordBytes, arrays.wordSizes) as string[],
    lengths,
    inverted: { terms, starts, units, counts },
  }
}

/** The size of what is not there. */
const NONE = -1

/** Strings one after the other in UTF-8, which loses nothing of a folded text, and the bytes of each. */
const toBytes = (strings: readonly (string | undefined)[]): [Uint8Array, Int32Array] => [
  new TextEncoder().encode(strings.join('')),
  Int32Array.from(strings, (string) => (string === undefined ? NONE : Buffer.byteLength(string))),
]

const fromBytes = (bytes: Uint8Array, sizes: Int32Array): (string | undefined)[] => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  return Array.from(sizes, (size) => {
    if (size === NONE) return undefined
    const start = at
    at += size
    return buffer.toString('utf8', start, at)
  })
}
