import { holdings } from './holdings.ts'
import type { ValueTest } from './kinds.ts'
import type { Material } from './material.ts'
import type { Ranked, Ranking } from './rank.ts'
import type { Hit, Span } from './types.ts'
import { spansOf, type Unit } from './units.ts'

/** Openings that lean on the sentence before: its subject is there. Folded. */
const LEANS =
  /^["“「『(（]?(?:他|她|它|其|该|此|这|那|两者|二者|前者|后者|上述|同年|同时|另外|因此|所以|不过|但|然而|(?:he|she|it|they|this|that|these|those|its|his|her|their|such) )/

/** What a value of the kind that is asked for is worth, as a share of the question. */
const VALUE_WORTH = 0.15
/** What a sentence gains from what the one before it holds: answers follow. */
const FOLLOWING = 0.1
/** A neighbour that adds at least this share of the question is brought along. */
const WORTH_BRINGING = 0.2
/** Words of the title count less within the passage: most of its sentences leave them out. */
const TITLE_FACTOR = 0.3

interface Choice {
  readonly spans: readonly Span[]
  readonly first: number
  readonly last: number
  readonly share: number
}

/**
 * The sentences that answer: the one that holds most of the question, where a value of the kind
 * that is asked for counts too, with one neighbour if that brings what is missing.
 */
const choose = (
  unit: Unit,
  wording: string,
  held: readonly Uint8Array[],
  weights: readonly number[],
  value: ValueTest | undefined,
): Choice => {
  const spans = spansOf(unit, wording)
  const mass = weights.reduce((sum, weight) => sum + weight, 0)
  const shareOf = (...sentences: number[]) =>
    weights.reduce((sum, w, c) => sum + (sentences.some((s) => held[s]?.[c]) ? w : 0), 0) / mass
  const textOf = (s: number) => unit.text.slice(unit.sentences[s], unit.sentences[s + 1])
  const valueIn = (s: number) => (s >= 0 && s < held.length ? (value?.(textOf(s)) ?? 0) : 0)
  const shares = held.map((_, s) => shareOf(s))
  const worths = shares.map(
    (share, s) => share + VALUE_WORTH * valueIn(s) + FOLLOWING * (shares[s - 1] ?? 0),
  )
  const chosen = Math.max(0, worths.indexOf(Math.max(...worths)))
  const share = shares[chosen] ?? 0
  const [before, after] = [chosen - 1, chosen + 1]
  const make = (first: number, last: number): Choice => ({ spans, first, last, share })
  if (before >= 0 && LEANS.test(textOf(chosen))) return make(before, chosen)
  if (value && valueIn(chosen) === 0) {
    if (valueIn(after) > 0) return make(chosen, after)
    if (valueIn(before) > 0) return make(before, chosen)
  }
  const gainBefore = before >= 0 ? shareOf(before, chosen) - share : 0
  const gainAfter = after < held.length ? shareOf(chosen, after) - share : 0
  if (Math.max(gainBefore, gainAfter) < WORTH_BRINGING) return make(chosen, chosen)
  return gainAfter >= gainBefore ? make(chosen, after) : make(before, chosen)
}

const spanOf = ({ spans, first, last }: Choice): Span => [
  spans[first]?.[0] ?? 0,
  (spans[last] ?? spans.at(-1))?.[1] ?? 0,
]

/** The sentences of another wording that stand where the chosen ones do. */
const alignTo = (choice: Choice, spans: readonly Span[]): Span => {
  const place = (s: number) =>
    choice.spans.length === spans.length
      ? s
      : Math.min(spans.length - 1, Math.floor(((s + 0.5) * spans.length) / choice.spans.length))
  return spanOf({ ...choice, spans, first: place(choice.first), last: place(choice.last) })
}

/** What answers in a passage: in the original, and in its translation for readers of English. */
export const answerOf = (
  { passages, units }: Material,
  { unit, inTitle }: Ranked,
  { concepts, weights }: Ranking,
  value: ValueTest | undefined,
  english: boolean,
): Pick<Hit, 'answer' | 'translation'> => {
  const passage = passages[unit.passage]
  if (!passage) return { answer: [] }
  const within = weights.map(({ whole, title }, c) =>
    inTitle[c] ? whole * (1 - title * (1 - TITLE_FACTOR)) : whole,
  )
  const first = unit.place - unit.translation - 1
  const chooseIn = (translation: number) => {
    const wording = translation < 0 ? passage.text : (passage.translations[translation]?.text ?? '')
    const its = units[first + translation + 1] as Unit
    return choose(its, wording, holdings(its, concepts), within, value)
  }
  const original = chooseIn(-1)
  const t = passage.translations.findIndex(({ language }) => (language === 'en') === english)
  const translation = passage.translations[t]
  if (!translation || !english) {
    const found = unit.translation < 0 ? original : chooseIn(unit.translation)
    return { answer: [original.share > 0 ? spanOf(original) : alignTo(found, original.spans)] }
  }
  const translated = chooseIn(t)
  const [answer, itsAnswer] =
    translated.share >= original.share
      ? [alignTo(translated, original.spans), spanOf(translated)]
      : [spanOf(original), alignTo(original, translated.spans)]
  return { answer: [answer], translation: { ...translation, answer: [itsAnswer] } }
}
