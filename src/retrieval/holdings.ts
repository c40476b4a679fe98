import type { Concept } from './concept.ts'
import { scanRuns, stem } from './terms.ts'
import type { Unit } from './units.ts'

/** Which sentences of a unit hold which concepts: `held[sentence][concept]`. */
export const holdings = (unit: Unit, concepts: readonly Concept[]): Uint8Array[] => {
  const held = Array.from(unit.starts, () => new Uint8Array(concepts.length))
  const last = held.length - 1
  concepts.forEach(({ surfaces }, c) => {
    for (const surface of surfaces) {
      let sentence = 0
      for (let at = find(unit.text, surface, 0); at >= 0; ) {
        while (sentence < last && (unit.starts[sentence + 1] as number) <= at) sentence++
        const row = held[sentence]
        if (row) row[c] = 1
        // One sight of it in a sentence is enough.
        at = sentence === last ? -1 : find(unit.text, surface, unit.starts[sentence + 1] as number)
      }
    }
  })
  return held
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
