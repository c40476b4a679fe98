import type { QueryTerm } from '../query/query-term.ts'
import { termsOf } from '../text/terms.ts'
import { createTermMatcher, type TermMatcher } from './term-matcher.ts'

/**
 * How often a text holds each query term as an index sees it: a variant of several terms as often as
 * the rarest of them, wherever they stand.
 *
 * @param matches what the matcher of the same query terms found in the parts of the text
 */
export type TermCounter = (text: string, matches: Uint16Array) => number[]

export const createTermCounter = (
  queryTerms: readonly Pick<QueryTerm, 'variants'>[],
): TermCounter => {
  /** Where a variant is not itself a term, but several, or inflected: the terms of all variants. */
  const compounds = queryTerms.map(({ variants }) => {
    const terms = variants.map(termsOf)
    return variants.every((variant, v) => terms[v]?.[0] === variant) ? undefined : terms
  })
  const parts = [...new Set(compounds.flatMap((terms) => terms?.flat() ?? []))]
  const placeOf = new Map(parts.map((part, p) => [part, p]))
  const matchParts: TermMatcher | undefined =
    parts.length > 0 ? createTermMatcher(parts.map((part) => ({ variants: [part] }))) : undefined
  return (text, matches) => {
    const counts = matchParts?.(text, WHOLE)
    const countOf = (part: string) => counts?.[placeOf.get(part) ?? 0] ?? 0
    return queryTerms.map((_, t) => {
      let count = 0
      const terms = compounds[t]
      if (terms) for (const each of terms) count += Math.min(...each.map(countOf))
      else for (let i = t; i < matches.length; i += queryTerms.length) count += matches[i] as number
      return count
    })
  }
}

/** The one start of a text that is not cut into parts. */
export const WHOLE: readonly number[] = [0]
