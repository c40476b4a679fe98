import { LRUCache } from 'lru-cache'
import type { Passage, Passages } from '../../corpus/types.ts'
import type { Pause } from '../../shared/pause.ts'
import { createTextReader, type IndexedText } from './indexed-text.ts'

/**
 * All wordings of all passages, those of one passage together, the original first. Each has a place,
 * counted from 0 without gaps.
 */
export interface Texts extends Iterable<IndexedText> {
  /** How many there are. */
  readonly size: number
  /** @param place from 0 to below `size` */
  at(place: number): IndexedText
  /** Those of a passage. */
  of(passage: number): readonly IndexedText[]
}

/** Passages whose texts are kept when not all are: those of a hundred questions. */
const MAX_KEPT = 2_500

/**
 * @param kept whether every text that was read stays in memory. Where not, it is read again from its
 *   passage when it is asked for: some 30 µs each, which the candidates of one question can bear.
 */
export const createTexts = async (
  passages: Passages,
  kept: boolean,
  pause: Pause,
): Promise<Texts> => {
  /** The place of the first text of each passage, and behind them the number of all texts. */
  const firsts = new Uint32Array(passages.length + 1)
  let p = 0
  for (const { translations } of passages) {
    firsts[p + 1] = (firsts[p] as number) + 1 + translations.length
    p++
    await pause()
  }
  const read = createTextReader()
  const known = kept
    ? new Map<number, readonly IndexedText[]>()
    : new LRUCache<number, readonly IndexedText[]>({ max: MAX_KEPT })

  const readAt = (passage: number) =>
    read(passages.at(passage) as Passage, passage, firsts[passage] as number)

  const of = (passage: number): readonly IndexedText[] => {
    let texts = known.get(passage)
    if (!texts) {
      texts = readAt(passage)
      known.set(passage, texts)
    }
    return texts
  }

  const at = (place: number): IndexedText => {
    const passage = lastUpTo(firsts, place)
    return of(passage)[place - (firsts[passage] as number)] as IndexedText
  }

  // Going through all of them leaves those alone that questions ask for.
  function* all(): Generator<IndexedText> {
    for (let p = 0; p < passages.length; p++) yield* kept ? of(p) : readAt(p)
  }

  return { size: firsts[passages.length] as number, at, of, [Symbol.iterator]: all }
}

/** The last place in ascending numbers, all different, of which the number is not above this one. */
const lastUpTo = (numbers: Uint32Array, most: number): number => {
  let [low, high] = [0, numbers.length - 1]
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if ((numbers[middle] as number) <= most) low = middle
    else high = middle
  }
  return low
}
