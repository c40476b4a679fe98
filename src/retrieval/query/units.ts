import { lazy } from '../../shared/lazy.ts'
import { readTable } from '../text/read-table.ts'

/** See the file for what belongs in it. */
const openUnits = lazy(
  (): ReadonlyMap<string, readonly string[]> =>
    new Map(
      readTable(new URL('data/units.txt', import.meta.url)).flatMap((line) => {
        const names = line.split(' ')
        return names.map((name) => [name, names.filter((other) => other !== name)] as const)
      }),
    ),
)

/** What makes a single letter a unit: 多少m, 10 m. */
const MEASURED = /(?:\d|多少|几) ?$/

/**
 * What a folded unit of measurement is called as well, kg and 公斤; none for most words.
 *
 * @param before what stands before the word
 */
export const unitNames = (word: string, before: string): readonly string[] =>
  /^[a-z]$/.test(word) && !MEASURED.test(before) ? [] : (openUnits().get(word) ?? [])
