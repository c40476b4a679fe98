import { stem } from '../text/stem.ts'
import type { QuestionReader } from './query-reader.ts'
import type { QueryTerm } from './query-term.ts'

/** Words of a question that no passage holds under any name, as they were typed. */
export const unknownWordsOf = (
  typed: string,
  queryTerms: readonly QueryTerm[],
  { isWord, knows, withoutStopWords, wordsIn }: QuestionReader,
): string[] => {
  // Most questions are made of known words, and then nothing needs to be cut into words.
  if (queryTerms.every(({ text, variants }) => variants.includes(text))) return []
  const understood = new Set(
    queryTerms.filter(({ variants }) => variants.length > 0).map(({ text }) => text),
  )
  /** Not what a guess stands for. */
  const known = new Set(
    queryTerms
      .filter(({ variants, matchWeight }) => variants.length > 0 && matchWeight === 1)
      .map((term) => term.text),
  )
  const { text, span } = withoutStopWords(typed)
  /** Whether it lies within a longer word that is understood: 打印 | 机. */
  const isWithinKnown = (start: number, stop: number): boolean =>
    [...known].some((word) => {
      const at = word.length > stop - start ? text.indexOf(word, stop - word.length) : -1
      return at >= 0 && at <= start
    })
  const isUnknown = (word: string): boolean => {
    if ([...word].length < 2 || knows(word) || known.has(word)) return false
    // A word of another script may have been understood as pinyin, a translation or a typo.
    return (
      HAN.test(word) || ![...understood].some((each) => word.includes(each) || each === stem(word))
    )
  }
  const words = wordsIn(text)
  let end = 0
  const unknown = words.flatMap((word, i) => {
    const start = end
    end += word.length
    if (!WORD.test(word) || BINDING.test(word) || !isUnknown(word)) return []
    if (isWithinKnown(start, end)) return []
    // The last character of a longer word may stand alone: 火车 | 站.
    const next = words[i + 1] ?? ''
    return [typed.slice(...span(start, end + (isWord(word + next) ? next.length : 0)))]
  })
  return [...new Set(unknown)]
}

/** Words of one character that no passage holds, which are mostly verbs: 捕 in 捕多少. */
export const unknownVerbsOf = (queryTerms: readonly QueryTerm[]): string[] =>
  queryTerms.flatMap(({ text, variants }) =>
    variants.length === 0 && /^\p{Script=Han}$/u.test(text) ? [text] : [],
  )

const HAN = /\p{Script=Han}/u
const WORD = /[\p{L}\p{N}]/u
/** What is made of characters alone that bind words: 就不. */
const BINDING = /^[就都也还没不会能要再又很最被把给了着过的地得是在于到]*$/u
