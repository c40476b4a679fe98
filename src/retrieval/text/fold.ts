import { ConverterFactory, type DictGroup } from 'opencc-js/core'
import { to } from 'opencc-js/preset/t2cn'
import type { Span } from '../types.ts'
import { CANTONESE } from './cantonese.ts'
import { COMPOUNDS, JOINED } from './compounds.ts'
import { DATES } from './dates.ts'
import { NUMBERS } from './numbers.ts'
import { DAYS_OF_RANGES, withDaysOfRanges } from './ranges.ts'
import { type Aligned, type Rule, rewrite, rewriteAligned } from './rewrite.ts'

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

/** Format characters, variation selectors and skin tones change no word. */
const INVISIBLE = /[\p{Cf}\p{Variation_Selector}\p{Emoji_Modifier}]/gu

/** Unpaired surrogates and control characters part words; line breaks stay. */
const PARTING = /[\p{Surrogate}]|[^\P{Cc}\n]/gu

/** Letters whose marks people leave out: Latin, Greek, Cyrillic, Hebrew and Arabic. */
const MARKED = /[\u00c0-\u06ff\u1e00-\u1fff]/

/** Accents, Hebrew points, Arabic vowel signs and the Arabic tatweel. */
const MARK = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]/g

/** Letters that Unicode does not decompose, and Arabic ones that are written for each other. */
const PLAIN: Readonly<Record<string, string>> = {
  đ: 'd',
  ð: 'd',
  ø: 'o',
  ł: 'l',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ى: 'ي',
  ة: 'ه',
}
const UNDECOMPOSED = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'gi')

const withoutMarks = (text: string): string =>
  MARKED.test(text)
    ? text
        .normalize('NFD')
        .replace(MARK, '')
        .replace(UNDECOMPOSED, (letter) => PLAIN[letter.toLowerCase()] ?? letter)
        .normalize('NFC')
    : text

/** One spelling of each character: compatibility forms (NFKC), script (OpenCC), marks. Case stays. */
const foldCharacters = (text: string): string => {
  const clean = text.normalize('NFKC').replace(INVISIBLE, '').replace(PARTING, ' ')
  return withoutMarks(mayChange(clean) ? toSimplified(clean) : clean)
}

const CASE: Rule = { pattern: /\p{Lu}+/gu, replace: ([letters]) => letters.toLowerCase() }

const FOLDING: readonly Rule[] = [CASE, CANTONESE, ...NUMBERS, ...DATES]

/** Beside what a question folds to: the parts of compound words, and such words in one. */
const FOLDING_WORDING: readonly Rule[] = [...COMPOUNDS, ...FOLDING, JOINED]

/**
 * What two spellings of one thing have in common: compatibility forms (NFKC), script (OpenCC, by
 * phrases), case, marks of letters, words of Cantonese, and the notation of numbers, dates and times. Unpaired
 * surrogates and control characters become spaces; line breaks stay; format characters go.
 */
export const fold = (text: string): string => rewrite(foldCharacters(text), FOLDING)

/** Folds a wording of the material: as {@link fold}, with the parts of compound identifiers added. */
export const foldWording = (text: string): string => rewrite(foldCharacters(text), FOLDING_WORDING)

/** The same with the days of its ranges, as it is searched. */
export const foldMaterial = (text: string): string => withDaysOfRanges(foldWording(text))

/** A folded text, and the way back to the text it was made of. */
export interface Folded {
  readonly text: string
  /** The part of the original that a range of the folded text was made of, and no less. */
  readonly span: (start: number, end: number) => Span
}

/** {@link fold}, with the way back. */
export const foldAligned = (original: string): Folded => aligned(original, FOLDING)

/** {@link foldMaterial}, with the way back. */
export const foldMaterialAligned = (original: string): Folded =>
  aligned(original, [...FOLDING_WORDING, ...DAYS_OF_RANGES])

const aligned = (original: string, rules: readonly Rule[]): Folded => {
  const { text, starts, ends } = rewriteAligned(alignCharacters(original), rules)
  const startOf = (unit: number) => (starts ? (starts[unit] ?? original.length) : unit)
  const endOf = (unit: number) => (ends ? (ends[unit] ?? original.length) : unit + 1)
  return {
    text,
    span: (start, end) => [
      startOf(start),
      end > start ? Math.max(startOf(start), endOf(end - 1)) : startOf(start),
    ],
  }
}

/** A character with its marks. */
const CLUSTER = /\P{M}\p{M}*|\p{M}+/gu

const alignCharacters = (original: string): Aligned => {
  const text = foldCharacters(original)
  // Nearly every text keeps its length, and then every character keeps its place.
  if (text.length === original.length) return { text, starts: undefined, ends: undefined }
  const starts: number[] = []
  const ends: number[] = []
  let joined = ''
  for (const { 0: cluster, index } of original.matchAll(CLUSTER)) {
    joined += foldCharacters(cluster)
    while (starts.length < joined.length) {
      starts.push(index)
      ends.push(index + cluster.length)
    }
  }
  // A phrase may be converted otherwise than its characters, but not to another length.
  return { text: joined.length === text.length ? text : joined, starts, ends }
}
