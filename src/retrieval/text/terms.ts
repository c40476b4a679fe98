import { stem } from './stem.ts'

/** Han characters of the basic plane and of extension A; the few beyond them are words. */
export const isHan = (code: number): boolean => code >= FIRST_HAN && code < 0xa000

const FIRST_HAN = 0x3400

const WORD_CHARACTER = /^[\p{L}\p{N}\p{M}]/u
const SYMBOL = /^(?:\p{Regional_Indicator}{2}|\p{So})/u

const isAsciiWord = (code: number): boolean => (code > 96 && code < 123) || isDigit(code)
const isDigit = (code: number): boolean => code > 47 && code < 58

/** Whether a letter or digit of another script than Han stands here, or either half of one. */
const isWordAt = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at)
  if (code < 128) return isAsciiWord(code)
  if (isHan(code)) return false
  const low = code >= 0xdc00 && code < 0xe000
  return WORD_CHARACTER.test(low ? text.slice(at - 1, at + 1) : text.slice(at, at + 2))
}

/**
 * The end of the word that begins here: letters and digits, with the points, colons and strokes
 * between digits (2.0.1, 3:30, 1/3), a percent sign behind them, and the signs of C++, C# and A+.
 */
const wordEnd = (text: string, start: number): number => {
  let end = start
  while (end < text.length) {
    const inside = isDigit(text.charCodeAt(end - 1)) && isDigit(text.charCodeAt(end + 1))
    if (!isWordAt(text, end) && !(end > start && inside && '.:/'.includes(text.charAt(end)))) break
    end++
  }
  const signs = SIGNS.exec(text.slice(end - 1, end + 3))
  const letters = end - start === 1 || signs?.[0].endsWith('++') || signs?.[0].endsWith('%')
  return signs && letters ? end - 1 + signs[0].length : end
}
const SIGNS = /^(?:\d%|[a-z](?:\+\+?|#)(?![a-z0-9+#]))/

/** A point that begins a name: .NET, .env. */
const isDotName = (text: string, at: number): boolean => {
  const next = text.charCodeAt(at + 1)
  return next > 96 && next < 123 && (at === 0 || (!isWordAt(text, at - 1) && text[at - 1] !== '.'))
}

const isKana = (code: number): boolean =>
  code > 0x3040 && code < 0x3100 && code !== 0x30fb && code !== 0x30a0

/** Scripts without spaces: kana, Thai, Lao, Myanmar, Khmer. */
const isUnspaced = (code: number): boolean =>
  isKana(code) ||
  (code >= 0xe00 && code < 0xf00) ||
  (code >= 0x1000 && code < 0x10a0) ||
  (code >= 0x1780 && code < 0x1800)

const SEGMENTER = new Intl.Segmenter('th', { granularity: 'word' })

/** Kana by overlapping pairs, other scripts by the words that ICU's dictionaries know. */
const scanUnspaced = (
  run: string,
  start: number,
  onRun: (start: number, end: number, han: boolean) => void,
): void => {
  if (isKana(run.charCodeAt(0)))
    for (let i = start; i < start + Math.max(1, run.length - 1); i++)
      onRun(i, Math.min(i + 2, start + run.length), false)
  else
    for (const { segment, index, isWordLike } of SEGMENTER.segment(run))
      if (isWordLike) onRun(start + index, start + index + segment.length, false)
}

/**
 * Runs of one kind in a folded text: Han characters, or a word of another script. Kana come as
 * overlapping pairs, and a symbol or emoji is a word.
 */
export const scanRuns = (
  text: string,
  onRun: (start: number, end: number, han: boolean) => void,
): void => {
  for (let i = 0; i < text.length; ) {
    const start = i
    const code = text.charCodeAt(i)
    if (isHan(code)) {
      while (i < text.length && isHan(text.charCodeAt(i))) i++
      onRun(start, i, true)
    } else if (isUnspaced(code)) {
      while (i < text.length && isUnspaced(text.charCodeAt(i))) i++
      scanUnspaced(text.slice(start, i), start, onRun)
    } else if (isWordAt(text, i)) {
      i = wordEnd(text, i)
      onRun(start, i, false)
    } else if (code === 46 && isDotName(text, i)) {
      i = wordEnd(text, i + 1)
      onRun(start, i, false)
    } else {
      const symbol = code < 0xa0 ? null : SYMBOL.exec(text.slice(i, i + 4))
      i += symbol ? symbol[0].length : 1
      if (symbol) onRun(start, i, false)
    }
  }
}
/** A word without its inflection; of a share and of a version also the number that it begins with. */
export const wordTerms = (word: string): readonly string[] => {
  if (!/^\d/.test(word)) return [stem(word)]
  if (word.endsWith('%')) return [word, word.slice(0, -1)]
  const parts = word.split('.')
  return parts.length > 2 ? [word, parts.slice(0, 2).join('.')] : [word]
}

/**
 * The terms of a folded text, in order and as often as they occur: every pair of neighbouring Han
 * characters, the last character of each run of them, and every other word by its stem. A single
 * character needs no term of its own: some term of the text begins with it.
 */
export const termsIn = (text: string): string[] => {
  const terms: string[] = []
  scanRuns(text, (start, end, han) => {
    if (!han) terms.push(...wordTerms(text.slice(start, end)))
    else for (let i = start; i < end; i++) terms.push(text.slice(i, Math.min(end, i + 2)))
  })
  return terms
}

/** The terms that a text holds if it holds this spelling; a single character stands for itself. */
export const termsOf = (spelling: string): string[] => {
  const { length } = spelling
  // Nearly all that is asked for: a character, or a pair of them.
  if (length < 3 && isHan(spelling.charCodeAt(0)) && isHan(spelling.charCodeAt(length - 1)))
    return [spelling]
  const terms: string[] = []
  scanRuns(spelling, (start, end, han) => {
    if (!han) terms.push(stem(spelling.slice(start, end)))
    else if (end - start === 1) terms.push(spelling.charAt(start))
    else for (let i = start; i + 1 < end; i++) terms.push(spelling.slice(i, i + 2))
  })
  return terms
}

/**
 * Whether a folded question is written in Han characters, beside those that dates and weekdays are
 * folded to.
 */
export const isHanWritten = (folded: string): boolean =>
  /\p{Script=Han}/u.test(folded.replace(/\d[年月日点]|周[一二三四五六日]/g, ''))
