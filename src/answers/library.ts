import type { Material, Passage } from '../corpus/types.ts'
import type { SearchIndex } from '../retrieval/types.ts'
import { shorten } from '../shared/shorten.ts'
import type { Action } from './types.ts'

/** The material and the index over it: what every command answers from. */
export interface Library {
  readonly corpus: Material
  readonly index: SearchIndex
  /** Whether there are other collections beside, so that paragraphs need the id of their source. */
  readonly isPart?: boolean
}

/** What `/passage` takes for a paragraph: its number is enough where there is one source. */
export const passageArgument = (
  { corpus, isPart = false }: Library,
  { source }: Pick<Passage, 'source'>,
  number: number,
): string => (corpus.sources.length === 1 && !isPart ? String(number) : `${source.id} ${number}`)

export const contextAction = (library: Library, passage: Passage, label: string): Action => ({
  kind: 'context',
  label,
  request: {
    command: 'passage',
    text: passageArgument(library, passage, passage.paragraphs[0]),
  },
})

/** Platforms show no more than 80 characters of a label (https://docs.discord.com/developers/components/reference#button). */
const LABEL_LENGTH = 80

/** @param label the question itself, unless something says it better */
export const askAction = (command: string, question: string, label = question): Action => ({
  kind: 'question',
  label: shorten(label, LABEL_LENGTH),
  request: { command, text: question },
})
