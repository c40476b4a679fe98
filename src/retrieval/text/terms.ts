/**
 * Terms are numbers, so that a posting list is a few typed arrays and looking one up allocates
 * nothing: a pair of Han characters and a single one are computed, any other word is numbered as
 * it is first seen (see `words.ts`).
 */
const FIRST_HAN = 0x3400
const HAN_COUNT = 0xa000 - FIRST_HAN
const SINGLES = HAN_COUNT * HAN_COUNT
/** Numbers of words start here; all terms stay below 2^31. */
export const FIRST_WORD = 2 ** 30

/** Han characters of the basic plane; the few beyond it are words. */
export const isHan = (code: number): boolean => code >= FIRST_HAN && code < 0xa000

export const pairTerm = (first: number, second: number): number =>
  (first - FIRST_HAN) * HAN_COUNT + (second - FIRST_HAN)

export const singleTerm = (code: number): number => SINGLES + (code - FIRST_HAN)

/** The pairs that begin with a character: `[from, to)`. */
export const pairsFrom = (first: number): readonly [number, number] => [
  pairTerm(first, FIRST_HAN),
  pairTerm(first + 1, FIRST_HAN),
]

/** The characters of a pair. */
export const pairText = (term: number): string =>
  String.fromCharCode(Math.floor(term / HAN_COUNT) + FIRST_HAN, (term % HAN_COUNT) + FIRST_HAN)

export const isPair = (term: number): boolean => term < SINGLES

const WORD_CHARACTER = /^[\p{L}\p{N}\p{M}]/u

/** Whether a letter or digit of another script than Han stands here, or either half of one. */
const isWordAt = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at)
  if (code < 128) return (code > 96 && code < 123) || (code > 47 && code < 58)
  if (isHan(code)) return false
  const low = code >= 0xdc00 && code < 0xe000
  return WORD_CHARACTER.test(low ? text.slice(at - 1, at + 1) : text.slice(at, at + 2))
}

/** Runs of one kind in a folded text: Han characters, or the letters and digits of another script. */
export const scanRuns = (
  text: string,
  onRun: (start: number, end: number, han: boolean) => void,
): void => {
  for (let i = 0; i < text.length; ) {
    const start = i
    if (isHan(text.charCodeAt(i))) {
      while (i < text.length && isHan(text.charCodeAt(i))) i++
      onRun(start, i, true)
    } else if (isWordAt(text, i)) {
      while (i < text.length && isWordAt(text, i)) i++
      onRun(start, i, false)
    } else i++
  }
}

/** Every term of a folded text, as often as it occurs: all pairs, all single characters, all words. */
export const scanTerms = (
  text: string,
  numberOf: (word: string) => number,
  onTerm: (term: number) => void,
): void =>
  scanRuns(text, (start, end, han) => {
    if (!han) return onTerm(numberOf(stem(text.slice(start, end))))
    for (let i = start; i < end; i++) {
      const code = text.charCodeAt(i)
      onTerm(singleTerm(code))
      if (i + 1 < end) onTerm(pairTerm(code, text.charCodeAt(i + 1)))
    }
  })

/**
 * An English word without its inflection, roughly: `founded`, `founder` and `founds` are `found`.
 * Only the commonest endings; what is cut too far is cut on both sides.
 */
export const stem = (word: string): string => {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word
  const root = word
    .replace(/ies$/, 'y')
    .replace(/(ss|[^su])s$/, (_, kept: string) => (kept === 'ss' ? 'ss' : kept))
    .replace(/(.{3})(?:ing|ed|er|or)$/, '$1')
    .replace(/(.{3})e$/, '$1')
    .replace(/(.{2}[b-df-hj-kmnpqrtv-z])\1$/, '$1')
  return root.replace(/([bdgmnprt])\1$/, '$1')
}
