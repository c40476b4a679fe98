import type { Lexicon } from '../corpus/types.ts'
import { fold } from './fold.ts'
import { readingsOf } from './pinyin.ts'

/** A name of the lexicon that stands in a question. */
export interface Named {
  /** As the question has it. */
  readonly text: string
  /** All names of the thing. */
  readonly group: readonly string[]
}

/** A shorter name sounds like too much else; pinyin is told apart by being no word. */
const SHORTEST_MISSPELT = 3
const LONGEST_MISSPELT = 6

/** Finds names in folded questions: as they are, in pinyin, or with characters of the same sound. */
export const createNames = (lexicon: Lexicon) => {
  const names = lexicon
    .map((group) => group.map((name) => fold(name).trim()).filter(Boolean))
    .flatMap((group) => group.map((name) => ({ name, group })))
    .sort((a, b) => b.name.length - a.name.length)
  const sounding = new Map(
    names
      .filter(({ name }) => HAN_NAME.test(name))
      .map(({ name, group }) => [soundOf(name), group] as const),
  )

  /** The names of a question, longest first, and what is left of it. */
  const take = (folded: string): { readonly found: readonly Named[]; readonly rest: string } => {
    const found: Named[] = []
    let rest = folded
    const cut = (at: number, length: number, group: readonly string[]) => {
      found.push({ text: rest.slice(at, at + length), group })
      rest = rest.slice(0, at) + ' '.repeat(length) + rest.slice(at + length)
    }
    for (const { name, group } of names)
      for (let at = indexOfName(rest, name); at >= 0; at = indexOfName(rest, name))
        cut(at, name.length, group)
    for (const [start, end] of soundsIn(rest)) {
      const group = sounding.get(soundOf(rest.slice(start, end)))
      if (group) cut(start, end - start, group)
    }
    return { found, rest }
  }

  /** Whether a word holds a name of something that passes the test. */
  const holds = (word: string, test: (name: string) => boolean): boolean =>
    names.some(({ name, group }) => word.includes(name) && group.some(test))

  return { take, holds }
}

const HAN_NAME = /^\p{Script=Han}{2,}$/u

const soundOf = (text: string): string =>
  Array.from(text.replaceAll(' ', ''), (each) => readingsOf(each)[0] ?? each).join('')

/** The places where a name may stand by its sound, longer ones first. */
const soundsIn = (text: string): [start: number, end: number][] => {
  const places: [number, number][] = []
  for (const { 0: run, index } of text.matchAll(/\p{Script=Han}{3,}/gu))
    for (let length = SHORTEST_MISSPELT; length <= Math.min(run.length, LONGEST_MISSPELT); length++)
      for (let at = 0; at + length <= run.length; at++)
        places.push([index + at, index + at + length])
  const words = [...text.matchAll(/[a-z]+/g)].map(({ 0: word, index }) => [
    index,
    index + word.length,
  ])
  for (const [w, [start = 0]] of words.entries())
    for (const [, end = 0] of words.slice(w, w + MOST_SYLLABLES))
      if (/^[a-z ]+$/.test(text.slice(start, end))) places.push([start, end])
  return places.sort((a, b) => b[1] - b[0] - (a[1] - a[0]))
}

/** Pinyin may be written with a space after every syllable. */
const MOST_SYLLABLES = 4

/** A name in Latin letters must not begin or end inside a word. */
const indexOfName = (text: string, name: string): number => {
  const latin = (at: number) => /[a-z0-9]/.test(text[at] ?? '')
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const cutBefore = latin(at) && latin(at - 1)
    const cutAfter = latin(at + name.length - 1) && latin(at + name.length)
    if (!cutBefore && !cutAfter) return at
  }
  return -1
}
