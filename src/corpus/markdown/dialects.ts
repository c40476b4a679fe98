import type { Edit } from './edited-text.ts'

// What other programs add to Markdown, as lines: rewritten to what every parser knows. Titles become
// paragraphs of their own, which introduce what stands below them.

interface Line {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** The lines of a text that are no code between fences. */
function readLines(text: string): readonly Line[] {
  const lines: Line[] = []
  let fence = ''
  for (const { 0: line, index } of text.matchAll(/.*/g)) {
    if (index === text.length && line === '' && text !== '') break
    const mark = line.match(/^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(`{3,}|~{3,})/)?.[1] ?? ''
    const isCode = fence !== ''
    if (!fence) fence = mark
    else if (mark.startsWith(fence) && line.trim() === mark) fence = ''
    lines.push({
      start: index,
      end: index + line.length,
      text: isCode || mark ? '\0'.repeat(line.length) : line,
    })
  }
  return lines
}

/** The text with `\0` for each character of code between fences. */
export function withoutCode(text: string): string {
  const lines = readLines(text)
  return lines
    .map(({ start, text: words }, l) => text.slice(lines[l - 1]?.end, start) + words)
    .join('')
}

const remove = ({ start, end }: Line): Edit => ({ start, end })

/** `title`, found in its line, as a paragraph behind `prefix`; all else of the line goes. */
function toTitle({ start, end, text }: Line, title: string | undefined, prefix = ''): Edit[] {
  const words = title?.trim()
  if (!words) return [{ start, end, insert: prefix }]
  const at = start + text.lastIndexOf(words)
  return [
    { start, end: at, insert: prefix, titleUntil: at + words.length },
    { start: at + words.length, end, insert: `\n${prefix}` },
  ]
}

/** `!!! note "Title"` and `=== "Tab"` of MkDocs, whose body is indented. */
const ADMONITION = /^(?:!!!|\?\?\?\+?)[ \t]+[a-z]/i
const TAB = /^===[!+]*[ \t]+"/

/** One level of them; what stands inside another is for the next round. */
export function findAdmonitions(text: string): readonly Edit[] {
  if (!/^[ \t]*(?:!!!|\?\?\?|===)/m.test(text)) return []
  const lines = readLines(text)
  const edits: Edit[] = []
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as Line
    const { prefix: indent, words } = splitPrefix(line.text, /[^ \t]|$/)
    if (!ADMONITION.test(words) && !TAB.test(words)) continue
    edits.push(...toTitle(line, between(words, '"', '"'), indent))
    const body = `${indent}    `
    for (; i + 1 < lines.length; i++) {
      const next = lines[i + 1] as Line
      const source = text.slice(next.start, next.end)
      if (source.startsWith(body))
        edits.push({ start: next.start + indent.length, end: next.start + body.length })
      else if (source.startsWith(`${indent}\t`))
        edits.push({ start: next.start + indent.length, end: next.start + indent.length + 1 })
      else if (source.trim()) break
    }
  }
  return edits
}

/** What stands before the first character that `start` finds: blanks, and the signs of quotes. */
function splitPrefix(line: string, start: RegExp) {
  const at = line.search(start)
  return { prefix: line.slice(0, at), words: line.slice(at) }
}

/** What stands between the first of the one sign and the last of the other. */
function between(words: string, opening: string, closing: string): string | undefined {
  const start = words.indexOf(opening)
  const end = words.lastIndexOf(closing)
  return start >= 0 && end > start ? words.slice(start + 1, end) : undefined
}

/** `::: tip Title`, also with `[Title]` and `{attributes}`; the end is the same without a name. */
const CONTAINER = /^:{3,}[ \t]*/
/** `> [!NOTE]`, also with a sign that folds it and a title. */
const ALERT = /^\[![\w-]+\][-+]?/
/** `::name[words]{attributes}` alone on a line. */
const LEAF_DIRECTIVE = /^::[\w-]+(?=[[{]|$)/

/** The title of a container, if the words are the line that opens or ends one. */
function readContainer(words: string): { readonly title: string | undefined } | undefined {
  const mark = words.match(CONTAINER)?.[0] ?? words.match(LEAF_DIRECTIVE)?.[0]
  if (mark === undefined) return undefined
  const named = words.slice(mark.length).replace(/^[\w-]+/, '')
  const title = named.trimStart().startsWith('[') ? between(named, '[', ']') : named.split('{')[0]
  return { title: mark.startsWith(':::') || named.startsWith('[') ? title : undefined }
}

/** What is replaced by something else when a site is built: a table of contents, a snippet, attributes. */
const PLACEHOLDER =
  /^(?:\[toc\]$|\[\[_?toc_?\]\]$|@\[toc\]|--8<--|<<<\s|\{:[^}]*\}$|\\(?:newpage|pagebreak|tableofcontents)$)/i
const IMPORT = /^import\s(?:.*\sfrom\s+)?['"][^'"]+['"];?[ \t]*$/
const EXPORT = /^export\s+(?:const|let|var|default|function|async)\b/
/** Only tags, as Obsidian writes them: `#food #life`. */
const TAGS = /^[ \t]*#[^\s#]+(?:[ \t]+#[^\s#]+)+[ \t]*$/
/** A heading without its space: sure where it is Chinese, or has two signs. */
const TIGHT_HEADING = /^ {0,3}(#{1,6})(?=[^\s#])(.{1,80})$/u
/** Quotes and lists within each other, deeper than anybody reads, or the parser can follow. */
const TOO_DEEP = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))){30,}/
const DEFINITION = /^ {0,3}:[ \t]+(?=\S)/
/** A line of words, in code or emphasis too; no item, table, fence or rule. */
const TERM = /^(?![#>|+:]|[-*](?:\s|$)|-{3}|\*{3}|`{3})[^\s\0][^\0]{0,99}$/

export function findDialects(text: string): readonly Edit[] {
  const lines = readLines(text)
  const edits: Edit[] = []
  lines.forEach((line, l) => {
    const { start, text: words } = line
    const before = lines[l - 1]
    const { prefix, words: rest } = splitPrefix(words, /[^ \t>]|$/)
    const container = rest.startsWith('::') ? readContainer(rest) : undefined
    const alert = prefix.includes('>') ? rest.match(ALERT)?.[0] : undefined
    const heading = words.includes('#') && words.match(TIGHT_HEADING)
    const deep = words.match(TOO_DEEP)
    if (deep) edits.push({ start, end: start + deep[0].length })
    else if (container) edits.push(...toTitle(line, container.title, prefix))
    else if (alert) edits.push(...toTitle(line, rest.slice(alert.length), prefix))
    else if (PLACEHOLDER.test(words.trim()) || IMPORT.test(words) || TAGS.test(words))
      edits.push(remove(line))
    else if (EXPORT.test(words) && !before?.text.trim()) {
      for (let e = l; lines[e]?.text.trim(); e++) edits.push(remove(lines[e] as Line))
    } else if (heading && isHeading(heading[1] as string, heading[2] as string)) {
      const at = start + words.indexOf('#') + (heading[1] as string).length
      edits.push({ start: at, end: at, insert: ' ' })
    } else if (DEFINITION.test(words)) edits.push(...toDefinition(lines, l))
  })
  return edits
}

const isHeading = (signs: string, words: string): boolean =>
  /^\p{Script=Han}/u.test(words) || (signs.length > 1 && /^\p{L}/u.test(words))

/** `: definition` below its term. */
function toDefinition(lines: readonly Line[], l: number): readonly Edit[] {
  const { start, text } = lines[l] as Line
  const mark = { start, end: start + (text.match(DEFINITION)?.[0].length ?? 0), insert: '\n' }
  const term = lines[l - 1]?.text.trim() ? lines[l - 1] : lines[l - 2]
  const above = term && lines[lines.indexOf(term) - 1]
  if (!term || !TERM.test(term.text) || above?.text.trim()) return [mark]
  return [{ start: term.start, end: term.start, titleUntil: term.end }, mark]
}
