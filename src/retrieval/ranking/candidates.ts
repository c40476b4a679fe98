import type { WeightedTerm } from '../index/passage-index.ts'
import type { Vocabulary } from '../index/vocabulary.ts'
import type { QueryTerm } from '../query/query-term.ts'
import { termsOf } from '../text/terms.ts'

/** Matches of a question that an index has to go through, and the terms that it gets in any case. */
const MAX_MATCHES = 200
const MIN_TERMS = 4
/** From this share of the question on, known pairs and words find what single characters would. */
const MOSTLY_KNOWN = 0.75
/** Where more than this share of the titles holds a term, and so many, titles say nothing of it. */
const COMMON_IN_TITLES = { share: 0.25, titles: 25 }

/**
 * What to ask the index for: the rarest terms, since common ones match much and tell little. The
 * close look counts all of them again.
 */
export const chooseTerms = (
  queryTerms: readonly QueryTerm[],
  { size }: Vocabulary,
): WeightedTerm[] => {
  const known = queryTerms.filter(({ variants }) => variants.length > 0)
  const weigh = (terms: readonly QueryTerm[]) => terms.reduce((sum, { weight }) => sum + weight, 0)
  const longer = queryTerms.filter((term) => !isSingle(term))
  const isMostlyKnown =
    weigh(longer.filter(({ variants }) => variants.length > 0)) >= MOSTLY_KNOWN * weigh(longer)
  const lastIfSingle = (term: QueryTerm) => (isMostlyKnown && isSingle(term) ? 1 : 0)
  const sorted = known
    .map((term) => {
      const { inTexts, inTitles } = term.frequency
      const asksTitles =
        inTitles <= Math.max(COMMON_IN_TITLES.titles, COMMON_IN_TITLES.share * size)
      return { term, asksTitles, matches: inTexts + (asksTitles ? inTitles : 0) }
    })
    .sort((a, b) => lastIfSingle(a.term) - lastIfSingle(b.term) || a.matches - b.matches)
  const chosen: WeightedTerm[] = []
  let total = 0
  for (const { term, asksTitles, matches } of sorted) {
    if (chosen.length >= MIN_TERMS && total + matches > MAX_MATCHES) break
    total += matches
    chosen.push({
      variants: term.variants.map(termsOf),
      weight: term.weight * term.matchWeight,
      inTitles: asksTitles,
    })
  }
  return chosen
}

const isSingle = ({ text }: QueryTerm): boolean => text.length === 1
