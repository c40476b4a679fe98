import { isHan } from '../../text/terms.ts'

/**
 * MiniSearch keeps terms in a radix tree and walks all children of a node to find one. With thousands
 * of Han characters below one node that is slow, so each is written as three of 32 capital letters
 * and signs. Folded words have no capital letters, so the two never meet.
 */
export const encodeTerm = (term: string): string =>
  isHan(term.charCodeAt(0)) ? lettersOf(term.charCodeAt(0)) + lettersOf(term.charCodeAt(1)) : term

/** Whether an encoded term is that of one Han character. */
export const isSingle = (encoded: string): boolean => /^[A-`]{3}$/.test(encoded)

const FIRST_LETTER = 0x41
const known: string[] = []

/** Nothing for NaN, the code of what is not there. */
const lettersOf = (code: number): string => {
  if (Number.isNaN(code)) return ''
  known[code] ??= String.fromCharCode(
    FIRST_LETTER + (code >> 10) - 13,
    FIRST_LETTER + ((code >> 5) & 31),
    FIRST_LETTER + (code & 31),
  )
  return known[code]
}
