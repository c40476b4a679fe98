import type { Concept } from './concept.ts'
import { scanRuns, stem } from './terms.ts'
import type { Unit } from './units.ts'

/** Which sentences of a unit hold which concepts: `held[sentence][concept]`. */
export const holdings = (unit: Unit, concepts: readonly Concept[]): Uint8Array[] => {
  const held = createSeeker(concepts)(unit.text, unit.starts)
  return unit.starts.map((_, s) => held.subarray(s * concepts.length, (s + 1) * concepts.length))
}

/**
 * Says which parts of a text hold which concepts: `held[part * concepts + concept]`.
 *
 * @param starts where the parts start, ascending; what stands before the first counts as part of it
 */
export type Seeker = (text: string, starts: readonly number[]) => Uint8Array

/** More than the first characters of a question's words, so that few of them share a place. */
const PLACES = 256

interface Sought {
  readonly surface: string
  readonly concept: number
  /** The UTF-16 units that it begins with; the second is -1 if it has but one. */
  readonly first: number
  readonly second: number
  /** Another with the same place; undefined if there is none. */
  readonly next: Sought | undefined
}

/**
 * Reads a text once for all concepts of a question: at every character only those are compared that
 * begin with it. Words of other scripts are rare among them, and are looked for one by one.
 */
export const createSeeker = (concepts: readonly Concept[]): Seeker => {
  const places: (Sought | undefined)[] = new Array(PLACES).fill(undefined)
  const words: { readonly surface: string; readonly concept: number }[] = []
  concepts.forEach(({ surfaces }, concept) => {
    for (const surface of surfaces) {
      if (LATIN.test(surface)) words.push({ surface, concept })
      else {
        const [first, second] = [
          surface.charCodeAt(0),
          surface.length > 1 ? surface.charCodeAt(1) : -1,
        ]
        places[first % PLACES] = { surface, concept, first, second, next: places[first % PLACES] }
      }
    }
  })
  return (text, starts) => {
    const held = new Uint8Array(starts.length * concepts.length)
    const last = starts.length - 1
    let part = 0
    for (let at = 0; at < text.length; at++) {
      while (part < last && (starts[part + 1] as number) <= at) part++
      const code = text.charCodeAt(at)
      for (let sought = places[code % PLACES]; sought; sought = sought.next) {
        if (sought.first !== code) continue
        if (sought.second >= 0 && sought.second !== text.charCodeAt(at + 1)) continue
        if (sought.surface.length > 2 && !text.startsWith(sought.surface, at)) continue
        held[part * concepts.length + sought.concept] = 1
      }
    }
    for (const { surface, concept } of words) {
      for (let at = find(text, surface, 0), p = 0; at >= 0; ) {
        while (p < last && (starts[p + 1] as number) <= at) p++
        held[p * concepts.length + concept] = 1
        // One sight of it in a part is enough.
        at = p === last ? -1 : find(text, surface, starts[p + 1] as number)
      }
    }
    return held
  }
}

/** Han text anywhere; a word of another script only whole, but for its inflection. */
export const find = (text: string, surface: string, from: number): number => {
  if (!LATIN.test(surface)) return text.indexOf(surface, from)
  for (let at = text.indexOf(surface, from); at >= 0; at = text.indexOf(surface, at + 1)) {
    if (LATIN.test(text[at - 1] ?? '')) continue
    if (
      surface.includes(' ') ||
      isWhole(text.slice(at, at + surface.length + LONGEST_ENDING), surface)
    )
      return at
  }
  return -1
}

const LATIN = /^[a-z0-9]/
const LONGEST_ENDING = 5

const isWhole = (text: string, root: string): boolean => {
  let whole = false
  scanRuns(text, (start, end) => {
    if (start === 0) whole = stem(text.slice(0, end)) === root
  })
  return whole
}
