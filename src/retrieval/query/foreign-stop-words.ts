import { lazy } from '../../shared/lazy.ts'
import { type Folded, fold } from '../text/fold.ts'
import { readTable } from '../text/read-table.ts'
import { stem } from '../text/stem.ts'
import { isHanWritten, scanRuns } from '../text/terms.ts'
import type { Span } from '../types.ts'

/** A language's words and phrases by their first word, each as its words; longer ones first. */
type StopWords = ReadonlyMap<string, readonly (readonly string[])[]>

const wordsIn = (text: string): { readonly words: readonly string[]; readonly spans: Span[] } => {
  const spans: Span[] = []
  scanRuns(text, (start, end, han) => {
    if (!han) spans.push([start, end])
  })
  return { words: spans.map(([start, end]) => text.slice(start, end)), spans }
}

const marked = (text: string): string => text.normalize('NFC').toLowerCase()

/** As written in the language, and as folded: people leave marks out, but do not set wrong ones. */
const readWords = (list: string): StopWords => {
  const found = new Map<string, (readonly string[])[]>()
  for (const entry of list.split(' ')) {
    const phrase = entry.replaceAll('_', ' ')
    for (const spelling of new Set([marked(phrase), fold(phrase)])) {
      const { words } = wordsIn(spelling)
      const [first = ''] = words
      found.set(first, [...(found.get(first) ?? []), words])
    }
  }
  for (const phrases of found.values()) phrases.sort((a, b) => b.length - a.length)
  return found
}

interface Language {
  /** What asks or binds. */
  readonly words: StopWords
  /** What only frames what is asked. */
  readonly frames: StopWords
}

const NO_WORDS: StopWords = new Map()

/** See the file for what belongs in it. */
const openLanguages = lazy((): readonly Language[] => {
  const lists = new Map(
    readTable(new URL('data/stop-words.txt', import.meta.url)).map((line) => {
      const [name = '', list = ''] = line.split(': ')
      return [name, readWords(list)] as const
    }),
  )
  return [...lists.keys()]
    .filter((name) => !name.endsWith('~'))
    .map((name) => ({
      words: lists.get(name) ?? NO_WORDS,
      frames: lists.get(`${name}~`) ?? NO_WORDS,
    }))
})

/** Reads the table, so that no question waits for it: some 20 ms, once. */
export const openForeignStopWords = (): void => void openLanguages()

/** Where the words and phrases of a list stand among these words. */
const spansOf = (list: StopWords, words: readonly string[], spans: readonly Span[]): Span[] => {
  const found: Span[] = []
  for (let w = 0; w < words.length; ) {
    const phrases = list.get(words[w] as string) ?? []
    const phrase = phrases.find((each) => each.every((word, i) => word === words[w + i]))
    if (phrase) found.push(...spans.slice(w, w + phrase.length))
    w += phrase?.length ?? 1
  }
  return found
}

/**
 * Where the words stand that only ask or bind, in that language that has most of them, and those that
 * frame what is asked and that the material has not; none where English has as many. Chinese,
 * Japanese and Korean have their own rules.
 *
 * @param english how many words of the question English has among its own
 */
export const foreignStopWords = (
  { text, span }: Folded,
  typed: string,
  english: number,
  isKnown: (word: string) => boolean,
): readonly Span[] => {
  if (isHanWritten(text)) return []
  const { spans } = wordsIn(text)
  const words = spans.map((each) => marked(typed.slice(...span(...each))))
  let [most, chosen]: [number, readonly Span[]] = [english, []]
  for (const language of openLanguages()) {
    const found = spansOf(language.words, words, spans)
    if (found.length <= most) continue
    const frames = spansOf(language.frames, words, spans)
    chosen = [...found, ...frames.filter((each) => !isKnown(stem(text.slice(...each))))]
    most = found.length
  }
  return chosen
}
