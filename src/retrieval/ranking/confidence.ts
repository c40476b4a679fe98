import { createPause } from '../../shared/pause.ts'
import type { QuestionReader } from '../query/query-reader.ts'
import type { IndexedText } from '../text/indexed-text.ts'
import { scanRuns } from '../text/terms.ts'
import { type Ranked, type Ranking, type RankingData, rerank } from './rerank.ts'

/** How much of a question that the material has not would make a part of it prove little. */
const FEW = 1.5

/** What it costs that no value of the kind that is asked for stands there, as a share. */
const VALUE_MISSING = 0.2

/**
 * What speaks for the first passage, 0…1: how much of the question stands in two neighbouring
 * sentences of it, how much in all of it, and how far the second passage lies behind.
 *
 * The lead counts for as much as the passage covers: who shares one word with a question often
 * stands alone with it. And a part of a short question proves less than the same part of a long
 * one, while all of it proves as much: hence the power.
 */
export const evidenceOf = ([first, second]: readonly Ranked[], size: number): number => {
  if (!first) return 0
  const lead = second && first.rank > 0 ? Math.max(0, first.rank - second.rank) / first.rank : 1
  const power = 1 + FEW / size
  const [proximity, coverage] = [first.proximity ** power, first.coverage ** power]
  const valued = 1 - VALUE_MISSING * (1 - Math.min(1, first.valued))
  return ((proximity + coverage * (1 + lead)) / 3) * valued
}

/** What is fitted to a corpus. */
export interface Calibration {
  readonly slope: number
  readonly offset: number
}

/** How likely it is that a passage with this evidence answers. */
export const likelihoodBy =
  ({ slope, offset }: Calibration) =>
  (evidence: number): number =>
    1 / (1 + Math.exp(-(slope * evidence + offset)))

const MAX_SAMPLES = 150

/**
 * A made-up question is eight snippets of a passage and four of others: people put a third of what
 * they ask in words that the passage does not have. With this mixture the evidence for made-up
 * questions is spread as that for real ones is.
 */
const OWN_SNIPPETS = 8
const STRANGE_SNIPPETS = 4

/** Snippets are spelled as the material spells them. */
const EXACTLY = { repair: false, translate: false }

/**
 * Fits confidence to a corpus by leaving passages out: questions made of a passage's words are
 * asked with the passage there (it answers) and without it (nothing does). Two parameters, so that
 * forty paragraphs are enough (Platt 1999).
 */
export const calibrate = async (
  material: RankingData & { readonly questions: QuestionReader },
): Promise<Calibration> => {
  const { texts, questions } = material
  const pause = createPause()
  const originals = texts.filter(({ translation }) => translation < 0)
  const next = createRandom(originals.length)
  const step = Math.max(1, originals.length / MAX_SAMPLES)
  const samples: Sample[] = []
  const ask = async (question: string, without?: number): Promise<Ranking> => {
    const queryTerms = await questions.read(question, EXACTLY)
    return rerank(material, queryTerms, undefined, without === undefined ? {} : { without })
  }
  for (let i = 0; i < originals.length; i += step) {
    const text = originals[Math.floor(i)] as IndexedText
    const stranger = () =>
      snippet(originals[Math.floor(next() * originals.length)] as IndexedText, next)
    const own = Array.from({ length: OWN_SNIPPETS }, () => snippet(text, next))
    const question = [...own, ...Array.from({ length: STRANGE_SNIPPETS }, stranger)].join(' ')
    const present = await ask(question)
    if (present.ranked[0]?.text.passage === text.passage)
      samples.push({ evidence: evidenceOf(present.ranked, present.size), answered: 1 })
    const absent = await ask(question, text.passage)
    samples.push({ evidence: evidenceOf(absent.ranked, absent.size), answered: 0 })
    await pause()
  }
  return fit(samples)
}

interface Sample {
  readonly evidence: number
  readonly answered: 0 | 1
}

/** Two to five characters, or a word, from somewhere in a text. */
const snippet = ({ text }: IndexedText, next: () => number): string => {
  const runs: string[] = []
  scanRuns(text, (start, end) => runs.push(text.slice(start, end)))
  const run = runs[Math.floor(next() * runs.length)] ?? ''
  const length = 2 + Math.floor(next() * 4)
  return run.length <= length || !/\p{Script=Han}/u.test(run)
    ? run
    : run.slice((run.length - length) * next()).slice(0, length)
}

/** Mulberry32: the same corpus gives the same confidence every time. */
const createRandom = (seed: number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** What is believed before anything is seen, and how many samples that belief weighs. */
const PRIOR = { slope: 15, offset: -6, samples: 10 }

/** Keeps Newton's steps short where nearly all samples are told apart. */
const MIN_CURVATURE = 0.01

/** Logistic regression by Newton's method, drawn to the prior so that it always converges. */
const fit = (samples: readonly Sample[]): Calibration => {
  let { slope, offset } = PRIOR
  const [ridgeSlope, ridgeOffset] = [PRIOR.samples / 100, PRIOR.samples / 10]
  for (let round = 0; round < 25; round++) {
    const predict = likelihoodBy({ slope, offset })
    let [gs, go] = [ridgeSlope * (slope - PRIOR.slope), ridgeOffset * (offset - PRIOR.offset)]
    let [hss, hso, hoo] = [ridgeSlope, 0, ridgeOffset]
    for (const { evidence, answered } of samples) {
      const p = predict(evidence)
      const w = Math.max(p * (1 - p), MIN_CURVATURE)
      gs += (p - answered) * evidence
      go += p - answered
      hss += w * evidence * evidence
      hso += w * evidence
      hoo += w
    }
    const determinant = hss * hoo - hso * hso
    slope -= (hoo * gs - hso * go) / determinant
    offset -= (hss * go - hso * gs) / determinant
  }
  return { slope, offset }
}
