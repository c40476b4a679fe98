import type { Material } from '../corpus/types.ts'
import { lazy } from '../shared/lazy.ts'
import { createCompleter } from './complete.ts'
import { toHits } from './hits.ts'
import { idsOf } from './ids.ts'
import { createMiniSearchIndex } from './index/minisearch/index.ts'
import type { SearchEngine } from './index/opensearch/open.ts'
import type { PassageIndex } from './index/passage-index.ts'
import { withNamedSteps } from './named-steps.ts'
import { withProvisions } from './provisions.ts'
import { answerTypeOf } from './query/answer-types.ts'
import { withContext } from './query/context.ts'
import { subjectOf } from './query/subject.ts'
import { unknownWordsOf } from './query/unknown-words.ts'
import { calibrate } from './ranking/calibrate.ts'
import { certaintyOf, evidenceOf, likelihoodBy, THRESHOLDS } from './ranking/confidence.ts'
import { mostConfidence } from './ranking/held.ts'
import { shareLacking } from './ranking/lacking.ts'
import { titleNamedIn } from './ranking/named-title.ts'
import { withoutRepetitions } from './ranking/near-duplicates.ts'
import { rerank } from './ranking/rerank.ts'
import { createSearchData } from './search-data.ts'
import { fold } from './text/fold.ts'
import type { SearchIndex, SearchOptions, SearchResult } from './types.ts'

export type { SearchEngine } from './index/opensearch/open.ts'
export { MaterialTooLargeError } from './memory.ts'
export { repetitionsIn } from './ranking/near-duplicates.ts'
export { fold } from './text/fold.ts'
export { splitSentences } from './text/sentences.ts'
export { matchesTyped } from './text/typed.ts'
export type * from './types.ts'
export { SearchEngineError, SearchUnavailable } from './types.ts'

/**
 * A cluster of OpenSearch to hold the index, in place of MiniSearch. Its client is loaded here.
 *
 * @throws {SearchEngineError} if it cannot be used, naming the setting and the fix
 */
export const openSearchEngine = async (url: string): Promise<SearchEngine> =>
  (await import('./index/opensearch/open.ts')).openSearchEngine(url)

/** UTF-16 units of a question that are read; what follows is ignored, so that the time is bounded. */
const MAX_READ = 400

const NOTHING: SearchResult = {
  hits: [],
  confidence: 0,
  certainty: 'none',
  thresholds: THRESHOLDS,
  unknownWords: [],
}

/**
 * An index of everything the corpus says, for as long as the corpus does not change: for another
 * corpus make another index and swap it in one step.
 *
 * @param index of another engine than MiniSearch; it is filled here
 */
export const createSearchIndex = async (
  corpus: Material,
  index: PassageIndex = createMiniSearchIndex(),
): Promise<SearchIndex> => {
  const material = await createSearchData(corpus, index)
  const { passages, questions } = material
  const likelihood = likelihoodBy(await calibrate(material))

  const search = async (question: string, options: SearchOptions = {}): Promise<SearchResult> => {
    const { limit = 10, among, context = '', said = context && question } = options
    const typed = question.slice(0, MAX_READ)
    const folded = fold(typed)
    const typedContext = context.slice(0, MAX_READ)
    const foldedContext = fold(typedContext)
    const queryTerms = withContext(await questions.read(typed), await questions.read(typedContext))
    if (queryTerms.length === 0) return NOTHING
    const value = answerTypeOf(folded) ?? answerTypeOf(foldedContext)
    const ranking = await rerank(material, queryTerms, value, {
      ...(among && { among: idsOf(among) }),
      named: titleNamedIn(folded),
    })
    const ranked = withoutRepetitions(ranking.ranked, Math.max(limit, 2))
    const unknown = lazy(() => unknownWordsOf(typed, queryTerms, questions))
    const evidence = evidenceOf(ranked, ranking.size)
    const lacking = shareLacking(
      { folded, value, unknownWords: unknown(), ranking: { ...ranking, ranked } },
      questions.isThing,
    )
    const likely = ranked.length > 0 ? likelihood(evidence * (1 - lacking)) : 0
    const most = said
      ? mostConfidence(
          { said, terms: await questions.read(said), value },
          ranked,
          material.vocabulary,
        )
      : 1
    const confidence = Math.min(likely, most)
    const asked = { folded, value, ranking, confidence, likelihood }
    return {
      hits: toHits(material, ranked.slice(0, limit), asked),
      confidence,
      certainty: certaintyOf(confidence),
      thresholds: THRESHOLDS,
      get unknownWords() {
        return unknown()
      },
    }
  }

  const asksNothing = async (words: string) =>
    answerTypeOf(fold(words)) === undefined && (await questions.read(words)).length === 0
  return {
    search: withNamedSteps(withProvisions(search, passages, asksNothing), passages, asksNothing),
    complete: createCompleter(material),
    async subjectOf(question) {
      await questions.open()
      return subjectOf(question.slice(0, MAX_READ), questions)
    },
    prepare: questions.open,
  }
}
