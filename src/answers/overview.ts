import type { Locale, Material, Passage } from '../corpus/types.ts'
import { command, heading, list, text } from './blocks.ts'
import type { Library } from './library.ts'
import { MESSAGES } from './messages.ts'
import { quoteAll, toQuotable } from './quote.ts'
import type { Answer, ChatRequest, Inline } from './types.ts'

const MAX_ITEMS = 8
const MAX_QUOTES = 3
/** UTF-16 units of each quote. */
const QUOTE_LENGTH = 100

/**
 * What the material as a whole is about: its topics, each with what it says; without topics the
 * titles of its sources, or the headings of a single one. Below that, their first key passages.
 */
export function showOverview({ corpus }: Library, { locale }: ChatRequest): Answer {
  const parts = outline(corpus, locale).slice(0, MAX_ITEMS)
  const lines = parts.flatMap(({ line }) => (line ? [line] : []))
  const cited = quoteAll(
    parts
      .flatMap(({ passage }) => passage ?? [])
      .slice(0, MAX_QUOTES)
      .map((passage) => toQuotable(passage, locale, QUOTE_LENGTH)),
    locale,
  )
  const [source, another] = corpus.sources
  const title = source && !another ? source.title : MESSAGES[locale].overview
  return {
    outcome: 'page',
    locale,
    blocks: [
      heading(title),
      ...(lines.length > 0 ? [list(lines)] : []),
      ...cited.map(({ quote }) => quote),
    ],
    citations: cited.map(({ citation }) => citation),
    actions: corpus.topics.map(({ name, titles }) => ({
      kind: 'topic',
      label: titles[locale],
      request: { command: name, text: '' },
    })),
  }
}

interface Part {
  /** Absent for what has no name. */
  readonly line: readonly Inline[] | undefined
  readonly passage: Passage | undefined
}

function outline({ topics, sources, passages }: Material, locale: Locale): readonly Part[] {
  if (topics.length > 0)
    return topics.map(({ name, summaries, digest, passages: own }) => ({
      line: [command(name), text(` ${summaries[locale]}`)],
      passage: digest[0] ?? own[0],
    }))
  const nameOf = ({ source, heading }: Passage) =>
    sources.length > 1 ? source.title : heading?.split(' › ')[0]
  const parts = new Map<string | undefined, Passage>()
  for (const passage of passages) {
    const name = nameOf(passage)
    if (!parts.has(name)) parts.set(name, passage)
    if (parts.size === MAX_ITEMS) break
  }
  return [...parts].map(([name, passage]) => ({
    line: name === undefined ? undefined : [text(name)],
    passage,
  }))
}
