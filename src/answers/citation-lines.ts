import type { Citation } from './types.ts'

/** Citations that follow one another in one source stand on one line, which names it once. */
export function citationLines(citations: readonly Citation[]): readonly (readonly Citation[])[] {
  const lines: Citation[][] = []
  for (const citation of citations) {
    const line = lines.at(-1)
    if (line?.[0]?.passage.source.id === citation.passage.source.id) line.push(citation)
    else lines.push([citation])
  }
  return lines
}
