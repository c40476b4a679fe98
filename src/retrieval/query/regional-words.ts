import { from } from 'opencc-js/preset/t2cn'
import { fold } from '../text/fold.ts'

/** Phrases of Taiwan and Hong Kong with those of the mainland, from OpenCC: 滑鼠 and 鼠标. */
const PHRASES = [...(from.twp ?? []), ...(from.hkp ?? [])]
  .flat()
  .flatMap((dictionary) => String(dictionary).split('|'))
  .map((entry) => entry.split(' '))

const NAMES = new Map<string, string[]>()
for (const [there = '', mainland = ''] of PHRASES) {
  const [one, other] = [fold(there), fold(mainland)]
  if (one === other || one.length < 2 || other.length < 2) continue
  NAMES.set(one, [...(NAMES.get(one) ?? []), other])
  NAMES.set(other, [...(NAMES.get(other) ?? []), one])
}

/** Whether a word is called otherwise elsewhere. */
export const isRegional = (word: string): boolean => NAMES.has(word)

/** What a word is called elsewhere, in either direction; folded. */
export const regionalNames = (word: string): readonly string[] => NAMES.get(word) ?? []
