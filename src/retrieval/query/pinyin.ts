import { polyphonic } from 'pinyin-pro'
import type { Postings } from '../index/postings.ts'
import { isHan, isPair, pairText } from '../text/terms.ts'

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

/** Finds what the material says by its sound; the tables are made when they are first asked. */
export const createSounds = (postings: Postings, texts: () => readonly string[]) => {
  let table: Map<string, string[]> | undefined
  let letters: string | undefined
  let joined = ''

  const pairsSounding = (first: string, second: string): readonly string[] => {
    table ??= soundTable(postings)
    return table.get(`${first} ${second}`) ?? []
  }

  /** Pairs that sound like this one. */
  const homophones = (pair: string): string[] =>
    soundsOf(pair).flatMap((sound) => pairsSounding(...(sound.split(' ') as [string, string])))

  /** Pairs for pinyin whose second syllable may be unfinished: `qingh` is 清华. */
  const beginning = (typed: string): string[] => {
    table ??= soundTable(postings)
    const found: string[] = []
    for (let cut = 1; cut < typed.length; cut++) {
      if (!SYLLABLE.test(typed.slice(0, cut))) continue
      const start = `${typed.slice(0, cut)} ${typed.slice(cut)}`
      for (const [sound, pairs] of table) if (sound.startsWith(start)) found.push(...pairs)
    }
    return found.length > MAX_VARIANTS ? [] : found
  }

  /** What stands in the material for the first letters of its syllables: `lwf` is 梁文峰. */
  const initials = (typed: string): string[] => {
    if (letters === undefined) {
      joined = texts().join('\n')
      letters = Array.from({ length: joined.length }, (_, i) =>
        initialOf(joined[i] as string),
      ).join('')
    }
    const found = new Set<string>()
    for (let at = letters.indexOf(typed); at >= 0; at = letters.indexOf(typed, at + 1)) {
      found.add(joined.slice(at, at + typed.length))
      if (found.size > MAX_VARIANTS) return []
    }
    return [...found]
  }
  return { pairsSounding, homophones, beginning, initials }
}

export type Sounds = ReturnType<typeof createSounds>

const soundTable = (postings: Postings): Map<string, string[]> => {
  const table = new Map<string, string[]>()
  for (const term of postings.terms) {
    if (!isPair(term)) break
    const pair = pairText(term)
    for (const sound of soundsOf(pair)) {
      const pairs = table.get(sound)
      if (pairs) pairs.push(pair)
      else table.set(sound, [pair])
    }
  }
  return table
}

const soundsOf = ([first = '', second = '']: string): string[] =>
  readingsOf(first).flatMap((a) => readingsOf(second).map((b) => `${a} ${b}`))

/** One letter for every UTF-16 unit, so that places stay the same. */
const initialOf = (unit: string): string =>
  isHan(unit.charCodeAt(0)) ? (readingsOf(unit)[0]?.[0] ?? ' ') : ' '
