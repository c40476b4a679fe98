import { hasAnotherNumber } from '../query/numbered-things.ts'
import type { QueryTerm } from '../query/query-term.ts'
import { createTermMatcher } from '../ranking/term-matcher.ts'
import { splitClauses } from '../text/clauses.ts'
import type { IndexedText } from '../text/indexed-text.ts'
import { stem } from '../text/stem.ts'
import { scanRuns } from '../text/terms.ts'
import type { Span } from '../types.ts'
import type { Focus } from './focus.ts'

/** The clauses of a wording with what speaks for each. */
export interface Clauses {
  /** In the folded text. */
  readonly spans: readonly Span[]
  /** Of each clause, its sentence. */
  readonly sentences: readonly number[]
  readonly features: readonly Features[]
  /** The most that one sentence holds of the question, 0…1. */
  readonly held: number
}

/**
 * What a clause has, each 0…1, and what that is worth. Fitted by conditional logistic regression
 * (the clause that holds the answer among those of its passage) on 1,000 questions of CMRC 2018 and
 * 1,500 of DRCD; docs/retrieval.md has what each is worth when fitted on one set, asked on the other.
 */
const WORTH = {
  /** Share of the question that its sentence holds. */
  sentence: 4.9,
  /** Share of the question that it holds itself, where terms near the asking word count more. */
  focus: 4.2,
  /** The same, all terms alike: those far from the asking word say where the sentence is. */
  held: -3.6,
  /** Share of it that the question does not have. */
  novelty: -1.8,
  /** Whether it says next to nothing that the question does not say: it repeats the question. */
  repeats: -2.2,
  /** A value of the kind asked for. */
  value: 2.5,
  /** The noun asked for, straight after something new: 浙江大学. */
  noun: 0.8,
  /** How much of what stands beside the asking word stands there as well. */
  beside: 0.9,
  /** Whether it asks itself. */
  asks: -3,
  /** Whether it speaks of another number of what the question numbers: 二级, asked for 一级. */
  another: -4,
  /** Whether it only says who says what follows, or what it is about. */
  introduces: -1,
}

type Features = Readonly<Record<keyof typeof WORTH, number>>

/** Log odds, up to a constant, that a clause holds the answer. */
export const scoreOf = (features: Features): number =>
  Object.entries(WORTH).reduce(
    (sum, [name, worth]) => sum + worth * features[name as keyof Features],
    0,
  )

/** Characters over which a term's closeness to the asking word falls to 1/e. */
const NEARNESS = 8
/** What a term counts that is not in the question as it stands: another spelling, a name. */
const ELSEWHERE = 0.3

