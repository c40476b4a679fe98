import { setTimeout } from 'node:timers/promises'
import type {
  BenchCorpus,
  BenchHit,
  Engine,
  Measurement,
  Quality,
  Question,
  Searcher,
} from './types.ts'

/** Hits asked for: what a page of answers needs. */
const LIMIT = 10
/** Times that each question is timed. */
const PASSES = 3

/** Measures one engine on one corpus; to be run in a process of its own, started with `--expose-gc`. */
export async function measure(engine: Engine, corpus: BenchCorpus): Promise<Measurement> {
  const { passages, variants, unanswerable } = corpus
  const plain = variants.plain ?? []
  const empty = await heldBytes()
  const buildIndex = await engine.load()
  const loaded = await heldBytes()
  const start = performance.now()
  const searcher = await buildIndex(passages)
  const build = performance.now() - start
  const index = (await heldBytes(searcher)) - loaded

  const quality: Record<string, Quality> = {}
  for (const [variant, questions] of Object.entries(variants))
    quality[variant] = await qualityOf(searcher, questions)
  const answerable = await bestScores(
    searcher,
    plain.map(({ text }) => text),
  )
  const separation: Record<string, number | undefined> = {}
  for (const [kind, questions] of Object.entries(unanswerable))
    separation[kind] = separationOf(answerable, await bestScores(searcher, questions))

  // Last, so that the code is compiled.
  const times = await latencies(searcher, plain)
  return {
    quality,
    separation,
    build,
    median: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    index,
    total: (await heldBytes(searcher)) - empty,
  }
}

async function heldBytes(searcher?: Searcher): Promise<number> {
  // Twice, with a turn between: some buffers are freed by a callback of the first.
  globalThis.gc?.()
  await setTimeout(10)
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external + (searcher?.bytesOutside?.() ?? 0)
}

async function qualityOf(searcher: Searcher, questions: readonly Question[]): Promise<Quality> {
  let first = 0
  let reciprocal = 0
  for (const { text, passage } of questions) {
    const rank = (await searcher.search(text, LIMIT)).findIndex(({ id }) => id === passage) + 1
    if (rank === 1) first++
    if (rank > 0) reciprocal += 1 / rank
  }
  return { recallAt1: first / questions.length, reciprocalRank: reciprocal / questions.length }
}

/** The score of each question's first hit; 0 if there is no hit, undefined if it has no score. */
async function bestScores(searcher: Searcher, questions: readonly string[]) {
  const scores: (number | undefined)[] = []
  for (const question of questions) {
    const [best]: readonly (BenchHit | undefined)[] = await searcher.search(question, LIMIT)
    scores.push(best ? best.score : 0)
  }
  return scores
}

/** Area under the ROC curve: the share of pairs in which the higher one is the one of `above`. */
export function separationOf(
  above: readonly (number | undefined)[],
  below: readonly (number | undefined)[],
): number | undefined {
  let won = 0
  for (const high of above)
    for (const low of below) {
      if (high === undefined || low === undefined) return undefined
      won += high > low ? 1 : high === low ? 0.5 : 0
    }
  return won / (above.length * below.length)
}

async function latencies(searcher: Searcher, questions: readonly Question[]): Promise<number[]> {
  const times: number[] = []
  for (let pass = 0; pass < PASSES; pass++)
    for (const { text } of questions) {
      const start = performance.now()
      await searcher.search(text, LIMIT)
      times.push(performance.now() - start)
    }
  return times
}

/** The value below which that share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}
