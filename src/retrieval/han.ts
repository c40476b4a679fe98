import type { Concept, ConceptOf } from './concept.ts'
import { WEIGHT, weightOf } from './concept.ts'
import type { Dictionary } from './dictionary.ts'
import type { Sounds } from './pinyin.ts'
import { EMPTY, type Postings } from './postings.ts'
import { pairsFrom, pairTerm, pairText, singleTerm } from './terms.ts'

/** Characters that bind words together: a pair with one of them says little, alone they say nothing. */
const BINDING = /[的了是在於于为有和与及之从对被把由]/

/** Fidelity of another spelling, and of another word for the same thing. */
export const GUESSED = 0.7

/** More characters between two than this say nothing about which one a question lost. */
const MOST_GAPS = 8

const WORDS = new Intl.Segmenter('zh', { granularity: 'word' })

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

  /** Other words for those of a run that the material has not, by where they stand. */
  const lookUp = (run: string) => {
    const found: Concept[] = []
    const replaced = new Set<number>()
    for (const { index, segment } of WORDS.segment(run)) {
      const places = Array.from(segment.slice(1), (_, i) => index + i)
      if (places.every((at) => hasPair(run, at))) continue
      const synonyms = dictionary.synonyms(segment)
      if (synonyms.length === 0) continue
      found.push(conceptOf(segment, synonyms, weightOf(segment), GUESSED))
      for (let at = index; at < index + segment.length; at++) replaced.add(at)
    }
    return { found, replaced }
  }

  return (run: string, repair: boolean): readonly Concept[] => {
    if (run.length === 1) return BINDING.test(run) ? [] : [asWritten(run, WEIGHT.alone)]
    const pairs = Array.from(run.slice(1), (_, i) => asWritten(run.slice(i, i + 2), WEIGHT.pair))
    const known = !repair || pairs.every(({ list }) => list !== EMPTY)
    const { found, replaced } = known ? NOTHING : lookUp(run)
    const concepts = [...found]
    pairs.forEach((pair, i) => {
      if (BINDING.test(pair.text)) concepts.push({ ...pair, weight: WEIGHT.binding })
      else if (known || pair.list !== EMPTY) concepts.push(pair)
      else if (!(replaced.has(i) && replaced.has(i + 1))) {
        const repairs = repairsOf(pair.text)
        concepts.push(
          repairs.length > 0 ? conceptOf(pair.text, repairs, WEIGHT.pair, GUESSED) : pair,
        )
      }
    })
    for (let i = 0; i < run.length; i++) {
      const single = asWritten(run.charAt(i), WEIGHT.single)
      const counts = single.list !== EMPTY || !replaced.has(i)
      if (counts && !BINDING.test(single.text)) concepts.push(single)
    }
    return concepts
  }
}

const NOTHING = { found: [], replaced: new Set<number>() }

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
