/** A count of seven bits, and one that tells a title. */
export const IN_TITLE = 128
export const MAX_COUNTED = 127

/** The index as plain data: what {@link invert} makes, and a snapshot keeps. */
export interface Inverted {
  /** All terms, ascending. */
  readonly terms: Int32Array
  /** Where the list of each term starts in `units` and `counts`; the last number is where all end. */
  readonly starts: Uint32Array
  readonly units: Uint16Array | Uint32Array
  readonly counts: Uint8Array
}

/** Terms are below 2^31, one bit tells titles, and a double is exact to 2^53. */
const MAX_UNITS = 2 ** 21

/**
 * An inverted index as three typed arrays. A triple (term, unit, title?) is one number, so that
 * inverting is one native sort: many times quicker than a tree of maps, in a tenth of its memory.
 */
export const invert = (
  unitCount: number,
  scanUnit: (unit: number, add: (term: number, inTitle: boolean) => void) => void,
): Inverted => {
  if (unitCount > MAX_UNITS) throw new RangeError(`at most ${MAX_UNITS} passages can be indexed`)
  let triples = new Float64Array(1 << 16)
  let size = 0
  for (let unit = 0; unit < unitCount; unit++) {
    scanUnit(unit, (term, inTitle) => {
      if (size === triples.length) {
        const larger = new Float64Array(size * 2)
        larger.set(triples)
        triples = larger
      }
      triples[size++] = (term * MAX_UNITS + unit) * 2 + (inTitle ? 1 : 0)
    })
  }
  const sorted = triples.subarray(0, size).sort()
  const [termCount, pairCount] = countDistinct(sorted)
  const terms = new Int32Array(termCount)
  const starts = new Uint32Array(termCount + 1)
  const units = unitCount <= 0x10000 ? new Uint16Array(pairCount) : new Uint32Array(pairCount)
  const counts = new Uint8Array(pairCount)
  let [t, p, last] = [-1, -1, -1]
  for (const triple of sorted) {
    const pair = Math.floor(triple / 2)
    if (pair !== last) {
      const term = Math.floor(pair / MAX_UNITS)
      if (t < 0 || terms[t] !== term) {
        terms[++t] = term
        starts[t] = p + 1
      }
      units[++p] = pair - term * MAX_UNITS
      last = pair
    }
    const count = counts[p] as number
    if (triple % 2 === 1) counts[p] = count | IN_TITLE
    else if ((count & MAX_COUNTED) < MAX_COUNTED) counts[p] = count + 1
  }
  starts[termCount] = pairCount
  return { terms, starts, units, counts }
}

const countDistinct = (sorted: Float64Array): readonly [terms: number, pairs: number] => {
  let [termCount, pairCount, lastTerm, lastPair] = [0, 0, -1, -1]
  for (const triple of sorted) {
    const pair = Math.floor(triple / 2)
    if (pair === lastPair) continue
    lastPair = pair
    pairCount++
    const term = Math.floor(pair / MAX_UNITS)
    if (term !== lastTerm) termCount++
    lastTerm = term
  }
  return [termCount, pairCount]
}
