/** Which units hold a term, ascending. Views into the index: do not write. */
export interface PostingList {
  readonly units: ArrayLike<number>
  /** How often each has it in its text, up to {@link MOST_COUNTED}, with {@link IN_TITLE} added if its title has it. */
  readonly counts: ArrayLike<number>
}

export const IN_TITLE = 128
export const MOST_COUNTED = 127

export const EMPTY: PostingList = { units: [], counts: [] }

export interface Postings {
  /** All terms, ascending. */
  readonly terms: Int32Array
  /** Where in {@link terms} the first one stands that is not smaller. */
  readonly lowerBound: (term: number) => number
  readonly has: (term: number) => boolean
  readonly of: (term: number) => PostingList
}

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
const MOST_UNITS = 2 ** 21

/**
 * An inverted index as three typed arrays. A triple (term, unit, title?) is one number, so that
 * inverting is one native sort: many times quicker than a tree of maps, in a tenth of its memory.
 */
export const invert = (
  unitCount: number,
  scanUnit: (unit: number, add: (term: number, inTitle: boolean) => void) => void,
): Inverted => {
  if (unitCount > MOST_UNITS) throw new RangeError(`at most ${MOST_UNITS} passages can be indexed`)
  let triples = new Float64Array(1 << 16)
  let size = 0
  for (let unit = 0; unit < unitCount; unit++) {
    scanUnit(unit, (term, inTitle) => {
      if (size === triples.length) {
        const larger = new Float64Array(size * 2)
        larger.set(triples)
        triples = larger
      }
      triples[size++] = (term * MOST_UNITS + unit) * 2 + (inTitle ? 1 : 0)
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
      const term = Math.floor(pair / MOST_UNITS)
      if (t < 0 || terms[t] !== term) {
        terms[++t] = term
        starts[t] = p + 1
      }
      units[++p] = pair - term * MOST_UNITS
      last = pair
    }
    const count = counts[p] as number
    if (triple % 2 === 1) counts[p] = count | IN_TITLE
    else if ((count & MOST_COUNTED) < MOST_COUNTED) counts[p] = count + 1
  }
  starts[termCount] = pairCount
  return { terms, starts, units, counts }
}

/** Looks lists up. */
export const createPostings = ({ terms, starts, units, counts }: Inverted): Postings => {
  const lowerBound = (term: number): number => {
    let low = 0
    let high = terms.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((terms[middle] as number) < term) low = middle + 1
      else high = middle
    }
    return low
  }
  const has = (term: number) => terms[lowerBound(term)] === term
  const of = (term: number): PostingList => {
    const at = lowerBound(term)
    if (terms[at] !== term) return EMPTY
    const [start, end] = [starts[at] as number, starts[at + 1] as number]
    return { units: units.subarray(start, end), counts: counts.subarray(start, end) }
  }
  return { terms, lowerBound, has, of }
}

const countDistinct = (sorted: Float64Array): readonly [terms: number, pairs: number] => {
  let [termCount, pairCount, lastTerm, lastPair] = [0, 0, -1, -1]
  for (const triple of sorted) {
    const pair = Math.floor(triple / 2)
    if (pair === lastPair) continue
    lastPair = pair
    pairCount++
    const term = Math.floor(pair / MOST_UNITS)
    if (term !== lastTerm) termCount++
    lastTerm = term
  }
  return [termCount, pairCount]
}

/** Units that hold all the terms, as often as the rarest of them. */
export const intersect = (lists: readonly PostingList[]): PostingList =>
  lists.reduce((a, b) => {
    const units: number[] = []
    const counts: number[] = []
    for (let i = 0, j = 0; i < a.units.length && j < b.units.length; ) {
      const difference = (a.units[i] as number) - (b.units[j] as number)
      if (difference === 0) {
        const [one, other] = [a.counts[i] as number, b.counts[j] as number]
        const inText = Math.min(one & MOST_COUNTED, other & MOST_COUNTED)
        const both = inText | (one & other & IN_TITLE)
        units.push(a.units[i] as number)
        counts.push(both)
      }
      if (difference <= 0) i++
      if (difference >= 0) j++
    }
    return { units, counts }
  })

/** Units that hold any of them, with the counts added. */
export const unite = (lists: readonly PostingList[]): PostingList => {
  if (lists.length === 1) return lists[0] as PostingList
  const sum = new Map<number, number>()
  for (const { units, counts } of lists)
    for (let i = 0; i < units.length; i++)
      sum.set(units[i] as number, add(sum.get(units[i] as number) ?? 0, counts[i] as number))
  const units = [...sum.keys()].sort((a, b) => a - b)
  return { units, counts: units.map((unit) => sum.get(unit) as number) }
}

const add = (one: number, other: number): number =>
  Math.min(MOST_COUNTED, (one & MOST_COUNTED) + (other & MOST_COUNTED)) | ((one | other) & IN_TITLE)
