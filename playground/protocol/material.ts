import type { Citation } from '../../src/answers/types.ts'
import type { ByLocale } from './common.ts'

type Passage = Citation['passage']

/** The material without its words. */
export interface MaterialOverview {
  readonly sources: readonly SourceSummary[]
  /** There are more sources than are listed. */
  readonly sourceCount: number
  readonly topics: readonly TopicSummary[]
  readonly lexicon: readonly (readonly string[])[]
}

export interface SourceSummary
  extends Pick<Passage['source'], 'id' | 'title' | 'language'>,
    Partial<Pick<Passage['source'], 'titleBy' | 'author' | 'url' | 'date' | 'license' | 'note'>> {
  readonly paragraphs: number
}

export interface TopicSummary {
  readonly name: string
  readonly titles: ByLocale
  readonly summaries: ByLocale
  readonly aliases: readonly string[]
  readonly questions: ByLocale<readonly string[]>
  readonly passages: readonly { readonly source: string; readonly paragraph: number }[]
}

export interface SourceText {
  readonly source: SourceSummary
  readonly paragraphs: readonly {
    readonly number: number
    readonly heading?: string
    readonly text: string
    readonly translations: Passage['translations']
  }[]
}
