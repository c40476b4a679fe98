import { type Meaning, TURNS } from './glosses.ts'

/** Other words of the material for one of a question. */
export interface Synonyms {
  readonly words: readonly string[]
  /** How surely they mean the word, 0…1. */
  readonly fidelity: number
}

/** Meanings of a dictionary. */
interface Meanings {
  /** By each English word of them. */
  readonly byStem: ReadonlyMap<string, readonly Meaning[]>
  readonly byChinese: ReadonlyMap<string, readonly Meaning[]>
}

/** More synonyms for one word are no help. */
const MAX_SYNONYMS = 8

/** A meaning that more words have is one of several that its English word has: *case*, *present*. */
const MAX_CLEAR = 8
/** More meanings than this with one head are of too many kinds. */
const MAX_KIND = 80

/** What two words need in common to be synonyms, in points, and to be so for sure. */
const LEAST = 2
const SURE = 3
const FIDELITY = { sure: 0.8, likely: 0.7 }

/**
 * Words that mean the same as a Chinese one, by what they are explained with.
 *
 * A meaning that both have gives a point, and two where it is clear: where it is said in several
 * words, few words have it, or it is what both entries name first. A shared character gives one
 * more. Words that share a character may also say less: 修理, “to repair”, for 修车, “to repair a
 * bike”. What says more may say something else.
 *
 * @param occurs whether the material has a Chinese word
 */
export const synonymsIn = (
  { byStem, byChinese }: Meanings,
  word: string,
  occurs: (word: string) => boolean,
): Synonyms => {
  const points = new Map<string, number>()
  const add = (other: string, more: number) => points.set(other, (points.get(other) ?? 0) + more)
  const isSought = ({ chinese }: Meaning) =>
    chinese.length > 1 && chinese !== word && occurs(chinese)

  for (const meaning of byChinese.get(word) ?? []) {
    const lists = meaning.content.map((each) => byStem.get(each) ?? [])
    const fewest = lists.reduce((one, list) => (list.length < one.length ? list : one))
    const equal = new Map<string, Meaning>()
    for (const other of fewest)
      if (saysTheSame(meaning, other) && !equal.has(other.chinese)) equal.set(other.chinese, other)
    const isClear = meaning.content.length > 1 || equal.size <= MAX_CLEAR
    for (const other of equal.values())
      if (isSought(other))
        add(
          other.chinese,
          (isClear || (meaning.isFirst && other.isFirst) ? 2 : 1) +
            (sharesCharacter(word, other.chinese) ? 1 : 0),
        )
    const ofKind = byStem.get(meaning.head) ?? []
    if (ofKind.length > MAX_KIND) continue
    for (const other of ofKind)
      if (
        (saysLess(other, meaning) || (!meaning.isAction && saysLess(meaning, other))) &&
        sharesCharacter(word, other.chinese) &&
        !equal.has(other.chinese) &&
        isSought(other)
      )
        add(other.chinese, LEAST)
  }
  const found = [...points].sort(([, a], [, b]) => b - a)
  const isSure = (found[0]?.[1] ?? 0) >= SURE
  const words = found.filter(([, each]) => each >= (isSure ? SURE : LEAST)).map(([each]) => each)
  return {
    words: words.slice(0, MAX_SYNONYMS),
    fidelity: isSure ? FIDELITY.sure : FIDELITY.likely,
  }
}

const sharesCharacter = (one: string, other: string): boolean => {
  for (const character of one) if (other.includes(character)) return true
  return false
}

const saysTheSame = (one: Meaning, other: Meaning): boolean =>
  one.content.length === other.content.length &&
  (one.isAdverbial === other.isAdverbial || sharesCharacter(one.chinese, other.chinese)) &&
  one.content.every((word) => other.content.includes(word))

/** Whether one is the other with less said of it: “to repair”, “to repair a bike”. */
const saysLess = (one: Meaning, other: Meaning): boolean =>
  one.head === other.head &&
  one.isAction === other.isAction &&
  one.content.length < other.content.length &&
  one.content.every((word) => other.content.includes(word)) &&
  !other.content.some((word) => TURNS.has(word) && !one.content.includes(word))
