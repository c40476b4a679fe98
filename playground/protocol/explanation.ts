import type { Answer, ChatRequest, Citation, Outcome } from '../../src/answers/types.ts'
import type { PlatformName } from './common.ts'

type Passage = Citation['passage']
type Search = NonNullable<Answer['search']>
type Hit = Search['hits'][number]
export type Span = Hit['answer'][number]

/** Why an answer is as it is. */
export interface Explanation {
  /** From 1, in the order of the answers. */
  readonly id: number
  readonly platform: PlatformName
  readonly request: ChatRequest
  readonly outcome: Outcome
  readonly milliseconds: number
  readonly confidence?: number
  readonly thresholds?: { readonly found: number; readonly near: number }
  readonly unknownWords: readonly string[]
  readonly hits: readonly FoundPassage[]
  readonly citations: readonly CitedPassage[]
}

export interface FoundPassage extends Pick<Hit, 'score' | 'matches' | 'answer'> {
  readonly source: string
  readonly paragraphs: Passage['paragraphs']
  readonly text: string
  /** Number under which the answer quotes it. */
  readonly citation?: number
}

export interface CitedPassage {
  readonly number: number
  readonly label: string
  readonly source: string
  readonly paragraph: number
  /** What stands out, in the passage's text. */
  readonly marks: readonly Span[]
}