/** What a term counts that the title or the heading holds: the whole passage is about it. */
const IN_TITLE = 0.2
const ASKS = /[?？]["”』」)]*$|(?:[吗嘛]|为什么呢?)[~～]?$/
/** The end of a clause whose object follows. */
const INTRODUCES =
  /(?:[:：]|(?:显示|指出|认为|表示|发现|声称|宣称|称|说|如下|来看|看来|而言|来说|(?:show|find|say|state|report|believe|argue|announce)(?:s|ed)? that)[,，]?)$/

/** @param weights of the query terms, in their order */
export const readClauses = (
  text: IndexedText,
  queryTerms: readonly QueryTerm[],
  weights: readonly number[],
  focus: Focus,
): Clauses => {
  const bounds = text.starts.map((start, s): Span => [start, text.ends[s] ?? text.text.length])
  const spans = splitClauses(text.text, bounds)
  const sentences = spans.map(([start]) => text.starts.findLastIndex((first) => first <= start))
  const clauses = spans.map((span) => text.text.slice(...span))
  const starts = spans.map(([start]) => start)
  const matcher = createTermMatcher(queryTerms)
  const isHeld = matcher(text.text, starts)
  const inTitle = matcher(text.title.split('\n', 2).join('\n'), [0])
  const holds = (clause: number, term: number) =>
    (isHeld[clause * queryTerms.length + term] as number) > 0
  // A term that most clauses hold tells them apart as little as one that none holds.
  const rarity = weights.map((weight, t) => {
    const holding = spans.filter((_, c) => holds(c, t)).length
    const factor = inTitle[t] ? IN_TITLE : 1
    return holding > 0 ? factor * weight * Math.log(1 + spans.length / holding) : 0
  })
  const near = nearnessOf(queryTerms, focus)
  const shareOf = (held: (term: number) => boolean, factors: readonly number[] = []) => {
    let [share, all] = [0, 0]
    for (let t = 0; t < rarity.length; t++) {
      const worth = (rarity[t] as number) * (factors[t] ?? 1)
      all += worth
      if (held(t)) share += worth
    }
    return all > 0 ? share / all : 0
  }
  const inSentence = text.starts.map((_, s) =>
    shareOf((t) => spans.some((_, c) => sentences[c] === s && holds(c, t))),
  )
  const asked = new Set(tokensOf(focus.question))
  const features = clauses.map((clause, c): Features => {
    const tokens = tokensOf(clause)
    const fresh = tokens.filter((token) => !asked.has(token))
    return {
      sentence: inSentence[sentences[c] as number] ?? 0,
      focus: shareOf((t) => holds(c, t), near),
      held: focus.place ? shareOf((t) => holds(c, t)) : 0,
      novelty: fresh.length / Math.max(1, tokens.length),
      repeats: fresh.length < 2 && !fresh.some(isNumber) ? 1 : 0,
      value: focus.value(clause, clauses[c + 1] ?? ''),
      noun: hasNoun(clause, focus.noun, asked),
      asks: ASKS.test(clause) ? 1 : 0,
      introduces: INTRODUCES.test(clause) ? 1 : 0,
      another: hasAnotherNumber(focus.question, { title: '', text: clause }) ? 1 : 0,
      beside: (longestEnd(clause, focus.before) + longestStart(clause, focus.after)) / 4,
    }
  })
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const held = text.starts.map((_, s) =>
    weights.reduce(
      (sum, weight, t) =>
        sum + (spans.some((_, c) => sentences[c] === s && holds(c, t)) ? weight : 0),
      0,
    ),
  )
  return { spans, sentences, features, held: whole > 0 ? Math.max(0, ...held) / whole : 0 }
}

const isNumber = (token: string): boolean => /^\d/.test(token)

/** How close each term stands to the asking word, 0…1. */
const nearnessOf = (
  queryTerms: readonly QueryTerm[],
  { question, place }: Focus,
): readonly number[] =>
  queryTerms.map(({ text }) => {
    if (!place) return 1
    const at = question.indexOf(text)
    if (at < 0) return ELSEWHERE
    const distance = at >= place[0] ? at - place[1] : place[0] - at - text.length
    return Math.exp(-Math.max(0, distance) / NEARNESS)
  })

/** Han characters one by one, other words by their stems. */
const tokensOf = (text: string): string[] => {
  const tokens: string[] = []
  scanRuns(text, (start, end, han) => {
    if (han) tokens.push(...text.slice(start, end))
    else tokens.push(stem(text.slice(start, end)))
  })
  return tokens
}

/** The noun itself, or a word with the same last character: 大学, or 学 for 哪所大学. */
const hasNoun = (clause: string, noun: string, asked: ReadonlySet<string>): number => {
  const followsNew = (word: string) => {
    const at = word ? clause.indexOf(word) : -1
    const before = clause.charAt(at - 1)
    return at > 0 && /[\p{L}\p{N}]/u.test(before) && !asked.has(before)
  }
  return followsNew(noun) || followsNew(noun.slice(-1)) ? 1 : 0
}

/** Characters of the longest end of `words` that a clause has with something behind it; 0 or ≥ 2. */
const longestEnd = (clause: string, words: string): number => {
  for (let length = words.length; length > 1; length--) {
    const at = clause.indexOf(words.slice(-length))
    if (at >= 0 && at + length < clause.length) return length
  }
  return 0
}

/** Characters of the longest beginning of `words` that a clause has with something before it; 0 or ≥ 2. */
const longestStart = (clause: string, words: string): number => {
  for (let length = words.length; length > 1; length--)
    if (clause.indexOf(words.slice(0, length)) > 0) return length
  return 0
}
