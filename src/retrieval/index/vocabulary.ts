import type { Pause } from '../../shared/pause.ts'
import type { IndexedText } from '../text/indexed-text.ts'
import { isHan, scanRuns, termsOf, wordTerms } from '../text/terms.ts'
import type { Frequency } from './passage-index.ts'

const NOWHERE: Frequency = { inTexts: 0, inTitles: 0 }

/**
 * The document frequencies of all pairs of Han characters, single characters and words of the
 * material. It stands beside the index, whatever engine that is, and answers at once.
 */
export interface Vocabulary {
  /** How many texts were counted. */
  readonly size: number
  /** How many different pairs, characters and words they have. */
  readonly terms: number
  /** UTF-16 units of all texts. */
  readonly units: number
  /** Of a text, as {@link IndexedText.length} has it. */
  readonly meanLength: number
  /** Of a folded spelling of several terms: of the rarest of them. */
  frequency(spelling: string): Frequency
  /** Whether every term of a folded spelling occurs. */
  has(spelling: string): boolean
  /** All Han characters. */
  characters(): string[]
  /** The Han characters that stand after this one somewhere. */
  following(character: string): string[]
  /** The pairs of a Han character with one of these that occur. */
  pairs(first: string, seconds: readonly string[]): string[]
}

/** Counts the texts, pausing between them. */
export const readVocabulary = async (
  texts: Iterable<IndexedText>,
  pause: Pause,
): Promise<Vocabulary> => {
  const table: Table = { han: new Map(), words: new Map(), inTexts: [], inTitles: [] }
  const [lastText, lastTitle]: [number[], number[]] = [[], []]
  let [size, length, units] = [0, 0, 0]
  for (const each of texts) {
    count(table, each.text, each.place, table.inTexts, lastText)
    count(table, each.title, each.place, table.inTitles, lastTitle)
    size++
    length += each.length
    units += each.text.length
    await pause()
  }
  return createVocabulary(table, { size, units, meanLength: length / Math.max(1, size) })
}

/** Every term has a number; what is counted of it stands there. */
interface Table {
  /** Of a pair, by its first character and its second; of a single character, by it and by 0. */
  readonly han: Map<number, Map<number, number>>
  readonly words: Map<string, number>
  readonly inTexts: number[]
  readonly inTitles: number[]
}

/** @param last the text in which each term was counted last */
const count = (table: Table, text: string, place: number, counts: number[], last: number[]) => {
  const { han, words, inTexts, inTitles } = table
  const numberIn = <Key>(numbers: Map<Key, number>, key: Key): number => {
    const known = numbers.get(key)
    if (known !== undefined) return known
    const number = inTexts.push(0) - 1
    inTitles.push(0)
    numbers.set(key, number)
    return number
  }
  const add = (number: number) => {
    if (last[number] === place) return
    last[number] = place
    counts[number] = (counts[number] as number) + 1
  }
  scanRuns(text, (start, end, isHanRun) => {
    if (!isHanRun) {
      for (const word of wordTerms(text.slice(start, end))) add(numberIn(words, word))
      return
    }
    for (let i = start; i < end; i++) {
      const code = text.charCodeAt(i)
      let row = han.get(code)
      if (!row) {
        row = new Map()
        han.set(code, row)
      }
      add(numberIn(row, 0))
      if (i + 1 < end) add(numberIn(row, text.charCodeAt(i + 1)))
    }
  })
}

const createVocabulary = (
  { han, words, inTexts, inTitles }: Table,
  sizes: Pick<Vocabulary, 'size' | 'units' | 'meanLength'>,
): Vocabulary => {
  const { size } = sizes
  const numberOf = (term: string): number | undefined =>
    isHan(term.charCodeAt(0))
      ? han.get(term.charCodeAt(0))?.get(term.charCodeAt(1) || 0)
      : words.get(term)
  const frequency = (spelling: string): Frequency => {
    const terms = termsOf(spelling)
    if (terms.length === 0) return NOWHERE
    const least = { inTexts: size, inTitles: size }
    for (const term of terms) {
      const number = numberOf(term)
      if (number === undefined) return NOWHERE
      least.inTexts = Math.min(least.inTexts, inTexts[number] as number)
      least.inTitles = Math.min(least.inTitles, inTitles[number] as number)
    }
    return least
  }
  const has = (spelling: string) => {
    const terms = termsOf(spelling)
    return terms.length > 0 && terms.every((term) => numberOf(term) !== undefined)
  }
  return {
    ...sizes,
    terms: inTexts.length,
    frequency,
    has,
    characters: () => Array.from(han.keys(), (code) => String.fromCharCode(code)),
    following: (character) =>
      [...(han.get(character.charCodeAt(0))?.keys() ?? [])]
        .filter((code) => code > 0)
        .map((code) => String.fromCharCode(code)),
    pairs(first, seconds) {
      const row = han.get(first.charCodeAt(0))
      return row
        ? seconds.filter((each) => row.has(each.charCodeAt(0))).map((each) => first + each)
        : []
    },
  }
}
