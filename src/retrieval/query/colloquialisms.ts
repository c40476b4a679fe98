import { readFileSync } from 'node:fs'
import { join } from 'node:path'

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

/** The words of a run of Han characters, where phrases that are spoken stay together. */
export const wordsOf = (run: string): string[] =>
  run
    .split(PHRASE)
    .flatMap((part) =>
      WRITTEN.has(part)
        ? [part]
        : Array.from(SEGMENTER.segment(part), ({ segment }) => segment.split(PARTICLE)).flat(),
    )

/** What is written for a word that is said; none for most. */
export const standardFor = (word: string): readonly string[] => WRITTEN.get(word) ?? []
