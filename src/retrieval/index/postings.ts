import { IN_TITLE, type Inverted, MAX_COUNTED } from './invert.ts'

interface Frequencies {
  /** How many units have a term in their text, and how many in their title. */
  readonly inTexts: number
  readonly inTitles: number
}

/** Which units hold a term, ascending. Views into the index: do not write. */
export interface PostingList extends Frequencies {
  readonly units: ArrayLike<number>
  /** How often each has it in its text, up to {@link MAX_COUNTED}, with {@link IN_TITLE} added if its title has it. */
  readonly counts: ArrayLike<number>
}

export const EMPTY: PostingList = {
  units: new Uint16Array(),
  counts: new Uint8Array(),
  inTexts: 0,
  inTitles: 0,
}

export interface Postings {
  /** All terms, ascending. */
  readonly terms: Int32Array
  /** Where in {@link terms} the first one stands that is not smaller. */
  readonly lowerBound: (term: number) => number
  readonly has: (term: number) => boolean
  readonly of: (term: number) => PostingList
}

/** Up to here a list is counted whenever it is asked for; of longer ones, which are few, once. */
const SHORT_LIST = 32

/** Looks lists up. */
export const createPostings = ({ terms, starts, units, counts }: Inverted): Postings => {
  const known = new Map<number, Frequencies>()
  for (let t = 0; t < terms.length; t++) {
    const [start, end] = [starts[t] as number, starts[t + 1] as number]
    if (end - start > SHORT_LIST) known.set(t, frequencies(counts.subarray(start, end)))
  }
  const lowerBound = (term: number) => firstNotBelow(terms, term)
  const has = (term: number) => terms[lowerBound(term)] === term
  const of = (term: number): PostingList => {
    const at = lowerBound(term)
    if (terms[at] !== term) return EMPTY
    const [start, end] = [starts[at] as number, starts[at + 1] as number]
    const ofIts = counts.subarray(start, end)
    const { inTexts, inTitles } = known.get(at) ?? frequencies(ofIts)
    return { units: units.subarray(start, end), counts: ofIts, inTexts, inTitles }
  }
  return { terms, lowerBound, has, of }
}

/** The count of a unit in a list; 0 if it is not there. */
export const countIn = ({ units, counts }: PostingList, unit: number): number => {
  const at = firstNotBelow(units, unit)
  return units[at] === unit ? (counts[at] as number) : 0
}

/** Where the first of ascending values stands that is not smaller. */
const firstNotBelow = (values: ArrayLike<number>, value: number): number => {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((values[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return low
}

/** Units that hold all the terms, as often as the rarest of them. */
export const intersect = (lists: readonly PostingList[]): PostingList =>
  lists.reduce((a, b) => {
    const list = createList(Math.min(a.units.length, b.units.length), a, b)
    for (let i = 0, j = 0; i < a.units.length && j < b.units.length; ) {
      const difference = (a.units[i] as number) - (b.units[j] as number)
      if (difference === 0) {
        const [one, other] = [a.counts[i] as number, b.counts[j] as number]
        const inText = Math.min(one & MAX_COUNTED, other & MAX_COUNTED)
        list.push(a.units[i] as number, inText | (one & other & IN_TITLE))
      }
      if (difference <= 0) i++
      if (difference >= 0) j++
    }
    return list.done()
  })

/** Units that hold any of them, with the counts added. */
export const unite = (lists: readonly PostingList[]): PostingList =>
  lists.reduce((a, b) => {
    const list = createList(a.units.length + b.units.length, a, b)
    let [i, j] = [0, 0]
    while (i < a.units.length && j < b.units.length) {
      const difference = (a.units[i] as number) - (b.units[j] as number)
      if (difference < 0) list.push(a.units[i] as number, a.counts[i++] as number)
      else if (difference > 0) list.push(b.units[j] as number, b.counts[j++] as number)
      else list.push(a.units[i] as number, add(a.counts[i++] as number, b.counts[j++] as number))
    }
    for (; i < a.units.length; i++) list.push(a.units[i] as number, a.counts[i] as number)
    for (; j < b.units.length; j++) list.push(b.units[j] as number, b.counts[j] as number)
    return list.done()
  })

const add = (one: number, other: number): number =>
  Math.min(MAX_COUNTED, (one & MAX_COUNTED) + (other & MAX_COUNTED)) | ((one | other) & IN_TITLE)

/** A list of the same kind of arrays as those it is made of, so that code stays quick for all. */
const createList = (most: number, ...made: readonly PostingList[]) => {
  const small = made.every(({ units }) => units instanceof Uint16Array)
  const units = small ? new Uint16Array(most) : new Uint32Array(most)
  const counts = new Uint8Array(most)
  let size = 0
  return {
    push(unit: number, count: number) {
      units[size] = unit
      counts[size++] = count
    },
    done(): PostingList {
      const its = counts.subarray(0, size)
      return { units: units.subarray(0, size), counts: its, ...frequencies(its) }
    },
  }
}

const frequencies = (counts: Uint8Array): Frequencies => {
  let [inTexts, inTitles] = [0, 0]
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i] as number
    if ((count & MAX_COUNTED) > 0) inTexts++
    if ((count & IN_TITLE) > 0) inTitles++
  }
  return { inTexts, inTitles }
}
