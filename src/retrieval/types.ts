import type { Locale, Passage, Passages } from '../corpus/types.ts'

/** Half-open range of UTF-16 offsets, so that `text.slice(...span)` is what it means. */
export type Span = readonly [start: number, end: number]

/** A passage that a search found. */
export interface Hit {
  readonly passage: Passage
  /** 0…1, comparable between questions: how much of the question this passage speaks of. */
  readonly score: number
  /** How near it comes to the first hit, 0…1, where many scores are alike: by what it holds of the question. */
  readonly closeness: number
  /** The clause or clauses that answer: in reading order, disjoint, never empty, in `passage.text`. */
  readonly answer: readonly Span[]
  /** The passage in the language of the question, where the material has it. */
  readonly translation: HitTranslation | undefined
  /** The question's words that the passage holds, as the passage writes them. */
  readonly matches: readonly string[]
}

export interface HitTranslation {
  readonly language: Locale
  readonly text: string
  readonly official: boolean
  /** Like {@link Hit.answer}, in this `text`. */
  readonly answer: readonly Span[]
}

/**
 * `found`: the material answers. `near`: it does not say so directly, but the hits are about it.
 * `none`: it does not answer; the hits are then of no use to people.
 */
export type Certainty = 'found' | 'near' | 'none'

export interface SearchResult {
  /** Best first. */
  readonly hits: readonly Hit[]
  /** 0…1: how likely it is that the first hit answers. */
  readonly confidence: number
  readonly certainty: Certainty
  /** The confidences from which a result is `found`, and from which it is at least `near`. */
  readonly thresholds: { readonly found: number; readonly near: number }
  /** Words of the question that occur nowhere in the material, as they were typed. */
  readonly unknownWords: readonly string[]
}

export interface SearchOptions {
  /** Most hits to return; default 10. */
  readonly limit?: number
  /** Search only these; default all. */
  readonly among?: Passages
  /** The question before, where this one leans on it: its terms join at less weight. */
  readonly context?: string
  /** Of a question that was written out, what the person said: what answers holds it. */
  readonly said?: string
}

/** Completions of what somebody is typing. */
export interface Completion {
  readonly passage: Passage
  /** A heading, or the sentence that matches: what to show and to ask. */
  readonly text: string
}

/** What a question in Chinese is about, as ranges of it as it was typed. */
export interface Subject {
  /** The thing that it names before it asks: 北塔高度 in 北塔高度多少. */
  readonly thing: Span
  /** Its last word, where other words stand before it: 高度. */
  readonly part: Span | undefined
  /** Whether only a number is asked for, which that word says what it measures. */
  readonly isMeasured: boolean
  /** Whether it is surely a thing of its own, and no verb, nor what is measured of another. */
  readonly isNamed: boolean
}

export interface SearchIndex {
  /** Never rejects because of the question; an empty one finds nothing. */
  search(question: string, options?: SearchOptions): Promise<SearchResult>
  /** Passages that match a half-typed question, best first; for every keystroke, so quick. */
  complete(
    typed: string,
    options?: Pick<SearchOptions, 'limit' | 'among'>,
  ): Promise<readonly Completion[]>
  /** What a question is about; undefined where it is not in Chinese or does not say. */
  subjectOf(question: string): Promise<Subject | undefined>
  /** Resolves when everything is loaded that the first question would otherwise wait for. */
  prepare(): Promise<void>
}

/** The engine cannot be asked now: it is `away`, or too `slow`. That passes by itself. */
export class SearchUnavailable extends Error {
  override readonly name = 'SearchUnavailable'
  readonly reason: 'away' | 'slow'

  constructor(reason: 'away' | 'slow', options?: ErrorOptions) {
    super(`the search engine is ${reason}`, options)
    this.reason = reason
  }
}

/** A setting of the engine is wrong. The message names it and the fix, never its value. */
export class SearchEngineError extends Error {
  override readonly name = 'SearchEngineError'
}
