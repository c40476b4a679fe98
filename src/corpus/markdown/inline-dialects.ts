import type { Nodes, Root } from 'mdast'
import type { Edit } from './edited-text.ts'
import { editHtml, findClosed, findTags, replaceTag } from './html.ts'

type Range = readonly [start: number, end: number]

/** What a page of Obsidian shows of another file: `![[plan.png]]`, `![[plan.png|Ground floor]]`. */
const EMBED = /!\[\[([^[\]\n]*)\]\]/g
const PICTURE_NAME = /\.(?:png|jpe?g|gif|webp)$/i

/**
 * What other programs write within lines. A pattern's first group, where it has one, is what people
 * read of it; the rest goes.
 */
const PATTERNS: readonly RegExp[] = [
  /\[\[(?:[^[\]\n|]*?\\?\|)?([^[\]\n|]+)\]\]/dg, // a wiki link
  /(?<![=\w])==(?=[^\s=])([^=\n]{1,500})(?<=[^\s=])==(?![=\w])/dg, // highlighted words
  /(?<![+\w])\+\+(?=[^\s+])([^+\n]{1,60}(?:\+[^+\n]{1,60}){0,5})(?<=[^\s+])\+\+(?![+\w])/dg, // keys, inserted words
  /(?<=^|\s)%%[\s\S]*?(?:%%(?=\s|$)|$(?![\s\S]))/dgm, // a comment of Obsidian
  /[ \t]\^[\w-]{4,}(?=[ \t]*$)/dgm, // the id of a block
  /\{%-?[ \t]*comment[\s\S]*?endcomment[ \t]*-?%\}|\{%[^\n]*?%\}/dg, // Liquid
  /\{\{[<%][^\n]*?[%>]\}\}/dg, // a shortcode of Hugo
  /(?<!\$)\{\{[^{}\n]{0,200}\}\}/dg, // a value that Liquid, or another template, puts there
  /\{\/\*[\s\S]*?\*\/\}/dg, // a comment of MDX
  /(?<![\w:]):[a-z][\w-]*\[([^\]\n]{0,200})\](?:\{[^}\n]{0,200}\})?/dg, // a directive in a line
  /(?<=[)\]`*_])\{:?[ \t]?[.#][^{}\n]{0,200}\}/dg, // attributes of a link, a picture, emphasis
  /(?:data:[\w/+.-]+;base64,)?[A-Za-z0-9+/]{256,}={0,2}/dg, // bytes as text
]

/** Where templates are words: what Liquid leaves as it is. */
const RAW = /\{%-?[ \t]*raw[ \t]*-?%\}[\s\S]*?\{%-?[ \t]*endraw/g

/** Edits of a text whose tree is known, so that code is left as it is. */
export function findInlineDialects(text: string, tree: Root): readonly Edit[] {
  const { code, html } = findRanges(tree)
  const raw = [...text.matchAll(RAW)].map(
    ({ 0: { length }, index }): Range => [index, index + length],
  )
  const closed = findClosed(text)
  const edits: Edit[] = html.flatMap((range) => [
    ...editHtml(text, closed, range, prefixAt(text, range[0])),
  ])
  for (const { 0: whole, 1: inner = '', index } of text.matchAll(EMBED)) {
    const range: Range = [index, index + whole.length]
    if (code.some((other) => range[0] < other[1] && range[1] > other[0])) continue
    edits.push({ start: range[0], end: range[1], insert: toPicture(inner) })
  }
  for (const { indices } of PATTERNS.flatMap((pattern) => [...text.matchAll(pattern)])) {
    const [start, end] = indices?.[0] ?? [0, 0]
    const [from, to] = indices?.[1] ?? [end, end]
    if (code.some((range) => start < range[1] && end > range[0])) continue
    if (text.startsWith('{{', start) && raw.some((range) => start > range[0] && end < range[1]))
      continue
    edits.push({ start, end: from }, ...(to < end ? [{ start: to, end }] : []))
  }
  // Components stand where HTML may not: over several lines, with braces. Pictures stand in lines too.
  for (const tag of findTags(text, closed)) {
    const isIn = ([start, end]: Range) => tag.start < end && tag.end > start
    const isComponent = /[A-Z]/.test(text[tag.start + (tag.isClosing ? 2 : 1)] ?? '')
    if (!isComponent && tag.name !== 'img') continue
    if (code.some(isIn) || html.some(isIn)) continue
    edits.push(...replaceTag(text, tag, breakAt(text, tag.start)))
  }
  return edits
}

/** A picture of Markdown; nothing for a note, whose words are found where they stand. */
function toPicture(embed: string): string {
  const [name = '', label = ''] = embed.split('|')
  // In a table the bar is escaped.
  const path = name.replace(/\\$/, '').trim()
  if (!PICTURE_NAME.test(path)) return ''
  const isSize = /^\s*\d+(?:x\d+)?\s*$/.test(label)
  const address = path.split('/').map(encodeURIComponent).join('/')
  return `![${isSize ? '' : label.replaceAll(/[\\*_`<>]/g, '\\$&')}](<${address}>)`
}

/** Where code stands, and blocks of HTML. */
function findRanges(tree: Root) {
  const code: Range[] = []
  const html: Range[] = []
  const visit = (node: Nodes, isBlock: boolean): void => {
    const range: Range = [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0]
    if (node.type === 'code' || node.type === 'inlineCode') code.push(range)
    else if (node.type === 'html' && isBlock) html.push(range)
    else if ('children' in node)
      for (const child of node.children) visit(child, CONTAINERS.has(node.type))
  }
  visit(tree, true)
  return { code, html }
}

const CONTAINERS: ReadonlySet<string> = new Set([
  'root',
  'blockquote',
  'listItem',
  'footnoteDefinition',
])

/** What the next line must begin with to stay in the quote or the list that a block stands in. */
const prefixAt = (text: string, offset: number): string =>
  text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset).replaceAll(/[^>\s]/g, ' ')

/** An end of a block, in the quote or the list that it stands in. */
function breakAt(text: string, offset: number): string {
  const prefix = prefixAt(text, offset).replace(/[^>\s].*/, '')
  return `\n${prefix.trimEnd()}\n${prefix}`
}
