/** Shorter names are part of too many words. */
const MIN_NAME = 2

/** What tells titles of one name apart, and is not asked for: 青石桥(电影). */
const OPENING = /[(（[【《]/
const CLOSING = /[)）\]】》]$/

const withoutBrackets = (part: string): string => {
  const at = CLOSING.test(part) ? part.search(OPENING) : -1
  return at < 0 ? part : part.slice(0, at).trim()
}

/** The longest part of a title, or heading, that a question holds whole; both are folded. */
export type TitleNamed = (title: string) => string

export const titleNamedIn = (question: string): TitleNamed => {
  const known = new Map<string, string>()
  return (title) => {
    const name = known.get(title) ?? longestNamed(title, question)
    known.set(title, name)
    return name
  }
}

const longestNamed = (title: string, question: string): string => {
  const parts = title
    .split(/\n| › /)
    .map((part) => part.trim().replace(/[?？]$/, ''))
    .flatMap((part) => [part, withoutBrackets(part)])
  return parts
    .filter((part) => part.length >= MIN_NAME && standsWhole(part, question))
    .reduce((longest, part) => (part.length > longest.length ? part : longest), '')
}

/** Han text anywhere; a word of letters or digits not within another. */
const standsWhole = (name: string, question: string): boolean => {
  for (let at = question.indexOf(name); at >= 0; at = question.indexOf(name, at + 1)) {
    const [before, after] = [question[at - 1] ?? '', question[at + name.length] ?? '']
    const cut = (outside: string, inside: string) => LETTER.test(outside) && LETTER.test(inside)
    if (!cut(before, name.charAt(0)) && !cut(after, name.charAt(name.length - 1))) return true
  }
  return false
}

const LETTER = /^(?!\p{Script=Han})[\p{L}\p{N}]$/u
