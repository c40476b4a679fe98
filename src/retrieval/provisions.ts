import type { Passages } from '../corpus/types.ts'
import { articleIn, beginsWith, findProvision } from './answer/provision.ts'
import { readProvision } from './query/provision.ts'
import { certaintyOf } from './ranking/confidence.ts'
import type { Hit, SearchIndex, SearchResult } from './types.ts'

/** How sure an answer is that the question names by its number alone. */
const NAMED = 0.95

/**
 * Finds what a question names of a numbered text (第四条第二项, Article 4(2)) by its place. The search
 * is asked for the article; where that has no such part, it is at most near.
 *
 * @param asksNothing whether words only frame a question: 规定了什么
 */
export const withProvisions =
  (
    search: SearchIndex['search'],
    passages: Passages,
    asksNothing: (words: string) => Promise<boolean>,
  ): SearchIndex['search'] =>
  async (question, options = {}) => {
    const provision = readProvision(question)
    if (!provision) return search(question, options)
    const result = await search(provision.question, options)
    const begins = beginsWith(provision.article)
    const hit = result.hits.find(
      ({ passage }) => passage.heading?.split(' › ').some(begins) || begins(passage.text),
    )
    if (!hit) return search(question, options)
    const { source } = hit.passage
    const own = (options.among ?? passages).filter((place) => place.source.id === source.id)
    const place = findProvision(articleIn(own, provision), provision)
    const isAlone = await asksNothing(provision.rest)
    if (!place) return isAlone ? toNear(result, hit) : search(question, options)
    const confidence = isAlone ? Math.max(NAMED, result.confidence) : result.confidence
    const named: Hit = {
      ...{ passage: place.passage, score: confidence, closeness: 1 },
      ...{ answer: [place.span], translation: undefined, matches: [] },
    }
    const others = result.hits.filter(({ passage }) => passage.id !== place.passage.id)
    return {
      ...toResult(result, confidence),
      hits: [named, ...(isAlone ? [] : others)].slice(0, options.limit ?? 10),
    }
  }

/** The article without such a part: what there is, and that it is not what was asked for. */
export const toNear = (result: SearchResult, hit: Hit): SearchResult => ({
  ...toResult(result, Math.min(result.confidence, result.thresholds.found * 0.9)),
  hits: [hit],
})

export const toResult = (result: SearchResult, confidence: number): SearchResult => {
  const { thresholds, unknownWords, hits } = result
  return { hits, confidence, certainty: certaintyOf(confidence), thresholds, unknownWords }
}
