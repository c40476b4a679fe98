import type { QueryTerm } from './query-term.ts'

/** What a term of the question before counts beside one of the question itself. */
const CONTEXT_WEIGHT = 0.5

/** The terms of a question with those of the question that it leans on. */
export const withContext = (
  own: readonly QueryTerm[],
  context: readonly QueryTerm[],
): QueryTerm[] => {
  const known = new Set(own.map(({ text }) => text))
  const joined = context
    // What the material lacks was said about the question before.
    .filter(({ text, variants }) => !known.has(text) && variants.length > 0)
    .map((term) => ({ ...term, weight: term.weight * CONTEXT_WEIGHT }))
  return [...own, ...joined]
}
