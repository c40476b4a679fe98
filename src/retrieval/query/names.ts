import type { Lexicon } from '../../corpus/types.ts'
import { fold } from '../text/fold.ts'
import { readingsOf } from './pinyin.ts'

/** A name of the lexicon that stands in a question. */
interface Named {
  /** As the question has it. */
  readonly text: string
  /** Where it begins in the question. */
  readonly at: number
  /** All names of the thing. */
  readonly group: readonly string[]
}

/** A shorter name sounds like too much else; pinyin is told apart by being no word. */
const MIN_MISSPELT = 3
const MAX_MISSPELT = 6

/** Finds names in folded questions: as they are, in pinyin, or with characters of the same sound. */
export const createNames = (lexicon: Lexicon) => {
  const names = lexicon
    .map((group) => group.map((name) => fold(name).trim()).filter(Boolean))
    .flatMap((group) => group.map((name) => ({ name, group })))
    .sort((a, b) => b.name.length - a.name.length)
  let sounding: ReadonlyMap<string, readonly string[]> | undefined
  const groupSounding = (sound: string) => {
    sounding ??= new Map(
      names
        .filter(({ name }) => HAN_NAME.test(name))
        .map(({ name, group }) => [soundsOf(name).join(''), group] as const),
    )
    return sounding.get(sound)
  }

  /** The names of a question, longest first, and what is left of it. */
  const take = (folded: string): { readonly found: readonly Named[]; readonly rest: string } => {
    const found: Named[] = []
    let rest = folded
    const cut = (at: number, length: number, group: readonly string[]) => {
      found.push({ text: rest.slice(at, at + length), at, group })
      rest = rest.slice(0, at) + ' '.repeat(length) + rest.slice(at + length)
    }
    for (const { name, group } of names)
      for (let at = indexOfName(rest, name); at >= 0; at = indexOfName(rest, name))
        cut(at, name.length, group)
    if (names.length === 0) return { found, rest }
    for (const { start, length, sound } of soundsIn(rest)) {
      const group = groupSounding(sound)
      if (group && rest.slice(start, start + length).trim().length === length)
        cut(start, length, group)
    }
    return { found, rest }
  }

  /** Whether a word holds a name of something that passes the test. */
  const holds = (word: string, test: (name: string) => boolean): boolean =>
    names.some(({ name, group }) => word.includes(name) && group.some(test))

  return { take, holds }
}

const HAN_NAME = /^\p{Script=Han}{2,}$/u

const soundsOf = (text: string): string[] => Array.from(text, (each) => readingsOf(each)[0] ?? each)

interface Place {
  readonly start: number
  readonly length: number
  readonly sound: string
}

/** Where a name may stand by its sound, longer places first. */
const soundsIn = (text: string): Place[] => {
  const places: Place[] = []
  for (const { 0: run, index } of text.matchAll(/\p{Script=Han}{3,}/gu)) {
    const sounds = soundsOf(run)
    for (let length = MIN_MISSPELT; length <= Math.min(run.length, MAX_MISSPELT); length++)
      for (let at = 0; at + length <= run.length; at++)
        places.push({
          start: index + at,
          length,
          sound: sounds.slice(at, at + length).join(''),
        })
  }
  // Pinyin, in one piece or with spaces.
  for (const { 0: words, index } of text.matchAll(/[a-z]+(?: [a-z]+)*/g)) {
    const starts = [0, ...Array.from(words.matchAll(/ /g), ({ index: at }) => at + 1)]
    for (const [w, start] of starts.entries())
      for (let last = w; last < Math.min(starts.length, w + MAX_SYLLABLES); last++) {
        const letters = words.slice(start, (starts[last + 1] ?? words.length + 1) - 1)
        places.push({
          start: index + start,
          length: letters.length,
          sound: letters.replaceAll(' ', ''),
        })
      }
  }
  return places.sort((a, b) => b.length - a.length)
}

/** Pinyin may be written with a space after every syllable. */
const MAX_SYLLABLES = 4

/** A name in Latin letters must not begin or end inside a word. */
const indexOfName = (text: string, name: string): number => {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const end = at + name.length
    const cutBefore = isLatin(text[at]) && isLatin(text[at - 1])
    const cutAfter = isLatin(text[end - 1]) && isLatin(text[end])
    if (!cutBefore && !cutAfter) return at
  }
  return -1
}

const isLatin = (character = ''): boolean => /[a-z0-9]/.test(character)
