/** Stands behind a character of two columns; no text has it. */
export const PADDING = '\0'

/** Characters that take two columns where all are of one width: those of Chinese, Japanese and Korean. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/gu
/** A grid, or a block of lines. */
const GRID = /^\s*[+|]/
/** The edge of a table without lines between its columns. */
const EDGE = /^\s*=+(?:\s+=+)+\s*$/

/**
 * Pads the lines of tables, whose columns are counted on the screen, so that the parser, which counts
 * characters, finds them where docutils does.
 */
export function padTables(lines: readonly string[]): readonly string[] {
  let isInside = false
  return lines.map((line, l) => {
    if (EDGE.test(line)) isInside = !isInside || (lines[l + 1] ?? '').trim() !== ''
    return isInside || GRID.test(line) ? pad(line) : line
  })
}

/** Characters beyond 16 bits have two units already. */
const pad = (line: string): string =>
  line.replaceAll(WIDE, (character) => (character.length > 1 ? character : character + PADDING))
