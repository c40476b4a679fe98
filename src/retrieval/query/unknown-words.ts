import { stem } from '../text/terms.ts'
import type { QuestionReader } from './query-reader.ts'
import type { QueryTerm } from './query-term.ts'

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** Words of a question that no passage holds under any name, as they were typed. */
export const unknownWordsOf = (
  typed: string,
  queryTerms: readonly QueryTerm[],
  { knows, withoutStopWords }: QuestionReader,
): string[] => {
  // Most questions are made of known words, and then nothing needs to be cut into words.
  if (queryTerms.every(({ text, variants }) => variants.includes(text))) return []
  const understood = new Set(
    queryTerms.filter(({ variants }) => variants.length > 0).map(({ text }) => text),
  )
  const { text, span } = withoutStopWords(typed)
  const isUnknown = (word: string): boolean => {
    if ([...word].length < 2 || knows(word)) return false
    // A word of another script may have been understood as pinyin, a translation or a typo.
    return (
      HAN.test(word) || ![...understood].some((each) => word.includes(each) || each === stem(word))
    )
  }
  const words = [...segmenter.segment(text)]
  const unknown = words.flatMap(({ isWordLike, segment, index }, i) => {
    if (!isWordLike || !isUnknown(segment)) return []
    // The segmenter leaves the last character of a longer word alone: 火车 | 站.
    const next = words[i + 1]?.segment ?? ''
    const belongs = ONE_HAN.test(next) && !knows(`${segment.at(-1)}${next}`)
    const end = index + segment.length + (belongs ? next.length : 0)
    return [typed.slice(...span(index, end))]
  })
  return [...new Set(unknown)]
}

const HAN = /\p{Script=Han}/u
/** But for what follows any word: 发明 | 了. */
const ONE_HAN = /^(?![了着过的地得])\p{Script=Han}$/u
