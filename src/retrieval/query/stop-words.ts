import type { Folded } from '../text/fold.ts'
import type { Span } from '../types.ts'
import { englishStopWords } from './english-stop-words.ts'
import { foreignStopWords } from './foreign-stop-words.ts'
import { hanStopWords, type StopWordTests } from './han-stop-words.ts'
import { japaneseAndKoreanStopWords } from './ja-ko-stop-words.ts'

/** Where the words of a folded question stand that only ask or bind: each is a word there. */
export const stopWordsIn = (
  question: Folded,
  typed: string,
  tests: StopWordTests,
): readonly Span[] => {
  const english = englishStopWords(question, typed, tests)
  if (tests.inSnippets) return [...hanStopWords(question.text, tests), ...english]
  const foreign = foreignStopWords(question, typed, english.length, tests.isKnown)
  return [
    ...hanStopWords(question.text, tests),
    ...japaneseAndKoreanStopWords(question.text),
    ...(foreign.length > 0 ? foreign : english),
  ]
}

/** A text with ranges of it blanked out: places stay the same. */
export const blank = (text: string, spans: readonly Span[]): string => {
  const units = text.split('')
  for (const [start, end] of spans) units.fill(' ', start, end)
  return units.join('')
}
