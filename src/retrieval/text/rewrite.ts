/** Replaces what a pattern finds; `undefined` leaves a match as it is. The pattern is global. */
export interface Rule {
  readonly pattern: RegExp
  readonly replace: (match: RegExpExecArray) => string | undefined
}

/** A text made of another one, with the place in the other one of every UTF-16 unit. */
export interface Aligned {
  readonly text: string
  /** Start and end, in the original, of what unit `i` was made of; undefined where nothing moved. */
  readonly starts: readonly number[] | undefined
  readonly ends: readonly number[] | undefined
}

interface Edit {
  readonly start: number
  readonly end: number
  readonly by: string
}

/** Applies rules in order, each to what the one before it made. */
export const rewrite = (text: string, rules: readonly Rule[]): string =>
  rules.reduce((rewritten, rule) => apply(rewritten, editsOf(rewritten, rule)), text)

/** The same for an aligned text. */
export const rewriteAligned = (aligned: Aligned, rules: readonly Rule[]): Aligned =>
  rules.reduce((rewritten, rule) => align(rewritten, editsOf(rewritten.text, rule)), aligned)

const editsOf = (text: string, { pattern, replace }: Rule): readonly Edit[] => {
  const edits: Edit[] = []
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [{ length }] = match
    const by = replace(match)
    if (by !== undefined && by !== match[0])
      edits.push({ start: match.index, end: match.index + length, by })
    if (length === 0) pattern.lastIndex++
  }
  return edits
}

const apply = (text: string, edits: readonly Edit[]): string => {
  if (edits.length === 0) return text
  let [rewritten, at] = ['', 0]
  for (const { start, end, by } of edits) {
    rewritten += text.slice(at, start) + by
    at = end
  }
  return rewritten + text.slice(at)
}

const align = (aligned: Aligned, edits: readonly Edit[]): Aligned => {
  if (edits.length === 0) return aligned
  const { text } = aligned
  const startOf = (unit: number) => aligned.starts?.[unit] ?? unit
  const endOf = (unit: number) => aligned.ends?.[unit] ?? unit + 1
  const starts: number[] = []
  const ends: number[] = []
  const keep = (from: number, to: number) => {
    for (let unit = from; unit < to; unit++) {
      starts.push(startOf(unit))
      ends.push(endOf(unit))
    }
  }
  let at = 0
  for (const { start, end, by } of edits) {
    keep(at, start)
    for (let unit = 0; unit < by.length; unit++) {
      starts.push(start < text.length ? startOf(start) : endOf(text.length - 1))
      ends.push(end > 0 ? endOf(end - 1) : 0)
    }
    at = end
  }
  keep(at, text.length)
  return { text: apply(text, edits), starts, ends }
}
