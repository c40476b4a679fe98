import { scanRuns } from '../text/terms.ts'

/** Between the parts of a word that others write in one: e-mail, file_name, log in. */
const JOINT = /^[-_ ]?$/
const MAX_PARTS = 3
/** Shorter parts are parts of too many words. */
const MIN_PART = 2
const MIN_WHOLE = 4

/** What verbs are joined with: log in, set up, check out. */
const PARTICLE = /^(?:in|out|up|on|off|down|over|back)$/

/**
 * By where a word of a folded question begins: the words of the material that are written with its
 * neighbours in one.
 */
export const joinedWords = (
  folded: string,
  isKnown: (word: string) => boolean,
): ReadonlyMap<number, readonly string[]> => {
  const words: { readonly at: number; readonly end: number; readonly text: string }[] = []
  scanRuns(folded, (at, end, han) => {
    if (!han) words.push({ at, end, text: folded.slice(at, end) })
  })
  const joined = new Map<number, string[]>()
  for (const [first, { text }] of words.entries()) {
    let whole = text
    for (let next = first + 1; next < first + MAX_PARTS; next++) {
      const [before, word] = [words[next - 1], words[next]]
      if (!before || !word || !JOINT.test(folded.slice(before.end, word.at))) break
      if (/\d$/.test(before.text) && /^\d/.test(word.text)) break
      whole += word.text
      if (!isKnown(whole)) continue
      for (const { at } of words.slice(first, next + 1))
        joined.set(at, [...(joined.get(at) ?? []), whole])
    }
  }
  return joined
}

const DAY_WITH_DOT = /^(1[0-2]|[1-9])\.(3[01]|[12]\d|[1-9])$/

/** `11.5` as 11月5日: so people write days in a hurry, and versions and sums as well. */
export const dayOf = (word: string): string[] => {
  const [, month, day] = DAY_WITH_DOT.exec(word) ?? []
  return month && day ? [`${month}月${day}日`] : []
}

/** So many parts are said as a share: one fifth, 五分之一. */
const MAX_PARTS_OF_WHOLE = 10

/** `20%` as `1/5`, and the other way round, where it is exact. */
export const shareOf = (word: string): string[] => {
  const percent = Number(/^(\d{1,2})%$/.exec(word)?.[1])
  const [, above, below] = /^(\d)\/(\d{1,2})$/.exec(word) ?? []
  if (above && below) {
    const share = (100 * Number(above)) / Number(below)
    return Number.isInteger(share) ? [`${share}%`] : []
  }
  for (let parts = 2; parts <= MAX_PARTS_OF_WHOLE; parts++)
    if ((percent * parts) % 100 === 0) return [`${(percent * parts) / 100}/${parts}`]
  return []
}

const HAN_DIGITS = '〇一二三四五六七八九十'

/** `1` as 一, which numbers what has a name: 科目一. */
export const hanDigitOf = (word: string): string[] =>
  /^(?:[1-9]|10)$/.test(word) ? [HAN_DIGITS.charAt(Number(word))] : []

/** `e204`, which others write as `E-204`. */
const CODE = /^([a-z]{1,5})(\d{2,})$/

/** Ways to write a word in two that the material has: `login` as `log in`, a code as `E-204`. */
export const separateWords = (word: string, isKnown: (word: string) => boolean): string[] => {
  const [, letters, digits] = CODE.exec(word) ?? []
  if (letters && digits && !isKnown(word))
    return isKnown(letters) && isKnown(digits) ? [`${letters} ${digits}`] : []
  if (!/^[a-z]+$/.test(word) || word.length < MIN_WHOLE) return []
  const whole = isKnown(word)
  const found: string[] = []
  for (let cut = MIN_PART; cut <= word.length - MIN_PART; cut++) {
    const [first, second] = [word.slice(0, cut), word.slice(cut)]
    // Of a word that the material has, only what is commonly written in both ways.
    if (whole && (first.length <= MIN_PART || !PARTICLE.test(second))) continue
    if (isKnown(first) && isKnown(second)) found.push(`${first} ${second}`)
  }
  return found
}

const MIN_SWAPPED = 4

/** Words of the material that a word becomes when two neighbouring letters change places: pyhton. */
export const swappedLetters = (word: string, isKnown: (word: string) => boolean): string[] => {
  if (!/^[a-z]+$/.test(word) || word.length < MIN_SWAPPED) return []
  return Array.from({ length: word.length - 1 }, (_, i) => {
    const [first = '', second = ''] = word.slice(i, i + 2)
    return word.slice(0, i) + second + first + word.slice(i + 2)
  }).filter((other) => other !== word && isKnown(other))
}
