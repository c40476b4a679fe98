import type { Nodes, Root } from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown } from 'mdast-util-to-markdown'
import { visit } from 'unist-util-visit'
import { stringify } from 'yaml'
import type { ReadDocument } from '../corpus/document.ts'
import { hashOf } from './state.ts'

type Header = ReadDocument['header']

/** A page as a Markdown file, with what is known of it as front matter and `{#id}` at headings. */
export function toMarkdownPage({ tree, header }: ReadDocument): string {
  const marked: Root = structuredClone(tree)
  visit(marked, 'heading', ({ children, data }) => {
    if (data?.anchor) children.push({ type: 'html', value: ` {#${data.anchor}}` })
  })
  const text = toMarkdown(marked as Nodes, { extensions: [gfmToMarkdown()], bullet: '-' })
  return `---\n${stringify(header)}---\n\n${text}`
}

/** A Markdown page with more front matter; what it says of itself stays. */
export function addFrontMatter(text: string, header: Header): string {
  const [, own] = text.match(/^---[ \t]*\n([\s\S]*?\n)?---[ \t]*(?:\n|$)/) ?? []
  const isMarked = text.startsWith('---\n') && own !== undefined
  const given = new Set([...(own ?? '').matchAll(/^(\w+):/gm)].map(([, name]) => name))
  const more = Object.fromEntries(Object.entries(header).filter(([name]) => !given.has(name)))
  if (Object.keys(more).length === 0) return text
  return isMarked
    ? text.replace(/^---[ \t]*\n/, () => `---\n${stringify(more)}`)
    : `---\n${stringify(more)}---\n\n${text}`
}

const MAX_NAME = 60
const MAX_FOLDERS = 8

/**
 * Where the page of an address lies: `/guide/Install.html` is `guide/Install.md`. Dots would make a
 * translation of it, and some names are not read.
 */
export function fileOf(url: string): string {
  const { pathname, search } = new URL(url)
  const parts = pathname.split('/').filter(Boolean).map(toName)
  const name = pathname.endsWith('/') || parts.length === 0 ? 'index' : (parts.pop() as string)
  const query = search ? `-${hashOf(search).slice(0, 6)}` : ''
  return [...parts.slice(0, MAX_FOLDERS), `${name}${query}.md`].join('/')
}

function toName(part: string): string {
  const name = decode(part)
    .replace(/\.(?:html?|md|mdx|php|aspx?)$/i, '')
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}_-]+/gu, '-')
    .replace(/^[-_]+/, '')
    .slice(0, MAX_NAME)
  return /^readme\b/i.test(name) ? `about-${name}` : name || 'page'
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
