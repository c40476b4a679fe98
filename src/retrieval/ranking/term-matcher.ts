import type { QueryTerm } from '../query/query-term.ts'
import { stem } from '../text/stem.ts'
import { scanRuns, wordTerms } from '../text/terms.ts'

/**
 * Says how often each part of a text holds each query term: `counts[part * queryTerms + queryTerm]`.
 *
 * @param starts where the parts start, ascending; what stands before the first counts as part of it
 */
export type TermMatcher = (text: string, starts: readonly number[]) => Uint16Array

/**
 * Reads a text once for all query terms of a question: at every character only those are compared that
 * may begin there. Words of other scripts are few, and are looked for one by one.
 */
export const createTermMatcher = (
  queryTerms: readonly Pick<QueryTerm, 'variants'>[],
): TermMatcher => {
  const sought = queryTerms.flatMap(({ variants }, queryTerm) =>
    variants.map((variant) => ({ variant, queryTerm })),
  )
  const words = sought.filter(({ variant }) => LATIN.test(variant))
  const places = placeByFirst(sought.filter(({ variant }) => !LATIN.test(variant)))
  return (text, starts) => {
    const counts = new Uint16Array(starts.length * queryTerms.length)
    const last = starts.length - 1
    let part = 0
    for (let at = 0; at < text.length; at++) {
      while (part < last && (starts[part + 1] as number) <= at) part++
      for (let one = places[text.charCodeAt(at) % PLACES]; one; one = one.next)
        if (standsAt(text, at, one)) addOne(counts, part * queryTerms.length + one.queryTerm)
    }
    for (const { variant, queryTerm } of words) {
      part = 0
      for (let at = find(text, variant, 0); at >= 0; at = find(text, variant, at + 1)) {
        while (part < last && (starts[part + 1] as number) <= at) part++
        addOne(counts, part * queryTerms.length + queryTerm)
      }
    }
    return counts
  }
}

const addOne = (counts: Uint16Array, at: number): void => {
  counts[at] = (counts[at] as number) + 1
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

/**
 * Where a variant stands: Han text anywhere, a word of Latin letters or digits only whole, but for
 * its inflection and for what stands between the words of a phrase.
 */
export const find = (text: string, variant: string, from: number): number => {
  if (!LATIN.test(variant)) return text.indexOf(variant, from)
  const runs = runsOf(variant)
  const [first] = runs
  if (!first) return -1
  for (let at = text.indexOf(first.core, from); at >= 0; at = text.indexOf(first.core, at + 1))
    if ((first.han || !endsWord(text, at)) && standsAsRuns(text, at, runs)) return at
  return -1
}

const LATIN = /[a-z0-9]/

interface Run {
  readonly text: string
  readonly han: boolean
  /** What every inflection of it begins with: of `batteri` comes battery, of `pai` pay. */
  readonly core: string
}

const runsOf = (variant: string): readonly Run[] => {
  const runs: Run[] = []
  scanRuns(variant, (start, end, han) => {
    const word = variant.slice(start, end)
    const root = han ? word : stem(word)
    const core = /^(?:[a-z]{4,}|[a-z]{2}i)$/.test(root) ? root.slice(0, -1) : root
    runs.push({ text: word, han, core })
  })
  return runs
}

/** Whether a word begins before this place and goes on here. */
const endsWord = (text: string, at: number): boolean => {
  const before = text.charAt(at - 1)
  return LATIN.test(before) || (/[.:/]/.test(before) && /\d.\d/.test(text.slice(at - 2, at + 1)))
}

const MAX_WORD = 40
/** What may stand between the words of a phrase, and in a text instead of nothing. */
const BETWEEN = /^[\s_-]/

const standsAsRuns = (text: string, start: number, runs: readonly Run[]): boolean => {
  let at = start
  for (const [i, run] of runs.entries()) {
    if (i > 0 && BETWEEN.test(text.charAt(at))) at++
    if (run.han) {
      if (!text.startsWith(run.text, at)) return false
      at += run.text.length
      continue
    }
    const ahead = text.slice(at, at + MAX_WORD)
    let end = 0
    scanRuns(ahead, (from, to, han) => {
      if (from === 0 && !han) end = to
    })
    const terms = wordTerms(ahead.slice(0, end))
    if (!terms.includes(run.text) && !terms.includes(stem(run.text))) return false
    at += end
  }
  return true
}
