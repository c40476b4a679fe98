import { lazy } from '../../shared/lazy.ts'
import { readTable } from '../text/read-table.ts'
import { isRegional } from './regional-words.ts'

/** What is written for what is said. See the file for what belongs in it. */
const openWritten = lazy(
  () =>
    new Map(
      readTable(new URL('data/colloquialisms.txt', import.meta.url)).flatMap((line) => {
        const [said = '', written = ''] = line.split(': ')
        return said.split(' ').map((each) => [each, written.split(' ')] as const)
      }),
    ),
)

/** Any of what is said that has more than one character, longer ones first. */
const openPhrase = lazy(() => {
  const phrases = [...openWritten().keys()].filter(({ length }) => length > 1)
  return new RegExp(`(${phrases.sort((a, b) => b.length - a.length).join('|')})`)
})

const HAN = /^\p{Script=Han}+$/u

const SEGMENTER = new Intl.Segmenter('zh', { granularity: 'word' })

/** Particles that the segmenter leaves at a verb: `慌了`. */
const PARTICLE = /(?<=.)(?=[了着过]$)/

/** What the segmenter joins to a word that no dictionary has with it: 能借, 要带, 还不. */
const BOUND_BEFORE = /^[不没未还也都就才再又只更很最太能会可要想该在把被给让跟](?=.)/u
const BOUND_BEHIND = /(?<=.)[不没还也都就能会要得有在到给了着过]$/u

/** A word that the segmenter found, without what binds it and what it joins to it: 西红柿炖, 喜欢拉. */
const withoutBound = (word: string, isWord: (word: string) => boolean): string[] => {
  if (word.length < 2 || isWord(word)) return [word]
  const before = BOUND_BEFORE.exec(word)?.[0]
  if (before) return [before, ...withoutBound(word.slice(before.length), isWord)]
  const behind = BOUND_BEHIND.exec(word)?.[0]
  if (behind) return [...withoutBound(word.slice(0, -behind.length), isWord), behind]
  for (let end = word.length - 1; end > 1; end--)
    if (isWord(word.slice(0, end)))
      return [word.slice(0, end), ...withoutBound(word.slice(end), isWord)]
  return [word]
}

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
  return words
    .flatMap((word) => word.split(PARTICLE))
    .flatMap((word) => (HAN.test(word) ? withoutBound(word, isWord) : [word]))
}

/**
 * The words of a run of Han characters, where phrases that are spoken stay together.
 *
 * @param isWord whether a dictionary has a word that the segmenter may not know
 */
export const wordsOf = (run: string, isWord: (word: string) => boolean = isRegional): string[] =>
  run
    .split(openPhrase())
    .flatMap((part) => (openWritten().has(part) ? [part] : segmentsOf(part, isWord)))

/** What is written for a word that is said; none for most. */
export const standardFor = (word: string): readonly string[] => openWritten().get(word) ?? []
