import type { Slice, Style } from './types.ts'

/** Words with what is known of them: where they stand in the source, and how they look there. */
export interface Rich {
  readonly text: string
  readonly slices: readonly Slice[]
  readonly styles: readonly Style[]
}

export const plain = (text: string, slices: readonly Slice[] = []): Rich => ({
  text,
  slices,
  styles: [],
})

type Placed = { readonly start: number; readonly end: number }

/**
 * One text after the other, with a joiner between those that have any words.
 *
 * @param joiner what stands before part 1, 2 …, if it is not the same everywhere
 */
export function joinRich(
  parts: readonly Rich[],
  joiner: string | ((part: number) => string) = '',
): Rich {
  let text = ''
  const slices: Slice[] = []
  const styles: Style[] = []
  const shift = <Part extends Placed>(part: Part, by: number): Part => ({
    ...part,
    start: part.start + by,
    end: part.end + by,
  })
  parts.forEach((part, index) => {
    if (!part.text) return
    if (text) text += typeof joiner === 'string' ? joiner : joiner(index)
    const by = text.length
    text += part.text
    for (const slice of part.slices) slices.push(shift(slice, by))
    for (const style of part.styles) styles.push(shift(style, by))
  })
  return { text, slices, styles }
}

/** The part `[from, to)`. A slice that is decoded is kept whole or not at all. */
export function sliceRich({ text, slices, styles }: Rich, from: number, to = text.length): Rich {
  const cut = <Part extends Placed>(part: Part) => ({
    ...part,
    start: Math.max(part.start, from) - from,
    end: Math.min(part.end, to) - from,
  })
  const within = ({ start, end }: Placed) => start < to && end > from
  return {
    text: text.slice(from, to),
    slices: slices.filter(within).map((slice) => {
      const { start, end } = cut(slice)
      const exact = slice.until - slice.at === slice.end - slice.start
      const at = exact ? slice.at + start + from - slice.start : slice.at
      return { start, end, at, until: exact ? at + end - start : slice.until }
    }),
    styles: styles.filter(within).map(cut),
  }
}

/** Without white space at its ends. */
export function trimRich(rich: Rich): Rich {
  const start = rich.text.length - rich.text.trimStart().length
  const end = Math.max(start, rich.text.trimEnd().length)
  return start === 0 && end === rich.text.length ? rich : sliceRich(rich, start, end)
}

export const styled = (rich: Rich, type: Style['type'], url?: string): Rich =>
  rich.text
    ? {
        ...rich,
        styles: [{ start: 0, end: rich.text.length, type, ...(url && { url }) }, ...rich.styles],
      }
    : rich

/** Its lines without the white space around them: cut at each of the characters `breaks`, which are left out. */
export const linesOf = (rich: Rich, breaks = /[\n\r]/g): readonly Rich[] =>
  cutRich(rich, breaks).map(trimRich)

function cutRich(rich: Rich, breaks: RegExp): readonly Rich[] {
  const lines: Rich[] = []
  let start = 0
  for (const { index } of rich.text.matchAll(breaks)) {
    lines.push(sliceRich(rich, start, index))
    start = index + 1
  }
  return [...lines, sliceRich(rich, start)]
}

/** Each line of it behind two more blanks. */
export const indent = (rich: Rich): Rich =>
  joinRich(
    cutRich(rich, /\n/g).map((line) => joinRich([plain('  '), line])),
    '\n',
  )
