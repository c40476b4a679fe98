/** Half-open range of UTF-16 offsets. */
export type Range = readonly [start: number, end: number]

/** What Telegram's server drops from every text, so that `@<U+202E>name` arrives as `@name`. */
const DROPPED = /\r|\u030a|\u0333|\u033f|[\u2028-\u202e]/g
/** A letter keeps its ring, which is among the dropped, where there is one character for both. */
const RINGED = /\p{L}\p{M}*\u030a/gu
/** Not a character at all, or one that the server replaces by a space. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it matches control characters
const REPLACED = /\p{Surrogate}|[\0-\t\v-\x1f]/gu

/**
 * `text` as Telegram will have it: entities must be counted in this one, and mentions looked for.
 * The two sets were read off TDLib, which the Bot API server is built on; a test compares them.
 */
export function normalizeText(text: string): string {
  return text
    .replace(RINGED, (letter) => letter.normalize('NFC'))
    .replace(DROPPED, '')
    .replace(REPLACED, (character) => (character < ' ' ? ' ' : '\ufffd'))
}

// Deliberately a little wider than Telegram's own rules, which need a list of top-level domains: a
// wrong guess costs one monospaced word. test/unit/bots/telegram/auto-links.test.ts compares them with TDLib.
const NAMES = /[@#$](?:[\p{L}\p{M}\p{N}_·・]|\u200c|\u200d)+(?:@\w+)?/gu
const COMMANDS = /\/[a-z0-9_]+(?:@\w+)?/gi
const CARD_NUMBERS = /\d(?:[ -]?\d){12,}/g
/** The part that makes an address: a dot before a letter, a scheme, an IPv4 number. */
const ADDRESSES = /\.\p{L}|:\/\/|\d\.\d{1,3}\.\d{1,3}\.\d/gu
const BEFORE_ADDRESS = /[^\s<>"«»\u2018-\u201f]/
const AFTER_ADDRESS = /[^\s<>"«»]/

/** More than this in one line and the line is covered whole, so that entities do not run out. */
const MAX_IN_LINE = 10

/**
 * What Telegram would make live by itself: a mention notifies whoever bears that name, a command
 * runs when it is tapped, an address opens. In order, disjoint, within a line each.
 *
 * @param text normalized by {@link normalizeText}
 */
export function findAutoLinks(text: string): readonly Range[] {
  const found = [NAMES, COMMANDS, CARD_NUMBERS]
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map(({ index, 0: words }): Range => [index, index + words.length])
  return coverCrowdedLines(text, mergeRanges(text, [...found, ...findAddresses(text)]))
}

function findAddresses(text: string): readonly Range[] {
  const ranges: Range[] = []
  let end = 0
  for (const { index, 0: heart } of text.matchAll(ADDRESSES)) {
    if (index + heart.length <= end) continue
    let start = index
    while (start > end && BEFORE_ADDRESS.test(text.charAt(start - 1))) start--
    end = index + heart.length
    while (end < text.length && AFTER_ADDRESS.test(text.charAt(end))) end++
    ranges.push([start, end])
  }
  return ranges
}

/** Ranges that touch, or have only spaces between them, become one. */
function mergeRanges(text: string, ranges: readonly Range[]): readonly Range[] {
  const merged: Range[] = []
  for (const range of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1)
    if (last && /^ *$/.test(text.slice(last[1], range[0]))) {
      merged[merged.length - 1] = [last[0], Math.max(last[1], range[1])]
    } else merged.push(range)
  }
  return merged
}

function coverCrowdedLines(text: string, ranges: readonly Range[]): readonly Range[] {
  const covered: Range[] = []
  let start = 0
  for (const line of text.split('\n')) {
    const end = start + line.length
    const inLine = ranges.filter((range) => range[0] >= start && range[1] <= end)
    covered.push(...(inLine.length > MAX_IN_LINE ? [[start, end] as const] : inLine))
    start = end + 1
  }
  return covered
}

/** The parts of `range` outside `holes`, which are in order and disjoint. */
export function subtractRanges(range: Range, holes: readonly Range[]): readonly Range[] {
  const rest: Range[] = []
  let start = range[0]
  for (const [from, to] of holes) {
    if (to <= start || from >= range[1]) continue
    if (from > start) rest.push([start, from])
    start = to
  }
  if (start < range[1]) rest.push([start, range[1]])
  return rest
}
