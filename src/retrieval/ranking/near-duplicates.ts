import { createPause, type Pause } from '../../shared/pause.ts'
import { fold } from '../text/fold.ts'
import type { IndexedText } from '../text/indexed-text.ts'
import { isHan, termsIn } from '../text/terms.ts'

type Wording = Pick<IndexedText, 'text'>

/** From this share of common terms on, two texts say much the same, but for a name or a value. */
const SIMILAR = 0.5

/** From this share on, they say the same, if their numbers and Latin words are the same too. */
const SAME = 0.8

/** Texts of the same content differ less than this in length, as a share. */
const MAX_LENGTH_DIFFERENCE = 0.2

/** Templated items, versions of one page, entries of a chronicle: one answers much as the other. */
export const isNearDuplicate = (one: Wording, other: Wording): boolean =>
  overlapOf(new Set(termsIn(one.text)), new Set(termsIn(other.text))) >= SIMILAR

/** Whether who has read one of two texts learns nothing new from the other: no value differs. */
const hasSameContent = (one: Wording, other: Wording): boolean => {
  const [short, long] = [one.text.length, other.text.length].sort((a, b) => a - b)
  if ((short as number) < (1 - MAX_LENGTH_DIFFERENCE) * (long as number)) return false
  if (one.text === other.text) return true
  if (!sharesSamples(one.text, other.text)) return false
  const ours = new Set(termsIn(one.text))
  const theirs = new Set(termsIn(other.text))
  return (
    overlapOf(ours, theirs) >= SAME &&
    [...ours].every((term) => !isValue(term) || theirs.has(term)) &&
    [...theirs].every((term) => !isValue(term) || ours.has(term))
  )
}

/** Pairs of characters that tell most texts apart before their terms are read. */
const SAMPLES = 16

/** Whether at least half of some pairs of characters, evenly spaced in one text, stand in another. */
const sharesSamples = (one: string, other: string): boolean => {
  let missing = 0
  for (let s = 0; s < SAMPLES; s++) {
    const at = Math.floor((s * (one.length - 1)) / SAMPLES)
    if (!other.includes(one.slice(at, at + 2)) && ++missing > SAMPLES / 2) return false
  }
  return true
}

/** Whether a term is a number or a Latin word. */
const isValue = (term: string): boolean => !isHan(term.charCodeAt(0))

/** A hit and its repetition hold the same of a question, but for this share of it. */
const MAX_COVERAGE_DIFFERENCE = 0.05

interface Found {
  readonly text: Wording
  readonly coverage: number
}

/** The first hits, in their order, of which none only repeats an earlier one. */
export const withoutRepetitions = <Hit extends Found>(
  hits: readonly Hit[],
  most: number,
): Hit[] => {
  const kept: Hit[] = []
  for (const hit of hits) {
    if (kept.length === most) break
    const repeats = ({ text, coverage }: Hit) =>
      Math.abs(coverage - hit.coverage) <= MAX_COVERAGE_DIFFERENCE && hasSameContent(text, hit.text)
    if (!kept.some(repeats)) kept.push(hit)
  }
  return kept
}

/** Share of the terms of two texts that both have (Jaccard). */
const overlapOf = (one: ReadonlySet<string>, other: ReadonlySet<string>): number => {
  let common = 0
  for (const term of one) if (other.has(term)) common++
  return jaccard(common, one.size, other.size)
}

const jaccard = (common: number, size: number, other: number): number =>
  common === 0 ? 0 : common / (size + other - common)

/**
 * The first texts, in their order, of which none is a near-duplicate of an earlier one.
 *
 * @param pause awaited before each text: material that repeats itself is read to its end
 */
export const distinctTexts = async <Text extends Wording>(
  texts: Iterable<Text>,
  most: number,
  pause: Pause,
): Promise<Text[]> => {
  const taken: { readonly text: Text; readonly size: number }[] = []
  /** Which of those taken hold a term. */
  const holding = new Map<string, number[]>()
  for (const text of texts) {
    if (taken.length === most) break
    await pause()
    const terms = new Set(termsIn(text.text))
    const common = new Uint32Array(taken.length)
    for (const term of terms)
      for (const t of holding.get(term) ?? []) common[t] = (common[t] as number) + 1
    if (taken.some(({ size }, t) => jaccard(common[t] as number, terms.size, size) >= SIMILAR))
      continue
    for (const term of terms) {
      const list = holding.get(term)
      if (list) list.push(taken.length)
      else holding.set(term, [taken.length])
    }
    taken.push({ text, size: terms.size })
  }
  return taken.map(({ text }) => text)
}

/** Looking at more texts would take seconds, and tell hardly more. */
const MAX_LOOKED_AT = 2000

/** Share of the material, 0…1, that is a near-duplicate of other passages; of a sample if it is large. */
export const repetitionsIn = async (
  passages: readonly { readonly text: string }[],
): Promise<number> => {
  const step = Math.max(1, passages.length / MAX_LOOKED_AT)
  const some = passages
    .filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step))
    .map(({ text }) => ({ text: fold(text) }))
  const distinct = await distinctTexts(some, some.length, createPause())
  return some.length === 0 ? 0 : 1 - distinct.length / some.length
}
