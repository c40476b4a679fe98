/**
 * The port of an index over all texts of the material. MiniSearch is the engine inside; another one
 * passes the suite in `test/support/passage-index-contract.ts`. Everything here is plain data and may
 * lie on another machine. An engine only chooses candidates: how they are ordered in the end, and
 * how sure an answer is, is worked out of the texts and of the {@link Vocabulary} beside it.
 */
export interface PassageIndex {
  /**
   * Replaces everything in one step: a search finds the old texts or the new ones, never a mixture.
   *
   * @param texts may be gone through more than once
   */
  replace(texts: Iterable<IndexEntry>): Promise<void>
  /** The most likely texts for these terms, best first. */
  candidates(terms: readonly WeightedTerm[], options: CandidateOptions): Promise<Candidate[]>
  /** How many texts match each of these: see {@link Variants}. */
  frequencies(terms: readonly Variants[]): Promise<Frequency[]>
  /** Words of the material within one or two letters of a word that it does not have; at most 8. */
  similar(word: string): Promise<string[]>
  /** Words of the material that begin so; at most 8. */
  beginning(start: string): Promise<string[]>
  /** How many texts it holds. */
  size(): Promise<number>
  /** Whether it holds its texts in the memory of this process. */
  readonly isInMemory: boolean
  /** Bytes that it will take of this process's memory; 0 if it stands elsewhere. */
  estimateBytes(size: MaterialSize): number
  /** Lets go of connections and memory. Nothing is asked afterwards. */
  close(): Promise<void>
}

/** What an index of it grows with. */
interface MaterialSize {
  /** Different terms. */
  readonly terms: number
  /** UTF-16 units of all texts. */
  readonly characters: number
}

/** A text as an engine gets it. Both strings are folded; `termsIn` of `text/terms.ts` cuts them. */
export interface IndexEntry {
  /** From 0, without gaps. */
  readonly id: number
  /** The id of its passage: an original and its translations share it. */
  readonly passage: string
  readonly title: string
  readonly text: string
}

/**
 * Ways to write a thing: a text matches that holds all terms of one of them. A term of a single Han
 * character stands for every term that begins with it.
 */
export type Variants = readonly (readonly string[])[]

/** How many texts hold something, and how many have it in their title. */
export interface Frequency {
  readonly inTexts: number
  readonly inTitles: number
}

/** One of the things that a question speaks of. */
export interface WeightedTerm {
  readonly variants: Variants
  /** What it counts beside the others of the question, before its rarity; above 0. */
  readonly weight: number
  /** Whether a match in the title counts: not where too many titles hold it. */
  readonly inTitles: boolean
}

export interface CandidateOptions {
  readonly limit: number
  /** Only texts of these passages; default all. */
  readonly among?: readonly string[]
}

export interface Candidate {
  readonly id: number
  /** Comparable within one answer only. */
  readonly score: number
}
