import type { Concept } from '../query/query-term.ts'
import { scanRuns, stem } from '../text/terms.ts'
import type { Unit } from '../text/text-unit.ts'

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

/**
 * Reads a text once for all concepts of a question: at every character only those are compared that
 * may begin there. Words of other scripts are few, and are looked for one by one.
 */
export const createSeeker = (concepts: readonly Concept[]): Seeker => {
  const sought = concepts.flatMap(({ surfaces }, concept) =>
    surfaces.map((surface) => ({ surface, concept })),
  )
  const words = sought.filter(({ surface }) => LATIN.test(surface))
  const places = placeByFirst(sought.filter(({ surface }) => !LATIN.test(surface)))
  return (text, starts) => {
    const held = new Uint8Array(starts.length * concepts.length)
    const last = starts.length - 1
    let part = 0
    for (let at = 0; at < text.length; at++) {
      while (part < last && (starts[part + 1] as number) <= at) part++
      for (let one = places[text.charCodeAt(at) % PLACES]; one; one = one.next)
        if (standsAt(text, at, one)) held[part * concepts.length + one.concept] = 1
    }
    for (const { surface, concept } of words) {
      part = 0
      for (let at = find(text, surface, 0); at >= 0; ) {
        while (part < last && (starts[part + 1] as number) <= at) part++
        held[part * concepts.length + concept] = 1
        // One sight of it in a part is enough.
        at = part === last ? -1 : find(text, surface, starts[part + 1] as number)
      }
    }
    return held
  }
}

interface Sought {
  readonly surface: string
  /** Which of the question's. */
  readonly concept: number
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
  for (const { surface, concept } of sought) {
    const first = surface.charCodeAt(0)
    const second = surface.length > 1 ? surface.charCodeAt(1) : -1
    places[first % PLACES] = { surface, concept, first, second, next: places[first % PLACES] }
  }
  return places
}

const standsAt = (text: string, at: number, { surface, first, second }: Placed): boolean =>
  first === text.charCodeAt(at) &&
  (second < 0 || second === text.charCodeAt(at + 1)) &&
  (surface.length < 3 || text.startsWith(surface, at))

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
