import { Readability } from '@mozilla/readability'
import type { Element, Root } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { parseHTML } from 'linkedom'
import { EXIT, visit } from 'unist-util-visit'
import { decodeHtml } from '../../decode.ts'
import { type ReadDocument, UnreadableError } from '../../document.ts'
import { checkDepth, isElement, removeFurniture, textOf } from './clean.ts'
import { readMeta } from './meta.ts'
import { toMarkdownTree } from './tree.ts'

/** A part of a page with fewer characters than this, or than this share of it, is not its text. */
const MIN_TEXT = 60
const MIN_SHARE = 0.25

/**
 * Reads the text of a web page: its main part if it names one, else what Readability finds.
 *
 * @throws {UnreadableError} if it has no text
 * @param path of the file, or the address of the page, where its links begin
 */
export async function readHtml(bytes: Uint8Array, path: string): Promise<ReadDocument> {
  const url = /^https?:/.test(path) ? path : undefined
  const html = decodeHtml(bytes)
  const page = parse(html)
  const header = readMeta(page, url)
  const tree = toMarkdownTree(findText(page, html), url)
  if (tree.children.length === 0)
    throw new UnreadableError('has no text', 'save the page with its text, or delete the file')
  return { tree, header }
}

/** The Markdown tree of HTML that is text from beginning to end. */
export const readFragment = (html: string) => {
  const tree = parse(html)
  removeFurniture(tree)
  return toMarkdownTree(tree)
}

function parse(html: string): Root {
  const tree = fromHtml(html)
  checkDepth(tree)
  return tree
}

function findText(page: Root, html: string): Root | Element {
  const body = find(page, ({ tagName }) => tagName === 'body')[0] ?? page
  const hasFurniture = find(body, looksLikeMenu).length > 0
  removeFurniture(body)
  const size = sizeOf(body)
  const isText = (part: Root | Element | undefined): part is Element =>
    part !== undefined && sizeOf(part) >= Math.max(MIN_TEXT, MIN_SHARE * size)
  const mains = find(
    body,
    ({ tagName, properties }) => tagName === 'main' || properties.role === 'main',
  )
  const articles = find(body, ({ tagName }) => tagName === 'article')
  const articlesOfMain =
    mains.length === 1 && mains[0]
      ? find(mains[0], ({ tagName }) => tagName === 'article')
      : articles
  for (const parts of [articlesOfMain, mains])
    if (parts.length === 1 && isText(parts[0])) return parts[0]
  if (!hasFurniture) return body
  const found = readableText(html)
  if (found) removeFurniture(found)
  if (isText(found)) return found
  // What is not in the main part was no menu, or the rest would be gone: better too much.
  removeHeaders(body)
  return body
}

function looksLikeMenu({ tagName, properties }: Element): boolean {
  const { role, id, className } = properties
  const names = [id, ...(Array.isArray(className) ? className : [])].map(String)
  return (
    ['nav', 'aside', 'footer'].includes(tagName) ||
    role === 'navigation' ||
    names.some((name) => /^(?:.{0,40}-)?(?:nav|navbar|menu|sidebar|footer)(?:-|$)/i.test(name))
  )
}

function readableText(html: string): Root | undefined {
  const { document } = parseHTML(html)
  // Readability makes every first-level heading one of the second level.
  for (const heading of document.querySelectorAll('h1')) heading.setAttribute('data-level', '1')
  const page = document as unknown as ConstructorParameters<typeof Readability>[0]
  const article = new Readability(page, { charThreshold: MIN_TEXT }).parse()
  if (!article?.content) return undefined
  const tree = fromHtml(article.content, { fragment: true })
  for (const heading of find(tree, ({ properties }) => properties.dataLevel === '1'))
    heading.tagName = 'h1'
  return tree
}

function removeHeaders(tree: Root | Element): void {
  tree.children = tree.children.filter(
    (child) => !(isElement(child as Element) && (child as Element).tagName === 'header'),
  ) as never
}

function find(tree: Root | Element, matches: (element: Element) => boolean): readonly Element[] {
  const found: Element[] = []
  visit(tree, 'element', (element) => {
    if (matches(element)) found.push(element)
    return found.length > 1000 ? EXIT : undefined
  })
  return found
}

const sizeOf = (tree: Root | Element): number => textOf(tree).replaceAll(/\s+/g, '').length
