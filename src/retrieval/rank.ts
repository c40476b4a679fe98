import { holdings } from './holdings.ts'
import type { ValueTest } from './kinds.ts'
import type { Material } from './material.ts'
import { IN_TITLE, MOST_COUNTED } from './postings.ts'
import type { Concept } from './question.ts'
import type { Unit } from './units.ts'

/** BM25 (Robertson & Zaragoza 2009): how fast a repeated term saturates, and how much length counts. */
const K = 1.2
const B = 0.75

/**
 * How often a word of the title and heading counts in every passage below it: they are what the
 * passage is about, though it may not say them again.
 */
const TITLE_COUNT = 3

/** What a concept weighs in this material. */
export interface Weight {
  /** By its rarity in the texts. */
  readonly whole: number
  /** Which share of that a title is worth that has it: little where most titles do. */
  readonly title: number
}

/** Of every unit, 0 where nothing matches. */
export interface Scores {
  readonly bm25: Float32Array
  /** Weight of the concepts that it holds, title included. */
  readonly covered: Float32Array
}

export type Scorer = (concepts: readonly Concept[], weights: readonly Weight[]) => Scores

/** @param lengths of the units, in terms */
export const createScorer = (lengths: Float32Array): Scorer => {
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length)
  const norms = lengths.map((length) => K * (1 - B + (B * length) / mean))
  return (concepts, weights) => {
    const bm25 = new Float32Array(lengths.length)
    const covered = new Float32Array(lengths.length)
    concepts.forEach(({ list, fidelity }, c) => {
      const { title } = weights[c] as Weight
      const whole = (weights[c] as Weight).whole * fidelity
      for (let i = 0; i < list.units.length; i++) {
        const unit = list.units[i] as number
        const byte = list.counts[i] as number
        const inText = byte & MOST_COUNTED
        const inTitle = byte & IN_TITLE ? title : 0
        const count = inText + TITLE_COUNT * inTitle
        bm25[unit] =
          (bm25[unit] as number) + (whole * (K + 1) * count) / (count + (norms[unit] as number))
        covered[unit] = (covered[unit] as number) + (inText > 0 ? whole : whole * inTitle)
      }
    })
    return { bm25, covered }
  }
}

/** Rarity as BM25 has it, never negative (Lucene's form). */
export const idf = (units: number, holding: number): number =>
  Math.log(1 + (units - holding + 0.5) / (holding + 0.5))

/** @param without as if this passage were not in the material */
const weigh = ({ list, weight }: Concept, units: readonly Unit[], without?: number): Weight => {
  let [texts, titles] = [0, 0]
  for (let i = 0; i < list.units.length; i++) {
    if (without !== undefined && units[list.units[i] as number]?.passage === without) continue
    const byte = list.counts[i] as number
    if (byte & MOST_COUNTED) texts++
    if (byte & IN_TITLE) titles++
  }
  const rarity = idf(units.length, texts > 0 ? texts : titles)
  return {
    whole: weight * rarity,
    title: titles > 0 ? Math.min(1, idf(units.length, titles) / rarity) : 0,
  }
}

/** A unit that was looked at closely. */
export interface Ranked {
  readonly unit: Unit
  /** Which sentences hold which concepts: `held[sentence][concept]`. */
  readonly held: readonly Uint8Array[]
  readonly inTitle: readonly boolean[]
  /** BM25 as a share of what the question weighs. */
  readonly bm25: number
  /** Share of the question's weight within two neighbouring sentences and the title, 0…1. */
  readonly window: number
  /** The same within the whole unit. */
  readonly whole: number
  /** Orders the units of one question. */
  readonly rank: number
}

export interface Ranking {
  readonly concepts: readonly Concept[]
  readonly weights: readonly Weight[]
  /** Best first; of each passage its best unit. */
  readonly ranked: readonly Ranked[]
}

const MOST_LOOKED_AT = 50
/** Ranks from here down may be told without a close look: as many as an answer shows are exact. */
const MOST_EXACT = 3

interface Restriction {
  readonly allowed?: (passage: number) => boolean
  /** As if this passage were not in the material. */
  readonly without?: number
}

export const rank = (
  { units, score }: Material,
  concepts: readonly Concept[],
  value: ValueTest | undefined,
  { allowed = () => true, without }: Restriction = {},
): Ranking => {
  const weights = concepts.map((concept) => weigh(concept, units, without))
  const mass = weights.reduce((sum, { whole }) => sum + whole, 0)
  const { bm25, covered } = score(concepts, weights)
  /** No close look can rank a unit higher. */
  const bounds = bm25.map((score, u) => (score + (covered[u] as number)) / mass)
  const candidates = best(bounds, MOST_LOOKED_AT, (u) => {
    const { passage } = units[u] as Unit
    return passage !== without && allowed(passage)
  })
  const ranked: Ranked[] = []
  let toBeat = 0
  for (const u of candidates) {
    const unit = units[u] as Unit
    const bound = bounds[u] as number
    const [score, whole] = [(bm25[u] as number) / mass, (covered[u] as number) / mass]
    if (bound + VALUE_BONUS <= toBeat) {
      ranked.push({ unit, held: [], inTitle: [], bm25: score, window: 0, whole, rank: bound - 1 })
      continue
    }
    const { window, bonus, ...look } = lookAt(unit, concepts, weights, value)
    ranked.push({
      unit,
      bm25: score,
      whole,
      ...look,
      window: window / mass,
      rank: score + window / mass + bonus,
    })
    toBeat = ranked.map((each) => each.rank).sort((a, b) => b - a)[MOST_EXACT - 1] ?? 0
  }
  const seen = new Set<number>()
  const distinct = ranked
    .sort((a, b) => b.rank - a.rank)
    .filter(({ unit }) => !seen.has(unit.passage) && seen.add(unit.passage))
  return { concepts, weights, ranked: distinct }
}
/** What a value of the kind that is asked for adds to a unit's rank, near the question's words. */
const VALUE_BONUS = 0.15

const lookAt = (
  unit: Unit,
  concepts: readonly Concept[],
  weights: readonly Weight[],
  value: ValueTest | undefined,
) => {
  const held = holdings(unit, concepts)
  const inTitle = concepts.map(({ surfaces }) => surfaces.some((s) => unit.title.includes(s)))
  let [window, at] = [0, 0]
  for (let i = 0; i < held.length; i++) {
    let share = 0
    for (let c = 0; c < weights.length; c++) {
      const { title } = weights[c] as Weight
      const whole = (weights[c] as Weight).whole * (concepts[c] as Concept).fidelity
      if (held[i]?.[c] || held[i + 1]?.[c]) share += whole
      else if (inTitle[c]) share += whole * title
    }
    if (share > window) [window, at] = [share, i]
  }
  const bonus =
    VALUE_BONUS * (value?.(unit.text.slice(unit.sentences[at], unit.sentences[at + 2])) ?? 0)
  return { held, inTitle, window, bonus }
}

/** Positions of the highest scores above 0, best first; ties in order. */
const best = (scores: Float32Array, most: number, allowed: (i: number) => boolean): number[] => {
  const kept: number[] = []
  let floor = 0
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] as number
    if (score <= floor || !allowed(i)) continue
    let at = kept.length
    while (at > 0 && (scores[kept[at - 1] as number] as number) < score) at--
    kept.splice(at, 0, i)
    if (kept.length > most) kept.pop()
    if (kept.length === most) floor = scores[kept[most - 1] as number] as number
  }
  return kept
}
