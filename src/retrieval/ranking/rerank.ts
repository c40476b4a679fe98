import { namesRelease } from '../../corpus/heading-values.ts'
import type { Passage, Passages } from '../../corpus/types.ts'
import type { Candidate, Frequency, PassageIndex } from '../index/passage-index.ts'
import type { Vocabulary } from '../index/vocabulary.ts'
import type { Required } from '../query/answer-kinds.ts'
import type { AnswerTypeTest } from '../query/answer-types.ts'
import type { QueryTerm } from '../query/query-term.ts'
import { type IndexedText, sentenceIn } from '../text/indexed-text.ts'
import type { Texts } from '../text/texts.ts'
import { idf, type Weight, weighTerm } from './bm25.ts'
import { chooseTerms } from './candidates.ts'
import { type Look, lookAt, type Matcher, VALUE_SIZE } from './look.ts'
import type { TitleNamed } from './named-title.ts'
import { createTermCounter, WHOLE } from './term-counter.ts'
import { createTermMatcher } from './term-matcher.ts'

/** A text that was looked at. */
export interface Ranked {
  readonly text: IndexedText
  /** Share of the question's weight within two neighbouring sentences and the title, 0…1. */
  readonly proximity: number
  /** The same within the whole text and the title. */
  readonly coverage: number
  /** Orders the texts of one question. */
  readonly rank: number
  /** Whether a value of the kind that is asked for stands there, 0…2; 1 if none is asked for. */
  readonly valued: number
  /** How much of the question stands in one clause with such a value, 0…1; 1 if none is asked for. */
  readonly anchored: number
  /** Where such a value has to stand: {@link AnswerTypeTest}. */
  readonly required: Required | undefined
  /** Whether it is its last sentence that holds most, and that sentence asks. */
  readonly leavesOpen: boolean
  /** Whether that sentence says nothing else. */
  readonly onlyAsks: boolean
}

export interface Ranking {
  readonly queryTerms: readonly QueryTerm[]
  readonly weights: readonly Weight[]
  /** What the question weighs, in pairs of characters that the material has not. */
  readonly size: number
  /** Best first; of each passage its best text. */
  readonly ranked: readonly Ranked[]
}

interface Restriction {
  /** Ids of the passages to look among; default all. */
  readonly among?: readonly string[]
  /** The place of a passage: as if it were not in the material. */
  readonly without?: number
  /** Default: no title is named. */
  readonly named?: TitleNamed
  /** What was found for the same terms already. */
  readonly candidates?: readonly Candidate[]
}

/** What ranking needs of the material. */
export interface RankingData {
  readonly passages: Passages
  readonly texts: Texts
  readonly index: PassageIndex
  readonly vocabulary: Vocabulary
}

const MAX_CANDIDATES = 25

/** The texts to look at closely, at most 25. */
export const findCandidates = (
  { index, vocabulary }: RankingData,
  queryTerms: readonly QueryTerm[],
  among?: readonly string[],
): Promise<readonly Candidate[]> =>
  index.candidates(chooseTerms(queryTerms, vocabulary), {
    limit: MAX_CANDIDATES,
    ...(among && { among }),
  })

/** What a value of the kind that is asked for adds to a text's rank, near the question's words. */
const VALUE_BONUS = 0.15
/** What the heading of a release counts where no date is asked for: what is new stands below it. */
const NAME_WORTH = 0.6
const isReleaseAlone = ({ names, text }: IndexedText): boolean =>
  namesRelease(text) && names.includes(text)

/** What a title that the question names whole adds, times the share of the question that it is. */
const TITLE_BONUS = 0.6

/**
 * Looks closely at the candidates of the index, and orders them by BM25 and by how much of the
 * question stands together: both are shares of what the question weighs, so that they add up. BM25
 * alone, which engines rank by, cannot tell words that are neighbours from words that are scattered
 * over a passage. Nothing here depends on the scores of the index.
 */
