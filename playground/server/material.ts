import type { ByLocale, Citation } from '../../src/answers/index.ts'
import type { MaterialOverview, SourceSummary, SourceText } from '../protocol/index.ts'

type Passage = Citation['passage']

/** The material as `loadCorpus` reads it, as far as the page shows it. */
export interface Material {
  readonly sources: readonly Passage['source'][]
  readonly passages: readonly Passage[]
  readonly topics: readonly {
    readonly name: string
    readonly titles: ByLocale
    readonly aliases: readonly string[]
    readonly summaries: ByLocale
    readonly passages: readonly Passage[]
    readonly questions: ByLocale<readonly string[]>
  }[]
  readonly lexicon: readonly (readonly string[])[]
}

/** More would not be looked through; an answer's citation still opens any of them. */
const MAX_SOURCES = 500

export function describeMaterial({
  sources,
  passages,
  topics,
  lexicon,
}: Material): MaterialOverview {
  const counts = new Map<string, number>()
  for (const { source, paragraphs } of passages) counts.set(source.id, paragraphs[1])
  return {
    sources: sources
      .slice(0, MAX_SOURCES)
      .map((source) => summarise(source, counts.get(source.id) ?? 0)),
    sourceCount: sources.length,
    topics: topics.map(({ passages: covered, ...topic }) => ({
      ...topic,
      passages: covered.map(({ source, paragraphs: [paragraph] }) => ({
        source: source.id,
        paragraph,
      })),
    })),
    lexicon,
  }
}

/** A source with its words; undefined if there is none of this id. */
export function describeSource(
  { sources, passages }: Material,
  id: string,
): SourceText | undefined {
  const source = sources.find((one) => one.id === id)
  if (!source) return undefined
  const own = passages.filter((passage) => passage.source.id === id)
  return {
    source: summarise(source, own.at(-1)?.paragraphs[1] ?? 0),
    paragraphs: own.map(({ paragraphs: [number], heading, text, translations }) => ({
      ...{ number, text, translations },
      ...(heading !== undefined && { heading }),
    })),
  }
}

function summarise({ text: _, collection: __, ...about }: Passage['source'], paragraphs: number) {
  return { ...about, paragraphs } satisfies SourceSummary
}
