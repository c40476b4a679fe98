/** Which units hold a term, ascending. Views into the index: do not write. */
export interface PostingList {
  readonly units: ArrayLike<number>
  /** How often each has it in its text, up to {@link MOST_COUNTED}, with {@link IN_TITLE} added if its title has it. */
  readonly counts: ArrayLike<number>
  /** How many of them have it in their text, and how many in their title. */
  readonly inTexts: number
  readonly inTitles: number
}

export const IN_TITLE = 128
export const MOST_COUNTED = 127

export const EMPTY: PostingList = { units: [], counts: [], inTexts: 0, inTitles: 0 }

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
  // Counted once: questions ask for the rarity of every term, and the longest lists are asked most.
  const inTexts = new Uint32Array(terms.length)
  const inTitles = new Uint32Array(terms.length)
  for (let t = 0; t < terms.length; t++) {
    const of = frequencies(counts, starts[t] as number, starts[t + 1] as number)
    inTexts[t] = of.inTexts
    inTitles[t] = of.inTitles
  }
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
    return {
      units: units.subarray(start, end),
      counts: counts.subarray(start, end),
      inTexts: inTexts[at] as number,
      inTitles: inTitles[at] as number,
    }
  }
  return { terms, lowerBound, has, of }
}

/** The count of a unit in a list; 0 if it is not there. */
export const countIn = ({ units, counts }: PostingList, unit: number): number => {
  let [low, high] = [0, units.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((units[middle] as number) < unit) low = middle + 1
    else high = middle
  }
  return units[low] === unit ? (counts[low] as number) : 0
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
  lists.reduce((a, b) => merge(a, b, 'both', least))

/** Units that hold any of them, with the counts added. */
export const unite = (lists: readonly PostingList[]): PostingList =>
  lists.reduce((a, b) => merge(a, b, 'either', sum))

const least = (one: number, other: number): number =>
  Math.min(one & MOST_COUNTED, other & MOST_COUNTED) | (one & other & IN_TITLE)

const sum = (one: number, other: number): number =>
  Math.min(MOST_COUNTED, (one & MOST_COUNTED) + (other & MOST_COUNTED)) | ((one | other) & IN_TITLE)

const merge = (
  a: PostingList,
  b: PostingList,
  keep: 'both' | 'either',
  join: (one: number, other: number) => number,
): PostingList => {
  const units: number[] = []
  const counts: number[] = []
  const push = (unit: number, count: number) => {
    units.push(unit)
    counts.push(count)
  }
  for (let i = 0, j = 0; i < a.units.length || j < b.units.length; ) {
    const [one, other] = [
      a.units[i] ?? Number.POSITIVE_INFINITY,
      b.units[j] ?? Number.POSITIVE_INFINITY,
    ]
    if (one === other) push(one, join(a.counts[i] as number, b.counts[j] as number))
    else if (keep === 'either') {
      if (one < other) push(one, a.counts[i] as number)
      else push(other, b.counts[j] as number)
    }
    if (one <= other) i++
    if (other <= one) j++
  }
  return { units, counts, ...frequencies(counts) }
}

/** In how many texts and titles: of the counts from `start` to `end`. */
const frequencies = (counts: ArrayLike<number>, start = 0, end = counts.length) => {
  let [inTexts, inTitles] = [0, 0]
  for (let i = start; i < end; i++) {
    const count = counts[i] as number
    if ((count & MOST_COUNTED) > 0) inTexts++
    if ((count & IN_TITLE) > 0) inTitles++
  }
  return { inTexts, inTitles }
}
