import { polyphonic } from 'pinyin-pro'
import { createPause } from '../../shared/pause.ts'
import type { Vocabulary } from '../index/vocabulary.ts'

const readings = new Map<string, readonly string[]>()

/** The further ones are for names and old books. */
const MAX_READINGS = 3

/** Toneless readings of a character, commonest first; most have one. */
export const readingsOf = (character: string): readonly string[] => {
  const known = readings.get(character)
  if (known) return known
  const all = polyphonic(character, { toneType: 'none', type: 'array', v: true }).flat()
  const found = [...new Set(all)].slice(0, MAX_READINGS)
  readings.set(character, found)
  return found
}

const SYLLABLE =
  /^(?:[bpmf]?(?:a|o|ai|ei|ao|ou|an|en|ang|eng|i|ie|iao|iu|ian|in|ing|u)|[dtnlgkhzcs](?:a|e|ai|ei|ao|ou|an|en|ang|eng|ong|u|uo|ui|uan|un)|[dtnl](?:i|ie|iao|iu|ian|in|ing)|[nl](?:iang|v|ve|ue)|lia|dia|[gkh](?:ua|uai|uang)|(?:zh|ch|sh|r)(?:a|e|i|ai|ei|ao|ou|an|en|ang|eng|ong|u|ua|uo|uai|ui|uan|un|uang)|[zcs]i|[jqx](?:i|ia|ie|iao|iu|ian|in|iang|ing|iong|u|ue|uan|un)|y(?:a|e|ao|ou|an|ang|i|in|ing|ong|o|u|ue|uan|un)|w(?:a|o|ai|ei|an|en|ang|eng|u)|er|e|ang|eng)$/

/** All ways to cut letters into pinyin syllables, those with fewer syllables first; none if it is no pinyin. */
export const syllablesOf = (letters: string): string[][] => {
  const cuts: string[][][] = [[[]]]
  for (let end = 1; end <= letters.length; end++) {
    const here: string[][] = []
    for (let start = Math.max(0, end - 6); start < end; start++) {
      const syllable = letters.slice(start, end)
      if (!SYLLABLE.test(syllable)) continue
      for (const cut of cuts[start] ?? []) if (here.length < MAX_CUTS) here.push([...cut, syllable])
    }
    cuts.push(here)
  }
  return (cuts[letters.length] ?? []).sort((a, b) => a.length - b.length)
}

/** Enough for every name; a long run of vowels must not cost more. */
const MAX_CUTS = 8

/** More places than this that one run of letters may stand for say nothing. */
const MAX_VARIANTS = 24

/** Finds what the material says by its sound. */
export const createSounds = (vocabulary: Vocabulary) => {
  let table: ReadonlyMap<string, readonly string[]> | undefined
  /** The material's characters by their readings; made when a sound is first looked for. */
  const characters = () => {
    table ??= groupByReading(vocabulary.characters())
    return table
  }
  const sounding = (syllable: string) => characters().get(syllable) ?? []

  const pairsSounding = (first: string, second: string): readonly string[] =>
    sounding(first).flatMap((each) => vocabulary.pairs(each, sounding(second)))

  /** Pairs that sound like this one. */
  const homophones = ([first = '', second = '']: string): string[] =>
    readingsOf(first).flatMap((a) => readingsOf(second).flatMap((b) => pairsSounding(a, b)))

  /** Pairs for pinyin whose second syllable may be unfinished: `qingh` is 清华. */
  const beginning = (typed: string): string[] => {
    const found = new Set<string>()
    for (let cut = 1; cut < typed.length; cut++) {
      const [syllable, start] = [typed.slice(0, cut), typed.slice(cut)]
      for (const first of sounding(syllable))
        for (const second of vocabulary.following(first)) {
          if (readingsOf(second).some((each) => each.startsWith(start))) found.add(first + second)
          if (found.size > MAX_VARIANTS) return []
        }
    }
    return [...found]
  }

  /** What the material's pairs make of the first letters of syllables: `lwf` may be 梁文峰. */
  const initials = (typed: string): string[] => {
    let found = vocabulary.characters().filter((each) => initialOf(each) === typed[0])
    for (const letter of typed.slice(1)) {
      found = found.flatMap((start) =>
        vocabulary
          .following(start.at(-1) as string)
          .filter((next) => initialOf(next) === letter)
          .map((next) => start + next),
      )
    }
    return found.length > MAX_VARIANTS ? [] : found
  }
  /** Reads the sounds of all characters now, in slices: a tenth of a second, once per process. */
  const open = async (): Promise<void> => {
    const pause = createPause()
    for (const character of vocabulary.characters()) {
      readingsOf(character)
      await pause()
    }
    characters()
  }
  return { open, pairsSounding, homophones, beginning, initials }
}

export type Sounds = ReturnType<typeof createSounds>

const groupByReading = (characters: readonly string[]): Map<string, string[]> => {
  const groups = new Map<string, string[]>()
  for (const character of characters)
    for (const reading of readingsOf(character)) {
      const group = groups.get(reading)
      if (group) group.push(character)
      else groups.set(reading, [character])
    }
  return groups
}

const initialOf = (character: string): string | undefined => readingsOf(character)[0]?.[0]
