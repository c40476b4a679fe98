import type { QueryTerm } from '../query/query-term.ts'
import { scanRuns, stem } from '../text/terms.ts'
import type { Unit } from '../text/text-unit.ts'

/** Which sentences of a unit hold which queryTerms: `held[sentence][queryTerm]`. */
export const matchSentences = (unit: Unit, queryTerms: readonly QueryTerm[]): Uint8Array[] => {
  const held = createTermMatcher(queryTerms)(unit.text, unit.starts)
  return unit.starts.map((_, s) =>
    held.subarray(s * queryTerms.length, (s + 1) * queryTerms.length),
  )
}

/**
 * Says which parts of a text hold which queryTerms: `held[part * queryTerms + queryTerm]`.
 *
 * @param starts where the parts start, ascending; what stands before the first counts as part of it
 */
export type TermMatcher = (text: string, starts: readonly number[]) => Uint8Array

/**
 * Reads a text once for all query terms of a question: at every character only those are compared that
 * may begin there. Words of other scripts are few, and are looked for one by one.
 */
export const createTermMatcher = (queryTerms: readonly QueryTerm[]): TermMatcher => {
  const sought = queryTerms.flatMap(({ variants }, queryTerm) =>
    variants.map((variant) => ({ variant, queryTerm })),
  )
  const words = sought.filter(({ variant }) => LATIN.test(variant))
  const places = placeByFirst(sought.filter(({ variant }) => !LATIN.test(variant)))
  return (text, starts) => {
    const held = new Uint8Array(starts.length * queryTerms.length)
    const last = starts.length - 1
    let part = 0
    for (let at = 0; at < text.length; at++) {
      while (part < last && (starts[part + 1] as number) <= at) part++
      for (let one = places[text.charCodeAt(at) % PLACES]; one; one = one.next)
        if (standsAt(text, at, one)) held[part * queryTerms.length + one.queryTerm] = 1
    }
    for (const { variant, queryTerm } of words) {
      part = 0
      for (let at = find(text, variant, 0); at >= 0; ) {
        while (part < last && (starts[part + 1] as number) <= at) part++
        held[part * queryTerms.length + queryTerm] = 1
        // One sight of it in a part is enough.
        at = part === last ? -1 : find(text, variant, starts[part + 1] as number)
      }
    }
    return held
  }
}

interface Sought {
  readonly variant: string
  /** Which of the question's. */
  readonly queryTerm: number
}

interface Placed extends Sought {
  /** The first two UTF-16 units of it; -1 where there is but one. */
  readonly first: number
  readonly second: number
  /** Another one of the same place. */
  readonly next: Placed | undefined
}

/** Far more than a question has first characters, so that hardly two share a place. */
const PLACES = 256

const placeByFirst = (sought: readonly Sought[]): readonly (Placed | undefined)[] => {
  const places = new Array<Placed | undefined>(PLACES).fill(undefined)
  for (const { variant, queryTerm } of sought) {
    const first = variant.charCodeAt(0)
    const second = variant.length > 1 ? variant.charCodeAt(1) : -1
    places[first % PLACES] = { variant, queryTerm, first, second, next: places[first % PLACES] }
  }
  return places
}

const standsAt = (text: string, at: number, { variant, first, second }: Placed): boolean =>
  first === text.charCodeAt(at) &&
  (second < 0 || second === text.charCodeAt(at + 1)) &&
  (variant.length < 3 || text.startsWith(variant, at))

/** Han text anywhere; a word of another script only whole, but for its inflection. */
export const find = (text: string, variant: string, from: number): number => {
  if (!LATIN.test(variant)) return text.indexOf(variant, from)
  for (let at = text.indexOf(variant, from); at >= 0; at = text.indexOf(variant, at + 1)) {
    if (LATIN.test(text[at - 1] ?? '')) continue
    if (variant.includes(' ') || isWhole(text.slice(at, at + variant.length + MAX_ENDING), variant))
      return at
  }
  return -1
}

const LATIN = /^[a-z0-9]/
const MAX_ENDING = 5

const isWhole = (text: string, root: string): boolean => {
  let isWholeWord = false
  scanRuns(text, (start, end) => {
    if (start === 0) isWholeWord = stem(text.slice(0, end)) === root
  })
  return isWholeWord
}
