import MiniSearch from 'minisearch'
import { FIRST_WORD } from './terms.ts'

/** The material's words in other scripts than Han, each with a number. */
export interface Words {
  readonly numberOf: (word: string) => number | undefined
  readonly numberNew: (word: string) => number
  /** Words of the material that a mistyped one may mean, best first. */
  readonly similar: (word: string) => string[]
}

export const createWords = (): Words => {
  const numbers = new Map<string, number>()
  let speller: MiniSearch | undefined
  const numberNew = (word: string) => {
    const known = numbers.get(word)
    if (known !== undefined) return known
    const number = FIRST_WORD + numbers.size
    numbers.set(word, number)
    return number
  }
  const similar = (word: string): string[] => {
    if (!speller) {
      speller = new MiniSearch({
        fields: ['word'],
        tokenize: (word) => [word],
        processTerm: (word) => word,
      })
      speller.addAll([...numbers.keys()].map((word, id) => ({ id, word })))
    }
    return speller
      .search(word, { fuzzy: word.length < 4 ? 0 : 0.25, maxFuzzy: 2 })
      .flatMap((r) => r.terms)
      .slice(0, 3)
  }
  return { numberOf: (word) => numbers.get(word), numberNew, similar }
}
