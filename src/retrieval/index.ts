import type { Corpus, Passage } from '../corpus/types.ts'
import { answerOf } from './answer.ts'
import { fold } from './fold.ts'
import { valueAskedFor } from './kinds.ts'
import { analyse } from './material.ts'
import { type Ranking, rank } from './rank.ts'
import type {
  Certainty,
  Completion,
  Hit,
  SearchIndex,
  SearchOptions,
  SearchResult,
  Span,
} from './types.ts'
import { unknownWordsOf } from './unknown.ts'

export { splitSentences } from './sentences.ts'
export type * from './types.ts'

/** UTF-16 units of a question that are read; what follows is ignored, so that the time is bounded. */
const MOST_READ = 400
const FOUND = 0.3
const NEAR = 0.2
const NOTHING: SearchResult = { hits: [], confidence: 0, certainty: 'none', unknownWords: [] }

/** An index of everything the corpus says, for as long as the corpus does not change. */
export const createSearchIndex = (corpus: Corpus): SearchIndex => {
  const material = analyse(corpus)
  const { passages, read } = material

  const search = (question: string, { limit = 10, among }: SearchOptions = {}): SearchResult => {
    const typed = question.slice(0, MOST_READ)
    const folded = fold(typed)
    const concepts = read(folded)
    if (concepts.length === 0) return NOTHING
    const ids = among && new Set(among.map((passage) => passage.id))
    const value = valueAskedFor(folded)
    const ranking = rank(material, concepts, value, {
      ...(ids && { allowed: (passage) => ids.has((passages[passage] as Passage).id) }),
    })
    const english = !/\p{Script=Han}/u.test(folded)
    const hits = ranking.ranked.slice(0, limit).map(
      (each): Hit => ({
        passage: passages[each.unit.passage] as Passage,
        score: each.window,
        ...answerOf(material, each, ranking, value, english),
        matches: [],
      }),
    )
    ;(globalThis as any).RANKING = ranking
    const confidence = hits[0]?.score ?? 0
    const certainty: Certainty =
      confidence >= FOUND ? 'found' : confidence >= NEAR ? 'near' : 'none'
    return { hits, confidence, certainty, unknownWords: unknownWordsOf(typed, concepts) }
  }

  const complete = (typed: string, limit = 10): Completion[] =>
    search(typed, { limit }).hits.map(({ passage, answer: [first] }) => ({
      passage,
      text: passage.text.slice(...(first as Span)),
    }))

  return { search, complete }
}
