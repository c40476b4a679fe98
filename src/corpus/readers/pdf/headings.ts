import { type Line, mostCommon } from './lines.ts'
import type { OutlineEntry } from './open.ts'

/** A heading is short, and larger than the text by this factor. */
const MAX_HEADING = 120
const MIN_LARGER = 1.12
/** Chapters and sections of Chinese books, also where they are no larger than the text. */
const CHAPTER = /^第[一二三四五六七八九十百〇零\d]{1,5}([编篇部卷章节編節])(?=\s|[^。；，]{0,38}$)/u
const ENDS_OPEN = /[.。!！?？;；,，:：、]$/u

/** The sizes and the fonts that tell a heading from the text. */
export interface Typography {
  /** Font size of most characters, in points. */
  readonly bodySize: number
  /** Font of most characters, where one font has most of them. */
  readonly bodyFont: string | undefined
  /** Usual distance between base lines, in points. */
  readonly leading: number
  /** Sizes of headings, the largest first. */
  readonly headingSizes: readonly number[]
  readonly outline: ReadonlyMap<string, number>
}

export function measure(lines: readonly Line[], outline: readonly OutlineEntry[] = []): Typography {
  const sizes = new Map<number, number>()
  const fonts = new Map<string, number>()
  let total = 0
  for (const { text, size, font } of lines) {
    sizes.set(roundSize(size), (sizes.get(roundSize(size)) ?? 0) + text.length)
    fonts.set(font, (fonts.get(font) ?? 0) + text.length)
    total += text.length
  }
  const bodySize = mostCommon(sizes) ?? 10
  const font = mostCommon(fonts)
  const gaps = new Map<number, number>()
  lines.forEach((line, index) => {
    const previous = lines[index - 1]
    const gap = previous?.page === line.page ? previous.y - line.y : 0
    if (gap > 0 && gap < 2.1 * bodySize && roundSize(line.size) === bodySize)
      gaps.set(roundSize(gap), (gaps.get(roundSize(gap)) ?? 0) + 1)
  })
  return {
    bodySize,
    bodyFont: font !== undefined && (fonts.get(font) ?? 0) > 0.6 * total ? font : undefined,
    leading: mostCommon(gaps) ?? bodySize * 1.3,
    headingSizes: [...sizes.keys()]
      .filter((size) => size >= bodySize * MIN_LARGER)
      .sort((one, other) => other - one),
    outline: new Map(outline.map(({ title, depth }) => [squeeze(title), depth])),
  }
}

const roundSize = (size: number): number => Math.round(size * 2) / 2
const squeeze = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()

/** The depth of a heading, from 1 to 6; undefined for what is none. */
export function headingDepth(
  text: string,
  lines: readonly Line[],
  next: readonly Line[] | undefined,
  typography: Typography,
): number | undefined {
  const { bodyFont, headingSizes, outline } = typography
  const [line] = lines
  if (!line || text.length > MAX_HEADING || !/\p{L}/u.test(text)) return undefined
  const rank = headingSizes.indexOf(roundSize(line.size))
  if (rank >= 0) return Math.min(rank + 1, 6)
  const listed = outline.get(squeeze(text))
  const below = headingSizes.length
  if (listed !== undefined) return Math.min(Math.max(listed, below + 1), 6)
  const [, part] = lines.length === 1 ? (text.match(CHAPTER) ?? []) : []
  if (part) return Math.min(below + ('节節'.includes(part) ? 2 : 1), 6)
  const isOther = bodyFont !== undefined && line.font !== bodyFont
  const isAbove = next?.[0] !== undefined && next[0].font === bodyFont
  if (isOther && isAbove && lines.length === 1 && text.length <= 60 && !ENDS_OPEN.test(text))
    return Math.min(below + 3, 6)
  return undefined
}
