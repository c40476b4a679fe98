/** Han characters of the basic plane and of extension A; the few beyond them are words. */
export const isHan = (code: number): boolean => code >= FIRST_HAN && code < 0xa000

const FIRST_HAN = 0x3400

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

/**
 * The terms of a folded text, in order and as often as they occur: every pair of neighbouring Han
 * characters, the last character of each run of them, and every other word by its stem. A single
 * character needs no term of its own: some term of the text begins with it.
 */
export const termsIn = (text: string): string[] => {
  const terms: string[] = []
  scanRuns(text, (start, end, han) => {
    if (!han) terms.push(stem(text.slice(start, end)))
    else for (let i = start; i < end; i++) terms.push(text.slice(i, Math.min(end, i + 2)))
  })
  return terms
}

/** The terms that a text holds if it holds this spelling; a single character stands for itself. */
export const termsOf = (spelling: string): string[] => {
  const terms: string[] = []
  scanRuns(spelling, (start, end, han) => {
    if (!han) terms.push(stem(spelling.slice(start, end)))
    else if (end - start === 1) terms.push(spelling.charAt(start))
    else for (let i = start; i + 1 < end; i++) terms.push(spelling.slice(i, i + 2))
  })
  return terms
}

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
