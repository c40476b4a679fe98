import { ConverterFactory, type DictGroup } from 'opencc-js/core'
import { to } from 'opencc-js/preset/t2cn'

const DICTIONARIES = (to.cn ?? []) as readonly DictGroup[]
const toSimplified = ConverterFactory(...DICTIONARIES)

/**
 * UTF-16 units without one of which OpenCC changes nothing: of every spelling that it changes, the
 * first that differs. Most texts hold none, and to look is far quicker than to convert.
 */
const CHANGED = new Uint8Array(0x10000)
for (const entry of DICTIONARIES.flat().flatMap((dictionary) => String(dictionary).split('|'))) {
  const [from = '', into = ''] = entry.split(' ')
  let at = 0
  while (at < from.length - 1 && from[at] === into[at]) at++
  if (from !== into) CHANGED[from.charCodeAt(at)] = 1
}

const mayChange = (text: string): boolean => {
  for (let i = 0; i < text.length; i++) if (CHANGED[text.charCodeAt(i)] === 1) return true
  return false
}

/**
 * What two spellings of one thing have in common: compatibility forms (NFKC), script (OpenCC, by
 * phrases) and case. Unpaired surrogates, control and
 * format characters become spaces; line breaks stay.
 */
export const fold = (text: string): string => {
  const clean = text.normalize('NFKC').replace(/[\p{Surrogate}\p{Cf}]|[^\P{Cc}\n]/gu, ' ')
  return (mayChange(clean) ? toSimplified(clean) : clean).toLowerCase()
}

/** A folded text, and the way back to the text it was made of. */
export interface Folded {
  readonly text: string
  /** Where in the original the character at this offset of the folded text came from. */
  readonly origin: (offset: number) => number
}

const same = (offset: number) => offset

/** Folds so that places can be told in the original. */
export const foldAligned = (original: string): Folded => {
  const text = fold(original)
  // Nearly every text keeps its length, and then every character keeps its place.
  if (text.length === original.length) return { text, origin: same }
  const origins: number[] = []
  let folded = ''
  let at = 0
  for (const character of original) {
    folded += fold(character)
    while (origins.length < folded.length) origins.push(at)
    at += character.length
  }
  return { text: folded, origin: (offset) => origins[offset] ?? original.length }
}
