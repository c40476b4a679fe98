import type { Passage } from '../corpus/types.ts'
import { lazy } from '../shared/lazy.ts'
import { answerOf } from './answer/answer-span.ts'
import { answerInRow } from './answer/cells.ts'
import { withCommentedCode } from './answer/commented-code.ts'
import { focusOf } from './answer/focus.ts'
import { answerBelowLead } from './answer/lead.ts'
import { matchesIn } from './answer/matches.ts'
import type { AnswerTypeTest } from './query/answer-types.ts'
import { evidenceOf } from './ranking/confidence.ts'
import type { Ranked, Ranking } from './ranking/rerank.ts'
import type { SearchData } from './search-data.ts'
import { isHanWritten } from './text/terms.ts'
import type { Hit } from './types.ts'

interface Asked {
  /** The question, folded. */
  readonly folded: string
  readonly value: AnswerTypeTest | undefined
  readonly ranking: Ranking
  /** Of the first hit, 0…1; no other hit has more. */
  readonly confidence: number
  /** From evidence to the likelihood of an answer, 0…1. */
  readonly likelihood: (evidence: number) => number
}

/** Which of several things: 哪款, 哪一个; not of which kind one is. */
const ASKS_FOR_ROW = /^哪一?[个款种台辆只件支条位家间座部本张]|^which (?:one|model|item)\b/

/**
 * Ranked passages as hits, in the same order. What answers in a passage, its matches and its score
 * are computed when somebody reads them: most hits are never shown.
 */
export const toHits = (
  material: SearchData,
  ranked: readonly Ranked[],
  { folded, value, ranking, confidence, likelihood }: Asked,
): Hit[] => {
  const { passages, texts } = material
  const english = !isHanWritten(folded)
  const focus = lazy(() => focusOf(folded, value))
  const best = ranked[0]?.rank ?? 0
  let scoreBefore = () => confidence
  return ranked.map((each, i): Hit => {
    const passage = passages.at(each.text.passage) as Passage
    // A hit that is not first has no lead; what its place says of it counts as well.
    const before = scoreBefore
    const score = lazy(() =>
      i > 0 ? Math.min(before(), likelihood(evidenceOf([each, each], ranking.size))) : before(),
    )
    scoreBefore = score
    const choose = lazy(() => {
      const answer = answerOf(material, each, ranking, focus(), english)
      const below = answerBelowLead(passage, answer, ranking, value)
      const inRow = answerInRow(
        passage,
        below,
        ranking.queryTerms,
        value,
        ASKS_FOR_ROW.test(folded),
      )
      return withCommentedCode(passage, inRow)
    })
    const original = texts.of(each.text.passage)[0] ?? each.text
    const match = lazy(() => matchesIn(passage.text, original.text, ranking.queryTerms))
    return {
      passage,
      get score() {
        return score()
      },
      closeness: best > 0 ? each.rank / best : 1,
      get answer() {
        return choose().answer
      },
      get translation() {
        return choose().translation
      },
      get matches() {
        return match()
      },
    }
  })
}
