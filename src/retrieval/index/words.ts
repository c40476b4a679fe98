import MiniSearch, { type SearchOptions } from 'minisearch'
import { FIRST_WORD } from '../text/terms.ts'

/** The material's words in other scripts than Han, each with a number. */
export interface Words {
  readonly numberOf: (word: string) => number | undefined
  readonly numberNew: (word: string) => number
  /** All of them, in the order of their numbers. */
  readonly all: () => readonly string[]
  /** Words of the material that a mistyped one may mean, best first. */
  readonly similar: (word: string) => string[]
  /** Words of the material that begin so. */
  readonly beginning: (start: string) => string[]
}

/** @param known words that have been numbered before, in that order */
export const createWords = (known: readonly string[] = []): Words => {
  const numbers = new Map(known.map((word, i) => [word, FIRST_WORD + i]))
  const numberNew = (word: string) => {
    const known = numbers.get(word)
    if (known !== undefined) return known
    const number = FIRST_WORD + numbers.size
    numbers.set(word, number)
    return number
  }
  let speller: MiniSearch | undefined
  const search = (word: string, options: SearchOptions): string[] => {
    speller ??= createSpeller(numbers.keys())
    const found = speller.search(word, options).flatMap(({ terms }) => terms)
    return [...new Set(found)].slice(0, MAX_WORDS)
  }
  const similar = (word: string) =>
    word.length < MIN_MISSPELT ? [] : search(word, { fuzzy: MISSPELT_SHARE, maxFuzzy: 2 })
  const beginning = (start: string) => search(start, { prefix: true })
  const all = () => [...numbers.keys()]
  return { numberOf: (word) => numbers.get(word), numberNew, all, similar, beginning }
}

/** In shorter words every change makes another word. */
const MIN_MISSPELT = 6
/** One letter in five may be wrong. */
const MISSPELT_SHARE = 0.2
const MAX_WORDS = 8

/** MiniSearch's radix tree finds words by their beginning and by edit distance. */
const createSpeller = (words: Iterable<string>): MiniSearch => {
  const speller = new MiniSearch({
    fields: ['word'],
    tokenize: (word) => [word],
    processTerm: (word) => word,
  })
  speller.addAll(Array.from(words, (word, id) => ({ id, word })))
  return speller
}
