/** A passage as every engine gets it: the engine indexes `title` and `text` together. */
export interface BenchPassage {
  readonly id: string
  readonly title: string
  readonly text: string
}

export interface Question {
  readonly text: string
  /** The passage that answers. */
  readonly passage: string
}

/** Passages and what is asked about them. */
export interface BenchCorpus {
  readonly name: string
  readonly passages: readonly BenchPassage[]
  /** The same questions in each variant, `plain` among them. */
  readonly variants: Readonly<Record<string, readonly Question[]>>
  /** Questions that no passage answers, by kind: `off topic`, or `left out` (its passage was). */
  readonly unanswerable: Readonly<Record<string, readonly string[]>>
}

/** What an engine returns, best first. */
export interface BenchHit {
  readonly id: string
  /** The engine's own measure of how well it fits, higher is better; absent if it has none. */
  readonly score?: number
}

export interface Searcher {
  search(question: string, limit: number): readonly BenchHit[] | Promise<readonly BenchHit[]>
  /** Bytes held where the process cannot see them, for example by SQLite. */
  readonly bytesOutside?: () => number
}

type BuildIndex = (passages: readonly BenchPassage[]) => Searcher | Promise<Searcher>

export interface Engine {
  /** For people. */
  readonly label: string
  /** Packages of `peers.ts` that it needs; none if it comes with the project or with Node. */
  readonly packages: readonly string[]
  /** Loads the engine's code, apart from building, so that the two are measured apart. */
  load(): Promise<BuildIndex>
}

export interface Quality {
  /** Share of the questions whose passage came first, and mean reciprocal rank to the tenth hit. */
  readonly recallAt1: number
  readonly reciprocalRank: number
}

/** What one process measured. Times in milliseconds, memory in bytes. */
export interface Measurement {
  readonly quality: Readonly<Record<string, Quality>>
  /**
   * Chance that an answerable question's best hit scores above an unanswerable one's, by kind:
   * 1 is perfect, 0.5 a coin. Undefined if the engine gives no score.
   */
  readonly separation: Readonly<Record<string, number | undefined>>
  readonly build: number
  readonly median: number
  readonly p95: number
  /** Held by the index. */
  readonly index: number
  /** Held by index, code and dictionaries, after the questions. */
  readonly total: number
}
