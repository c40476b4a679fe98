import type { Definition, PhrasingContent } from 'mdast'
import { joinRich, linesOf, plain, type Rich, styled, trimRich } from './rich.ts'

/** Where the links of a document lead that name their address elsewhere. */
export type Definitions = ReadonlyMap<string, Definition>

/** A line break that only wraps a line, until it is known whether it does. */
export const SOFT_BREAK = '\r'

/** The words of a line with their look; marks, pictures and footnote signs are no words. */
export function readInlines(nodes: readonly PhrasingContent[], definitions: Definitions): Rich {
  return joinRich(nodes.map((node) => readInline(node, definitions)))
}

function readInline(node: PhrasingContent, definitions: Definitions): Rich {
  switch (node.type) {
    case 'text':
      return plain(node.value.replaceAll('\n', SOFT_BREAK), node.data?.slices)
    case 'inlineCode':
      return styled(joinRich(linesOf(plain(node.value, node.data?.slices)), ' '), 'code')
    case 'break':
      return plain('\n')
    case 'emphasis':
    case 'strong':
      return styled(readInlines(node.children, definitions), node.type)
    case 'delete':
      return styled(readInlines(node.children, definitions), 'strikethrough')
    case 'link':
      return linked(readInlines(node.children, definitions), node.url)
    case 'linkReference':
      return linked(
        readInlines(node.children, definitions),
        definitions.get(node.identifier)?.url ?? '',
      )
    default:
      return plain('')
  }
}

/**
 * Only to the web: what is relative leads nowhere from a chat. And never elsewhere than it says: a
 * label that is an address names the host that the link leads to.
 */
function linked(rich: Rich, url: string): Rich {
  if (!/^https?:\/\/[^\s\p{C}]+$/iu.test(url) || !URL.canParse(url)) return rich
  const named = rich.text.match(/^(?:https?:\/\/)?((?:[\w-]{1,63}\.)+[a-z]{2,})(?=[/:?#]|$)/i)?.[1]
  const { hostname } = new URL(url)
  return named && named.toLowerCase() !== hostname ? rich : styled(rich, 'link', url)
}

/** Columns that a line takes: two for a character of Chinese. */
export const widthOf = (line: string): number =>
  line.length +
  (line.match(/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/g)?.length ?? 0)

/** Columns: nobody wraps lines that are shorter. */
const MIN_WRAPPED = 30
/** A wrapped line is nearly as long as the longest. */
export const WRAPPED_SHARE = 0.6

/**
 * How each line goes on in the next: wrapped lines with a blank, or without one between Chinese
 * characters; lines that stand for themselves (an address, a verse, a list of prices) with a break.
 */
export function joinersOf(lines: readonly string[]): readonly string[] {
  const widths = lines.map(widthOf)
  const longest = widths.reduce((most, width) => Math.max(most, width), 0)
  return lines.slice(0, -1).map((line, l) => {
    const next = lines[l + 1] ?? ''
    const isLong = longest >= MIN_WRAPPED && (widths[l] ?? 0) >= longest * WRAPPED_SHARE
    const goesOn = /[\p{L}\p{N},，、]$/u.test(line) && /^(?![a-z][).、])\p{Ll}/u.test(next)
    if (!isLong && !goesOn && !(longest >= MIN_FILLED && isFilled(line, next, longest))) return '\n'
    return wrapJoinerOf(line, next)
  })
}

/** What stands between the parts of a line that was wrapped: nothing beside a Chinese character. */
export const wrapJoinerOf = (line: string, next: string): string =>
  WIDE_END.test(line) || WIDE_START.test(next) ? '' : ' '

/** Columns of a text that a program wraps. */
const MIN_FILLED = 55
const LABEL = /^.{0,12}[:：]/u

/**
 * Whether a program that breaks lines at blanks alone had to break this one: what it ends with is no
 * end, and the next word, which may be a whole sentence of Chinese, would not have fitted.
 */
const isFilled = (line: string, next: string, longest: number): boolean => {
  const [word = ''] = next.split(/\s/, 1)
  return (
    /[\p{L}\p{N}]$/u.test(line) &&
    /\s/.test(line) &&
    WIDE_START.test(next) &&
    !LABEL.test(line) &&
    !LABEL.test(next) &&
    widthOf(line) + 1 + widthOf(word) > longest
  )
}

const WIDE_END =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uff60]$/u
const WIDE_START =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uff60]/u

/** Lines as one text, those that were wrapped as one line. */
export function joinLines(lines: readonly Rich[]): Rich {
  const kept = lines.map(trimRich).filter(({ text }) => text)
  const joiners = joinersOf(kept.map(({ text }) => text))
  return joinRich(kept, (l) => joiners[l - 1] ?? '')
}
