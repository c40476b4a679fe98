import { polyphonic } from 'pinyin-pro'
import type { Postings } from './postings.ts'
import { isPair, pairText } from './terms.ts'

const readings = new Map<string, readonly string[]>()

/** Toneless readings of a character; most have one. */
export const readingsOf = (character: string): readonly string[] => {
  const known = readings.get(character)
  if (known) return known
  const [all = ''] = polyphonic(character, { toneType: 'none', type: 'array', v: true })
  const found = [...new Set(String(all).split(' '))]
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
      for (const cut of cuts[start] ?? [])
        if (here.length < MOST_CUTS) here.push([...cut, syllable])
    }
    cuts.push(here)
  }
  return (cuts[letters.length] ?? []).sort((a, b) => a.length - b.length)
}

/** Enough for every name; a long run of vowels must not cost more. */
const MOST_CUTS = 8

/** Finds pairs of the material by their sound; the table is made when it is first asked. */
export const createSounds = (postings: Postings) => {
  let table: Map<string, string[]> | undefined
  const fill = () => {
    const filled = new Map<string, string[]>()
    for (const term of postings.terms) {
      if (!isPair(term)) break
      const pair = pairText(term)
      for (const sound of soundsOf(pair)) {
        const pairs = filled.get(sound)
        if (pairs) pairs.push(pair)
        else filled.set(sound, [pair])
      }
    }
    return filled
  }
  const pairsSounding = (first: string, second: string): readonly string[] => {
    table ??= fill()
    return table.get(`${first} ${second}`) ?? []
  }
  /** Pairs that sound like this one. */
  const homophones = (pair: string): string[] =>
    soundsOf(pair).flatMap((sound) => pairsSounding(...(sound.split(' ') as [string, string])))
  return { pairsSounding, homophones }
}

export type Sounds = ReturnType<typeof createSounds>

const soundsOf = ([first = '', second = '']: string): string[] =>
  readingsOf(first).flatMap((a) => readingsOf(second).map((b) => `${a} ${b}`))
