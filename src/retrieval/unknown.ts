import { foldAligned } from './fold.ts'
import type { Concept, QuestionReader } from './question.ts'
import { stem } from './terms.ts'

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** Words of a question that no passage holds under any name, as they were typed. */
export const unknownWordsOf = (
  typed: string,
  concepts: readonly Concept[],
  { knows, withoutAsking }: QuestionReader,
): string[] => {
  // Most questions are made of known words, and then nothing needs to be cut into words.
  if (concepts.every(({ text, surfaces }) => surfaces.includes(text))) return []
  const understood = new Set(
    concepts.filter(({ surfaces }) => surfaces.length > 0).map(({ text }) => text),
  )
  const { text, origin } = foldAligned(typed)
  const unknown = [...segmenter.segment(withoutAsking(text))]
    .filter(({ isWordLike, segment }) => {
      if (!isWordLike || [...segment].length < 2) return false
      if (/\p{Script=Han}/u.test(segment)) return !knows(segment)
      // A word of another script may have been understood as pinyin, a translation or a typo.
      return (
        !knows(segment) &&
        ![...understood].some((each) => segment.includes(each) || each === stem(segment))
      )
    })
    .map(({ segment, index }) => typed.slice(origin(index), origin(index + segment.length)))
  return [...new Set(unknown)]
}
