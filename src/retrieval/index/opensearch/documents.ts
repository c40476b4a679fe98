import { termsIn } from '../../text/terms.ts'
import type { IndexEntry } from '../passage-index.ts'

/** A text as the engine has it: terms with spaces between them, in fields that are cut at spaces. */
export interface EngineDocument {
  readonly id: number
  readonly passage: string
  readonly text: string
  readonly title: string
  /** Every Han character, once: it stands for the terms that begin with it. */
  readonly characters: readonly string[]
  readonly titleCharacters: readonly string[]
  /** Terms of other scripts than Han, to be found by their beginning. */
  readonly words: readonly string[]
}

export function* documentsOf(texts: Iterable<IndexEntry>): Generator<EngineDocument> {
  for (const { id, passage, text, title } of texts) {
    const [terms, titleTerms] = [termsIn(text), termsIn(title)]
    yield {
      ...{ id, passage, text: terms.join(' '), title: titleTerms.join(' ') },
      characters: charactersIn(terms),
      titleCharacters: charactersIn(titleTerms),
      words: [...new Set([...terms, ...titleTerms].filter((term) => !HAN.test(term)))],
    }
  }
}

const HAN = /^[\u3400-\u9fff]/

const charactersIn = (terms: readonly string[]): string[] => [
  ...new Set(terms.filter((term) => HAN.test(term)).map((term) => term.charAt(0))),
]
