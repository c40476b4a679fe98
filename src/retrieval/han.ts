import type { Concept, ConceptOf } from './concept.ts'
import { WEIGHT, weightOf } from './concept.ts'
import type { Dictionary } from './dictionary.ts'
import type { Sounds } from './pinyin.ts'
import { EMPTY, type Postings } from './postings.ts'
import { wordsOf, writtenFor } from './spoken.ts'
import { pairsFrom, pairTerm, pairText, singleTerm } from './terms.ts'

/** Characters that bind words together: a pair with one of them says little, alone they say nothing. */
const BINDING = /[的了是在於于为有和与及之从对被把由]/

/** What is left between two names of a question says nothing either. */
const LEFT_OVER = /[里中上下内间跟给让到着过会能要没不也都就还]/

/** Fidelity of another spelling, and of another word for the same thing. */
export const GUESSED = 0.7

/** More characters between two than this say nothing about which one a question lost. */
const MOST_GAPS = 8

/** Turns runs of Han characters into concepts. */
export const createHanReader = (
  postings: Postings,
  sounds: Sounds,
  dictionary: Dictionary,
  conceptOf: ConceptOf,
) => {
  /** A pair or a single character that needs no looking for other spellings. */
  const asWritten = (text: string, weight: number): Concept => {
    const code = text.charCodeAt(0)
    const term = text.length === 1 ? singleTerm(code) : pairTerm(code, text.charCodeAt(1))
    const list = postings.of(term)
    return { text, surfaces: list === EMPTY ? [] : [text], list, weight, fidelity: 1 }
  }

  const repairsOf = (pair: string): readonly string[] => {
    const homophones = sounds.homophones(pair)
    return homophones.length > 0 ? homophones : withGap(pair, postings)
  }

  const hasPair = (run: string, at: number) =>
    postings.has(pairTerm(run.charCodeAt(at), run.charCodeAt(at + 1)))

  const has = (word: string) =>
    word.length === 1
      ? postings.has(singleTerm(word.charCodeAt(0)))
      : Array.from(word.slice(1), (_, i) => i).every((i) => hasPair(word, i))

  /** Other words for those of a run that the material has not, and where words begin. */
  const lookUp = (run: string) => {
    const found: Concept[] = []
    const replaced = new Set<number>()
    const within = new Set<number>()
    const longs = new Set<number>()
    let at = 0
    for (const word of wordsOf(run)) {
      for (let i = at; i < at + word.length - 1; i++) within.add(i)
      if (word.length > 1) for (let i = at; i < at + word.length; i++) longs.add(i)
      if (!has(word)) {
        const others = [...writtenFor(word), ...(word.length > 1 ? dictionary.synonyms(word) : [])]
        const concept = conceptOf(
          word,
          others,
          word.length > 1 ? weightOf(word) : WEIGHT.single,
          GUESSED,
        )
        if (concept.surfaces.length > 0) {
          found.push(concept)
          for (let i = at; i < at + word.length; i++) replaced.add(i)
        }
      }
      at += word.length
    }
    return { found, replaced, within, longs }
  }

  return (run: string, repair: boolean): readonly Concept[] => {
    if (run.length === 1 && (BINDING.test(run) || LEFT_OVER.test(run))) return []
    const known = !repair || has(run)
    const { found, replaced, within, longs } = known ? NOTHING : lookUp(run)
    const concepts = [...found]
    for (let i = 0; i + 1 < run.length; i++) {
      const pair = asWritten(run.slice(i, i + 2), WEIGHT.pair)
      if (BINDING.test(pair.text)) concepts.push({ ...pair, weight: WEIGHT.binding })
      else if (known || pair.list !== EMPTY) concepts.push(pair)
      else if (!(replaced.has(i) && replaced.has(i + 1))) {
        const straddles = !within.has(i)
        const repairs = straddles && longs.has(i) && longs.has(i + 1) ? [] : repairsOf(pair.text)
        if (repairs.length > 0) concepts.push(conceptOf(pair.text, repairs, WEIGHT.pair, GUESSED))
        // That two words do not meet in the material says nothing.
        else if (!straddles) concepts.push(pair)
      }
    }
    for (let i = 0; i < run.length; i++) {
      const single = asWritten(run.charAt(i), run.length === 1 ? WEIGHT.alone : WEIGHT.single)
      if (BINDING.test(single.text) || replaced.has(i)) continue
      if (single.list !== EMPTY) concepts.push(single)
      else if (!longs.has(i)) concepts.push({ ...single, weight: WEIGHT.single })
    }
    return concepts
  }
}

const NOTHING = {
  found: [],
  replaced: new Set<number>(),
  within: new Set<number>(),
  longs: new Set<number>(),
}

/** `游中` as `游戏中`: what a question that lost a character may have meant. */
const withGap = (pair: string, postings: Postings): readonly string[] => {
  const [from, to] = pairsFrom(pair.charCodeAt(0))
  const found: string[] = []
  for (let i = postings.lowerBound(from); found.length < MOST_GAPS; i++) {
    const term = postings.terms[i]
    if (term === undefined || term >= to) break
    const [first, middle] = pairText(term)
    if (postings.has(pairTerm((middle as string).charCodeAt(0), pair.charCodeAt(1))))
      found.push(`${first}${middle}${pair[1]}`)
  }
  return found
}
