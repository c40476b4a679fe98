import type { Locale, Passage, Style } from '../corpus/types.ts'
import { isVerbatim } from '../corpus/verbatim.ts'
import type { Hit, HitTranslation, Span } from '../retrieval/types.ts'
import { excerpt } from './excerpt.ts'
import { MESSAGES } from './messages.ts'
import type { Citation, Quote, Wording } from './types.ts'

/** A quote with the citation that it points at. */
export interface Cited {
  readonly quote: Quote
  readonly citation: Citation
}

/** What to quote: a hit, or a passage with nothing in particular to stand out. */
interface Quotable extends Pick<Hit, 'passage' | 'answer' | 'translation'> {
  /** UTF-16 units of each wording, about. */
  readonly most: number
}

/**
 * Quotes passages, numbered from 1. A wording that its source does not hold is never shown: the
 * quote is left out, whatever went wrong before.
 */
export function quoteAll(quotables: readonly Quotable[], locale: Locale): readonly Cited[] {
  return quotables
    .map((quotable) => ({
      ...quotable,
      ...excerpt(quotable.passage.text, quotable.answer, quotable.most),
    }))
    .filter(({ passage, wording, at }) => isVerbatim(passage, at, at + wording.text.length))
    .map(({ passage, translation, most, wording, at }, index) => ({
      quote: {
        type: 'quote',
        ...withStyles(wording, at, passage.styles),
        citation: index + 1,
        ...(translation && { translation: quoteTranslation(translation, most, locale) }),
      },
      citation: citePassage(passage, index + 1, wording.text.slice(...(wording.marks[0] ?? [0]))),
    }))
}

/** The styles of a passage that reach into the part that is quoted. */
function withStyles(wording: Wording, at: number, styles: readonly Style[] = []): Wording {
  const { text } = wording
  const within = styles
    .map((style) => ({
      ...style,
      start: Math.max(style.start - at, 0),
      end: Math.min(style.end - at, text.length),
    }))
    .filter(({ start, end }) => start < end)
  return within.length > 0 ? { ...wording, styles: within } : wording
}

function quoteTranslation(
  { text, answer, language, official }: HitTranslation,
  most: number,
  locale: Locale,
): NonNullable<Quote['translation']> {
  const label = official ? MESSAGES[locale].official : MESSAGES[locale].unofficial
  return { ...excerpt(text, answer, most).wording, language, label }
}

/** A passage as people of this locale read it: beside its translation, where there is one. */
export function toQuotable(
  passage: Passage,
  locale: Locale,
  most: number,
  answer: readonly Span[] = [],
): Quotable {
  const translation = passage.translations.find(({ language }) => language === locale)
  return {
    passage,
    answer,
    most,
    translation: translation && { ...translation, answer: [] },
  }
}

export const formatParagraphs = ([first, last]: Passage['paragraphs']): string =>
  first === last ? `¶${first}` : `¶${first}–${last}`

/** The page of a source that has pages, else the paragraph. */
const formatLocator = ({ page, paragraphs }: Passage): string =>
  page === undefined ? formatParagraphs(paragraphs) : `p. ${page}`

function citePassage(passage: Passage, number: number, words: string): Citation {
  const { source, anchor } = passage
  const { title } = source
  const url =
    source.url && anchor && !source.url.includes('#') ? `${source.url}#${anchor}` : source.url
  return {
    number,
    passage,
    title,
    locator: formatLocator(passage),
    ...(url && { url: linkToWords(url, words) }),
  }
}

/** Words named at each end of a long passage: enough to be unique, short enough for a button. */
const FRAGMENT_WORDS = 12

/** An address that opens at these very words (https://wicg.github.io/scroll-to-text-fragment/). */
function linkToWords(url: string, words: string): string {
  const line = words.split('\n', 1)[0] ?? ''
  const encode = (part: string) =>
    encodeURIComponent(part.trim().toWellFormed()).replaceAll('-', '%2D')
  const characters = [...line]
  const fragment =
    characters.length <= 2 * FRAGMENT_WORDS
      ? encode(line)
      : `${encode(characters.slice(0, FRAGMENT_WORDS).join(''))},${encode(characters.slice(-FRAGMENT_WORDS).join(''))}`
  return `${url}${url.includes('#') ? '' : '#'}:~:text=${fragment}`
}
