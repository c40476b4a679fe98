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

/** A title in brackets, or behind a sign that no list has: 【退票】, [退票], ■ 退票. */
const MARKED = /^(?:【[^【】]+】|〖[^〖〗]+〗|\[[^[\]\d]+\]|[■□◆◇▼▲][ \u3000]*[^\s■□◆◇▼▲].*)$/u

/** Whether a line is short, no sentence, and says less than what follows it. */
export const isTitle = (line: string, next = ''): boolean =>
  line.length <= MAX_TITLE &&
  !/[,，、]$/.test(line) &&
  !COMPLETE.test(line) &&
  next.length > line.length &&
  !/\d/.test(line)

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
    if (isMarked(line, next)) {
      found.set(line, 2)
      continue
    }
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

/** Whether a line is a title by its look: in brackets or behind a sign, and above one that is not. */
export const isMarked = ({ text }: Line, next: Line | undefined): boolean =>
  next !== undefined &&
  text.length <= MAX_TITLE &&
  MARKED.test(text) &&
  !COMPLETE.test(text) &&
  !MARKED.test(next.text)

/**
 * The lines at the beginning of a block that have a rule of one sign below them, with their depth from
 * 1: what is underlined with the first sign is above what is underlined with the second, as in
 * reStructuredText.
 */
export function underlinedIn(blocks: readonly (readonly Line[])[]): ReadonlyMap<Line, number> {
  const signs: string[] = []
  const found = new Map<Line, number>()
  for (const [line, rule, below] of blocks) {
    const sign = UNDERLINE.exec(rule?.text ?? '')?.[1]
    if (!line || !sign || line.text.length > MAX_TITLE) continue
    if (IN_COLUMNS.test(line.text) && IN_COLUMNS.test(below?.text ?? '')) continue
    if (!signs.includes(sign)) signs.push(sign)
    found.set(line, 1 + signs.indexOf(sign))
  }
  return found
}

/** The head of a table has a rule below it, too. */
const IN_COLUMNS = /\t| {2}|[|│┃║｜]/u
const UNDERLINE = /^([-=~*_#^─━═—＝])\1{2,}$/u
