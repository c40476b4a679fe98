import type { PassageIndex } from '../index/passage-index.ts'
import { stem } from '../text/stem.ts'

/** What follows the stem of a Korean verb within a word of the material. */
const ENDING = /^(?:고|며|면|면서|지만|어서|아서|어야|아야|어도|아도|는|은|을|던|기)$/
const HANGUL = /^[\uac00-\ud7a3]+$/
/** What is left of a Russian word when it loses the longest common ending says what it is about. */
const RUSSIAN = /^[\u0430-\u044f]{7,}$/
const LONGEST_ENDING = 3

/** Shorter parts are parts of too many words. */
const MIN_PART = 2
const MAX_WORDS = 8

/**
 * Words of the material that are related to one that it has not. For a Russian word those with its
 * beginning, as of the two aspects of a verb. For a Korean one its stem with another ending, as the
 * first part of a compound (주차, 주차장), or what a compound begins with. None of other scripts.
 */
export const relatedWords = async (
  word: string,
  index: Pick<PassageIndex, 'beginning'>,
  isKnown: (word: string) => boolean,
): Promise<readonly string[]> => {
  if (RUSSIAN.test(word)) return index.beginning(word.slice(0, -LONGEST_ENDING))
  const root = stem(word)
  if (!HANGUL.test(root)) return []
  const longer = await index.beginning(root)
  const inflected = longer.filter((word) => ENDING.test(word.slice(root.length)))
  if (inflected.length > 0 || root.length < MIN_PART) return inflected.slice(0, MAX_WORDS)
  const first = Array.from({ length: Math.max(0, root.length - MIN_PART) }, (_, i) =>
    root.slice(0, root.length - 1 - i),
  ).find(isKnown)
  return [...longer, ...(first ? [first] : [])].slice(0, MAX_WORDS)
}
