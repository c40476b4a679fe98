import type { Line } from './chat.ts'

/** Ends of sentences and lines that are complete. */
export const COMPLETE = /[。！？；：.!?;:…][”"’'』」）)\]]*$/
/** Characters of a title. */
const MAX_TITLE = 40

/** What numbers the parts of regulations and reports: 四、退款时间, 第三章 附则, Part 2: Fees. */
const PART =
  /^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十\d]{1,3}[章节编部]分?|(?:chapter|part|section) (?:\d{1,3}|[ivx]{1,5})\b[.:]?)\s*/i
/** The same with digits alone, as lists have them too: 2 团费, 2.1 金额. */
const DIGITS = /^(\d{1,2}(?:\.\d{1,2}){0,3})(?:[.、]\s*|\s+)(?=[^\d\s])/

/** Whether a line is short, no sentence, and says less than what follows it. */
export const isTitle = (line: string, next = ''): boolean =>
  line.length <= MAX_TITLE && !COMPLETE.test(line) && next.length > line.length && !/\d/.test(line)

/**
 * The lines of a plain text that are headings of its parts, with their depth (2 to 5): numbered and
 * short, at the beginning of a block, before what is no item of the same list. Numbers of digits
 * have to count from 1, for there are at least two of them.
 *
 * @param blocks lines between blank lines
 */
export function headingsIn(blocks: readonly (readonly Line[])[]): ReadonlyMap<Line, number> {
  const found = new Map<Line, number>()
  const counted: { readonly line: Line; readonly number: string }[] = []
  for (const [b, [line, below]] of blocks.entries()) {
    const next = below ?? blocks[b + 1]?.[0]
    if (!line || !next) continue
    const part = PART.exec(line.text)?.[0]
    if (part) {
      if (isTitle(line.text.slice(part.length), next.text)) found.set(line, 2)
      continue
    }
    const [whole = '', number = ''] = DIGITS.exec(line.text) ?? []
    const follows = DIGITS.exec(next.text)?.[1]
    const isParent = follows?.startsWith(`${number}.`) ?? false
    const rest = line.text.slice(whole.length)
    if (!whole || (follows !== undefined && !isParent)) continue
    if (isTitle(rest, isParent ? `${rest} ` : next.text)) counted.push({ line, number })
  }
  if (counted.length > 1 && /^1(?:\.1)*$/.test(counted[0]?.number ?? ''))
    for (const { line, number } of counted) found.set(line, 1 + number.split('.').length)
  return found
}
