import { EMPTY, type Postings } from '../index/postings.ts'
import { pairsFrom, pairTerm, pairText, singleTerm } from '../text/terms.ts'
import { standardFor, wordsOf } from './colloquialisms.ts'
import type { Dictionary } from './dictionary.ts'
import type { Sounds } from './pinyin.ts'
import type { MakeQueryTerm, QueryTerm } from './query-term.ts'
import { WEIGHT, weightOf } from './query-term.ts'

/** Characters that bind words together: a pair with one of them says little, alone they say nothing. */
const BINDING = /[的了是在於于为有和与及之从对被把由]/

/** What is left between two names of a question says nothing either. */
const LEFT_OVER = /[里中上下内间跟给让到着过会能要没不也都就还]/

/** Fidelity of another spelling, and of another word for the same thing. */
export const GUESSED = 0.7

/** More characters between two than this say nothing about which one a question lost. */
const MAX_GAPS = 8

/** Turns runs of Han characters into query terms. */
export const createHanReader = (
  postings: Postings,
  sounds: Sounds,
  dictionary: Dictionary,
  makeQueryTerm: MakeQueryTerm,
) => {
  /** A pair or a single character that needs no looking for other spellings. */
  const asWritten = (text: string, weight: number): QueryTerm => {
    const code = text.charCodeAt(0)
    const term = text.length === 1 ? singleTerm(code) : pairTerm(code, text.charCodeAt(1))
    const list = postings.of(term)
    return { text, variants: list === EMPTY ? [] : [text], list, weight, matchWeight: 1 }
  }

  const repairsOf = (pair: string): readonly string[] => {
    const homophones = sounds.homophones(pair)
    return homophones.length > 0 ? homophones : withGap(pair, postings)
  }

  const hasPair = (run: string, at: number) =>
    postings.has(pairTerm(run.charCodeAt(at), run.charCodeAt(at + 1)))

  const has = (word: string): boolean =>
    word.length === 1
      ? postings.has(singleTerm(word.charCodeAt(0)))
      : Array.from(word.slice(1)).every((_, i) => hasPair(word, i))

  /** The words of a run, with other words for those that the material has not. */
  const lookUp = (run: string): Word[] =>
    wordsOf(run).map((text) => {
      if (has(text)) return { text, other: undefined }
      const single = text.length === 1
      const others = [...standardFor(text), ...(single ? [] : dictionary.synonyms(text))]
      const weight = single ? WEIGHT.single : weightOf(text)
      const queryTerm = makeQueryTerm(text, others, weight, GUESSED)
      return { text, other: queryTerm.variants.length > 0 ? queryTerm : undefined }
    })

  return (run: string, repair: boolean): readonly QueryTerm[] => {
    const lone = run.length === 1
    if (lone && (BINDING.test(run) || LEFT_OVER.test(run))) return []
    const words = repair && !has(run) ? lookUp(run) : undefined
    /** The word of every character; none where all is known. */
    const wordAt = words?.flatMap((word) => Array.from(word.text, () => word)) ?? []
    const queryTerms = words?.flatMap(({ other }) => other ?? []) ?? []
    for (let i = 0; i + 1 < run.length; i++) {
      const pair = asWritten(run.slice(i, i + 2), WEIGHT.pair)
      const [word, next] = [wordAt[i], wordAt[i + 1]]
      if (BINDING.test(pair.text)) queryTerms.push({ ...pair, weight: WEIGHT.binding })
      else if (!words || pair.list !== EMPTY) queryTerms.push(pair)
      else if (!(word?.other && next?.other)) {
        const repairs = repairsOf(pair.text)
        if (repairs.length > 0)
          queryTerms.push(makeQueryTerm(pair.text, repairs, WEIGHT.pair, GUESSED))
        // That two words do not meet in the material says nothing.
        else if (word === next) queryTerms.push(pair)
      }
    }
    for (let i = 0; i < run.length; i++) {
      const single = asWritten(run.charAt(i), lone ? WEIGHT.alone : WEIGHT.single)
      const word = wordAt[i]
      if (BINDING.test(single.text) || word?.other) continue
      if (single.list !== EMPTY) queryTerms.push(single)
      // In a longer word its pairs say already that the material has it not.
      else if (word?.text.length === 1) queryTerms.push({ ...single, weight: WEIGHT.single })
    }
    return queryTerms
  }
}

interface Word {
  readonly text: string
  /** What stands for it, where the material has other words for the same thing. */
  readonly other: QueryTerm | undefined
}

/** `游中` as `游戏中`: what a question that lost a character may have meant. */
const withGap = (pair: string, postings: Postings): readonly string[] => {
  const [from, to] = pairsFrom(pair.charCodeAt(0))
  const found: string[] = []
  for (let i = postings.lowerBound(from); found.length < MAX_GAPS; i++) {
    const term = postings.terms[i]
    if (term === undefined || term >= to) break
    const [first, middle] = pairText(term)
    if (postings.has(pairTerm((middle as string).charCodeAt(0), pair.charCodeAt(1))))
      found.push(`${first}${middle}${pair[1]}`)
  }
  return found
}
