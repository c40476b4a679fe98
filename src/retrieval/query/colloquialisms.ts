import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRegional } from './regional-words.ts'

/** See the file for what belongs in it. */
const TABLE = readFileSync(join(import.meta.dirname, 'data/colloquialisms.txt'), 'utf8')

const WRITTEN = new Map(
  TABLE.trim()
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .flatMap((line) => {
      const [said = '', written = ''] = line.split(': ')
      return said.split(' ').map((each) => [each, written.split(' ')] as const)
    }),
)

const PHRASES = [...WRITTEN.keys()].filter(({ length }) => length > 1)
const PHRASE = new RegExp(`(${PHRASES.sort((a, b) => b.length - a.length).join('|')})`)

const SEGMENTER = new Intl.Segmenter('zh', { granularity: 'word' })

/** Particles that the segmenter leaves at a verb: `慌了`. */
const PARTICLE = /(?<=.)(?=[了着过]$)/

/** Of a word that the segmenter does not know it leaves characters: 滑 | 鼠. */
const MAX_PIECES = 4

/** The segmenter's words, joined where they make one that is said in one region alone. */
const segmentsOf = (part: string, isWord: (word: string) => boolean): string[] => {
  const pieces = Array.from(SEGMENTER.segment(part), ({ segment }) => segment)
  const words: string[] = []
  for (let from = 0; from < pieces.length; ) {
    const joined = (count: number) => pieces.slice(from, from + count).join('')
    let count = Math.min(MAX_PIECES, pieces.length - from)
    while (count > 1 && !isRegional(joined(count)) && !isWord(joined(count))) count--
    // 比特 is none in 比特币.
    if (!isRegional(joined(count))) count = 1
    words.push(joined(count))
    from += count
  }
  return words.flatMap((word) => word.split(PARTICLE))
}

/**
 * The words of a run of Han characters, where phrases that are spoken stay together.
 *
 * @param isWord whether a dictionary has a word that the segmenter may not know
 */
export const wordsOf = (run: string, isWord: (word: string) => boolean = isRegional): string[] =>
  run.split(PHRASE).flatMap((part) => (WRITTEN.has(part) ? [part] : segmentsOf(part, isWord)))

/** What is written for a word that is said; none for most. */
export const standardFor = (word: string): readonly string[] => WRITTEN.get(word) ?? []
