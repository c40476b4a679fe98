import type { Passage } from '../../corpus/types.ts'
import type { AnswerTypeTest } from '../query/answer-types.ts'
import type { QueryTerm } from '../query/query-term.ts'
import type { Ranked, Ranking } from '../ranking/rerank.ts'
import { matchSentences } from '../ranking/term-matcher.ts'
import type { SearchData } from '../search-data.ts'
import { type IndexedText, sentenceIn, spanIn } from '../text/indexed-text.ts'
import type { Hit, Span } from '../types.ts'

/** Openings that lean on the sentence before: its subject is there. Folded. */
const LEANS =
  /^["“「『(（]?(?:他|她|它|其|该|此|这|那|两者|二者|前者|后者|上述|同年|同时|另外|因此|所以|不过|但|然而|(?:he|she|it|they|this|that|these|those|its|his|her|their|such) )/

/** What a value of the kind that is asked for is worth, as a share of the question. */
const VALUE_WORTH = 0.2
/** What a sentence gains from what the one before it holds: answers follow. */
const FOLLOWING = 0.1
/** A neighbour that adds at least this share of the question is brought along. */
const WORTH_BRINGING = 0.2
/** Words of the title count less within the passage: most of its sentences leave them out. */
const TITLE_FACTOR = 0.3

/** Sentences of one wording. */
interface Choice {
  readonly first: number
  readonly last: number
  /** How much of the question the best of them holds, 0…1. */
  readonly share: number
}

/**
 * The sentences that answer: the one that holds most of the question, where a value of the kind
 * that is asked for counts too, with one neighbour if that brings what is missing.
 */
const choose = (
  text: IndexedText,
  queryTerms: readonly QueryTerm[],
  weights: readonly number[],
  value: AnswerTypeTest | undefined,
): Choice => {
  const held = matchSentences(text, queryTerms)
  const mass = weights.reduce((sum, weight) => sum + weight, 0)
  const shareOf = (first: number, last = first) => {
    let share = 0
    for (let c = 0; c < weights.length; c++)
      if (held[first]?.[c] || held[last]?.[c]) share += weights[c] as number
    return share / mass
  }
  const exists = (s: number) => s >= 0 && s < held.length
  const valueIn = (s: number) => (exists(s) ? (value?.(sentenceIn(text, s)) ?? 0) : 0)
  const shares = held.map((_, s) => shareOf(s))
  const worths = shares.map(
    (share, s) => share + VALUE_WORTH * valueIn(s) + FOLLOWING * (shares[s - 1] ?? 0),
  )
  const chosen = worths.indexOf(Math.max(...worths))
  const share = shares[chosen] ?? 0
  const [before, after] = [chosen - 1, chosen + 1]
  if (exists(before) && LEANS.test(sentenceIn(text, chosen)))
    return { first: before, last: chosen, share }
  const lacking = value !== undefined && valueIn(chosen) === 0
  const gain = (s: number) =>
    exists(s) ? shareOf(chosen, s) - share + (lacking && valueIn(s) > 0 ? WORTH_BRINGING : 0) : 0
  const [gainBefore, gainAfter] = [gain(before), gain(after)]
  if (Math.max(gainBefore, gainAfter) < WORTH_BRINGING)
    return { first: chosen, last: chosen, share }
  return gainAfter >= gainBefore
    ? { first: chosen, last: after, share }
    : { first: before, last: chosen, share }
}

/** The sentences of another wording that stand where the chosen ones do. */
const alignTo = (choice: Choice, from: IndexedText, to: IndexedText): Choice => {
  const [count, its] = [from.starts.length, to.starts.length]
  const place = (s: number) =>
    count === its ? s : Math.min(its - 1, Math.floor(((s + 0.5) * its) / count))
  return { ...choice, first: place(choice.first), last: place(choice.last) }
}

/** What answers in a passage: in the original, and in its translation for readers of English. */
export const answerOf = (
  { passages, texts }: SearchData,
  { text }: Ranked,
  { queryTerms, weights }: Ranking,
  value: AnswerTypeTest | undefined,
  english: boolean,
): Pick<Hit, 'answer' | 'translation'> => {
  const passage = passages[text.passage] as Passage
  const within = weights.map(({ held, inTitle }, c) =>
    queryTerms[c]?.variants.some((variant) => text.title.includes(variant))
      ? held - inTitle * (1 - TITLE_FACTOR)
      : held,
  )
  const textOf = (translation: number) =>
    texts[text.place - text.translation + translation] as IndexedText
  const original = textOf(-1)
  const spanOf = ({ first, last }: Choice): Span => spanIn(passage.text, original, first, last)
  const choice = choose(original, queryTerms, within, value)
  const t = english ? passage.translations.findIndex(({ language }) => language === 'en') : -1
  const translation = passage.translations[t]
  if (translation) {
    const its = textOf(t)
    const translated = choose(its, queryTerms, within, value)
    const better = translated.share >= choice.share
    const theirs = better ? translated : alignTo(choice, original, its)
    const ours = better ? alignTo(translated, its, original) : choice
    const answer = [spanIn(translation.text, its, theirs.first, theirs.last)]
    return { answer: [spanOf(ours)], translation: { ...translation, answer } }
  }
  const found =
    choice.share > 0 || text === original
      ? choice
      : alignTo(choose(text, queryTerms, within, value), text, original)
  return { answer: [spanOf(found)], translation: undefined }
}
