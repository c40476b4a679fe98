/** The longest name of a text's title, or heading, that a question holds whole; '' if none. */
export const titleNamedIn =
  (question: string): TitleNamed =>
  (names) =>
    names
      .filter((name) => standsWhole(name, question))
      .reduce((longest, name) => (name.length > longest.length ? name : longest), '')

/** @param names of `IndexedText` */
export type TitleNamed = (names: readonly string[]) => string

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
