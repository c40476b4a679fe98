import { from } from 'opencc-js/preset/t2cn'
import { lazy } from '../../shared/lazy.ts'
import { fold } from '../text/fold.ts'

/** Phrases of Taiwan and Hong Kong with those of the mainland, from OpenCC: 滑鼠 and 鼠标. */
const openNames = lazy((): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>()
  const add = (one: string, other: string) => found.set(one, [...(found.get(one) ?? []), other])
  for (const dictionary of [...(from.twp ?? []), ...(from.hkp ?? [])].flat())
    for (const entry of String(dictionary).split('|')) {
      const [there = '', mainland = ''] = entry.split(' ').map(fold)
      if (there === mainland || there.length < 2 || mainland.length < 2) continue
      add(there, mainland)
      add(mainland, there)
    }
  return found
})

/** Reads the table, so that no question waits for it: about a tenth of a second, once. */
export const openRegionalWords = (): void => void openNames()

/** Whether a word is called otherwise elsewhere. */
export const isRegional = (word: string): boolean => openNames().has(word)

/** What a word is called elsewhere, in either direction; folded. */
export const regionalNames = (word: string): readonly string[] => openNames().get(word) ?? []
