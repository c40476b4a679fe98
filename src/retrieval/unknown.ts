import { fold } from './fold.ts'
import type { Concept } from './question.ts'

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** Words of a question that no passage holds in any spelling, as they were typed. */
export const unknownWordsOf = (typed: string, concepts: readonly Concept[]): string[] => {
  const missing = concepts.filter(({ surfaces }) => surfaces.length === 0)
  if (missing.length === 0) return []
  const texts = new Set(missing.map(({ text }) => text))
  const words = [...segmenter.segment(typed)]
    .filter(({ isWordLike, segment }) => isWordLike && segment.length > 1)
    .map(({ segment }) => segment)
    .filter((word) => {
      const folded = fold(word)
      return (
        missing.some(({ text }) => folded.includes(text)) &&
        (!/\p{Script=Han}/u.test(folded) ||
          [...folded].slice(1).every((c, i) => texts.has(`${[...folded][i]}${c}`)))
      )
    })
  return [...new Set(words)]
}
