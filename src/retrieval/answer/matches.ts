import type { QueryTerm } from '../query/query-term.ts'
import { find } from '../ranking/term-matcher.ts'
import { foldMaterialAligned } from '../text/fold.ts'

/** The question's words that a passage holds, as the passage writes them, in its order. */
export const matchesIn = (
  original: string,
  folded: string,
  queryTerms: readonly QueryTerm[],
): string[] => {
  const spans: [start: number, end: number][] = []
  for (const { variants } of queryTerms) {
    for (const variant of variants) {
      const at = variant.length > 1 ? find(folded, variant, 0) : -1
      if (at >= 0) spans.push([at, wordEnd(folded, at + variant.length)])
    }
  }
  const { span } = foldMaterialAligned(original)
  const merged: [start: number, end: number][] = []
  for (const [start, end] of spans.sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1)
    // Pairs of characters overlap where they make up a longer word.
    if (last && start < last[1]) last[1] = Math.max(last[1], end)
    else merged.push([start, end])
  }
  return [...new Set(merged.map(([start, end]) => original.slice(...span(start, end))))]
}

/** A word of another script than Han is found by its stem: to the end of it. */
const wordEnd = (text: string, from: number): number => {
  let end = from
  if (/[a-z0-9]/.test(text[from - 1] ?? '')) while (/[a-z0-9]/.test(text[end] ?? '')) end++
  return end
}