export const rerank = async (
  material: RankingData,
  queryTerms: readonly QueryTerm[],
  value: AnswerTypeTest | undefined,
  { among, without, named, candidates }: Restriction = {},
): Promise<Ranking> => {
  const { passages, texts, vocabulary } = material
  const matcher = { match: createTermMatcher(queryTerms), count: createTermCounter(queryTerms) }
  const hidden = without === undefined ? [] : texts.of(without)
  const frequencies = hidden.reduce<readonly Frequency[]>(
    (left, text) => leaveOut(text, left, matcher),
    queryTerms.map(({ frequency }) => frequency),
  )
  const weights = queryTerms.map((term, t) =>
    weighTerm(term, frequencies[t] as Frequency, texts.size),
  )
  const isAllowed = (passage: number) =>
    passage !== without && (among?.includes((passages.at(passage) as Passage).id) ?? true)
  const mass = weights.reduce((sum, { asked }) => sum + asked, 0)
  const found = candidates ?? (await findCandidates(material, queryTerms, among))
  const looked = found.map(({ id }) => texts.at(id)).filter(({ passage }) => passage !== without)
  const names = looked.map((text) => named?.(text.names) ?? '')
  /** A name within a longer one that the question names is not what it is about. */
  const nameBonus = (name: string): number => {
    if (name === '' || names.some((other) => other !== name && other.includes(name))) return 0
    const within = weights.filter((_, t) => name.includes((queryTerms[t] as QueryTerm).text))
    return (TITLE_BONUS * within.reduce((sum, { asked }) => sum + asked, 0)) / mass
  }
  const size = mass / idf(texts.size, 0)
  /** BM25 and proximity, of which each is 1 at best or little more, with the value as one more word. */
  const withValue = (share: number, anchoring: () => number): number =>
    value?.required === 'in one clause'
      ? (share * size + 2 * VALUE_SIZE * anchoring()) / (size + VALUE_SIZE)
      : share
  const look: Look = { ...matcher, weights, value, meanLength: vocabulary.meanLength }
  const ranked = looked.map((text, c): Ranked => {
    const { bm25, covered, together, valued, leavesOpen, onlyAsks, anchoring } = lookAt(text, look)
    const proximity = together / mass
    const bonus = (value ? VALUE_BONUS * valued : 0) + nameBonus(names[c] as string)
    const isName = (!value || valued < 1) && isReleaseAlone(text)
    const rank = (withValue(bm25 / mass + proximity, anchoring) + bonus) * (isName ? NAME_WORTH : 1)
    return {
      text,
      proximity,
      coverage: covered / mass,
      rank,
      valued,
      // Only a few are asked for it.
      get anchored() {
        return anchoring()
      },
      required: value?.required,
      leavesOpen,
      onlyAsks,
    }
  })
  ranked.sort((a, b) => b.rank - a.rank)
  const answer = value && ranked[0]?.leavesOpen && answerAfter(ranked[0], passages, texts, value)
  if (answer && isAllowed(answer.text.passage)) ranked.unshift(answer)
  const seen = new Set<number>()
  const best = ranked.filter(({ text }) => !seen.has(text.passage) && seen.add(text.passage))
  return { queryTerms, weights, size, ranked: best }
}

/** How many texts hold each term when one of them is left out. */
const leaveOut = (
  { text, title }: IndexedText,
  frequencies: readonly Frequency[],
  { match, count }: Matcher,
): readonly Frequency[] => {
  const inText = count(text, match(text, WHOLE))
  const inTitle = count(title, match(title, WHOLE))
  return frequencies.map(({ inTexts, inTitles }, t) => ({
    inTexts: Math.max(0, inTexts - (inText[t] ? 1 : 0)),
    inTitles: Math.max(0, inTitles - (inTitle[t] ? 1 : 0)),
  }))
}

/**
 * Where a paragraph ends with the question itself, the next one may begin with the answer: it
 * speaks for itself where that holds a value of the kind that is asked for.
 */
const answerAfter = (
  asking: Ranked,
  passages: Passages,
  texts: Texts,
  value: AnswerTypeTest,
): Ranked | undefined => {
  const { passage, translation } = asking.text
  if (passages.at(passage + 1)?.source !== passages.at(passage)?.source) return undefined
  const text = texts.of(passage + 1)[translation + 1]
  return text && value(sentenceIn(text, 0)) >= 1
    ? { ...asking, text, valued: 1, anchored: 1 }
    : undefined
}
