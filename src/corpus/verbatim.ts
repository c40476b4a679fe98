import { decodeString } from 'micromark-util-decode-string'
import type { Passage } from './types.ts'

/** What may stand between words of the source: white space, what separates cells, signs of items. */
const JOINER = /^(?:\s|·|:|•|☑|☐|\d+\.(?=\s))*$/

/**
 * Whether `[start, end)` of a passage is the source's own words: every run of them stands in the
 * source, in order, and between the runs stand joiners alone.
 */
export function isVerbatim(
  { text, slices, source }: Pick<Passage, 'text' | 'slices' | 'source'>,
  start: number,
  end: number,
): boolean {
  if (!slices) return source.text.includes(text.slice(start, end))
  let done = start
  for (const slice of slices) {
    if (slice.end <= start || slice.start >= end) continue
    if (slice.start > done && !JOINER.test(text.slice(done, slice.start))) return false
    const words = text.slice(slice.start, slice.end)
    const original = source.text.slice(slice.at, slice.until)
    if (words !== original && words !== decodeString(original)) return false
    done = slice.end
  }
  return done >= end || JOINER.test(text.slice(done, end))
}
