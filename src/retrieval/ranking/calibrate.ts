import { createPause } from '../../shared/pause.ts'
import type { QuestionReader } from '../query/query-reader.ts'
import type { IndexedText } from '../text/indexed-text.ts'
import { scanRuns } from '../text/terms.ts'
import type { Texts } from '../text/texts.ts'
import { type Calibration, evidenceOf, likelihoodBy } from './confidence.ts'
import { distinctTexts, isNearDuplicate, withoutRepetitions } from './near-duplicates.ts'
import { findCandidates, type Ranking, type RankingData, rerank } from './rerank.ts'

/** Texts that are left out, and questions that are made of each of few. */
const MAX_SAMPLES = 150
const MAX_ROUNDS = 4

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
 *
 * The samples are distinct texts, so that material that repeats itself counts once; and where the
 * passage that comes first without the right one is a near-duplicate of it, it may answer as well,
 * and says nothing. The order of the passages makes no difference.
 */
export const calibrate = async (
  material: RankingData & { readonly questions: QuestionReader },
): Promise<Calibration> => {
  const { texts, questions } = material
  const pause = createPause()
  const originals: Original[] = []
  for (const { place, translation, text } of texts) {
    if (translation < 0) originals.push({ place, hash: hashOf(text) })
    await pause()
  }
  originals.sort((a, b) => a.hash - b.hash)
  const chosen = await distinctTexts(textsAt(originals, texts), MAX_SAMPLES, pause)
  const samples: Sample[] = []
  /** Little material is asked more of, so that chance counts less. */
  const rounds = Math.min(MAX_ROUNDS, Math.ceil(MAX_SAMPLES / Math.max(1, chosen.length)))
  for (const text of chosen) {
    const next = createRandom(text.hash)
    const stranger = () => snippet(chosen[Math.floor(next() * chosen.length)] as IndexedText, next)
    for (let round = 0; round < rounds; round++) {
      const own = Array.from({ length: OWN_SNIPPETS }, () => snippet(text, next))
      const question = [...own, ...Array.from({ length: STRANGE_SNIPPETS }, stranger)].join(' ')
      const queryTerms = await questions.read(question, EXACTLY)
      const candidates = await findCandidates(material, queryTerms)
      const present = await rerank(material, queryTerms, undefined, { candidates })
      if (present.ranked[0]?.text.passage === text.passage)
        samples.push({ evidence: evidenceIn(present), answered: 1 })
      const left = { candidates, without: text.passage }
      const absent = await rerank(material, queryTerms, undefined, left)
      const [first] = absent.ranked
      if (!first || !isNearDuplicate(first.text, text))
        samples.push({ evidence: evidenceIn(absent), answered: 0 })
      await pause()
    }
  }
  return fit(samples)
}

interface Original {
  readonly place: number
  readonly hash: number
}

function* textsAt(originals: readonly Original[], texts: Texts) {
  for (const { place, hash } of originals) yield { ...texts.at(place), hash }
}

const evidenceIn = ({ ranked, size }: Ranking): number =>
  evidenceOf(withoutRepetitions(ranked, 2), size)

/** FNV-1a: orders texts by what they say. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
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

/** More evidence never makes an answer less likely, whatever the samples say. */
const MIN_SLOPE = 8

/**
 * Logistic regression by Newton's method, drawn to the prior so that it always converges. Where the
 * slope would fall below its least, the offset alone is fitted.
 */
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
    const step = Math.max(MIN_SLOPE - slope, (hso * go - hoo * gs) / determinant)
    slope += step
    offset -= (go + hso * step) / hoo
  }
  return { slope, offset }
}
