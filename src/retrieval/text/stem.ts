import { stemmer as stemEnglish } from '@orama/stemmers/english'
import { stemmer as stemRussian } from '@orama/stemmers/russian'
import { stemKorean } from './korean.ts'

const ENGLISH = /^[a-z]{3,}$/
const RUSSIAN = /^[\u0430-\u044f]{3,}$/
const ARABIC = /^[\u0620-\u064a]{3,}$/
const HANGUL = /^[\uac00-\ud7a3]{2,}$/

/** Articles, conjunctions and prepositions that Arabic writes at the word. */
const ARABIC_PREFIX = /^(?:وال|بال|كال|فال|لل|ال)(?=..)/
const ARABIC_SUFFIX = /(?:ات|ان|ون|ين|يه|ه)$/

/** Until it changes no more, so that the stem of a stem is itself. */
const settled = (word: string, stemmer: (word: string) => string): string => {
  const root = stemmer(word)
  return root === word || root.length < 3 ? root : settled(root, stemmer)
}

const stemOf = (word: string): string => {
  if (ENGLISH.test(word)) return settled(word, stemEnglish)
  if (RUSSIAN.test(word)) return settled(word, stemRussian)
  if (HANGUL.test(word)) return stemKorean(word)
  if (ARABIC.test(word)) return word.replace(ARABIC_PREFIX, '').replace(ARABIC_SUFFIX, '')
  return word
}

/** Stemming is asked for the same words again and again, by questions and by the material. */
const MAX_KEPT = 50_000
const kept = new Map<string, string>()

/**
 * A folded word without its inflection: English and Russian by Snowball's rules, Arabic and Korean
 * without what is written at a word. Other words stay as they are.
 */
export const stem = (word: string): string => {
  const known = kept.get(word)
  if (known !== undefined) return known
  if (kept.size >= MAX_KEPT) kept.clear()
  const root = stemOf(word)
  kept.set(word, root)
  return root
}
