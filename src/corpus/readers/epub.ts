import { posix } from 'node:path'
import type { Element, Root as XmlTree } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import type { RootContent } from 'mdast'
import { visit } from 'unist-util-visit'
import { decodeText } from '../decode.ts'
import { type ReadDocument, UnreadableError } from '../document.ts'
import { textOf } from './html/clean.ts'
import { readFragment } from './html/index.ts'
import { unzip } from './zip.ts'

/** Only text: pictures, fonts and sounds stay packed. */
const TEXT = /\.(?:x?html?|xml|opf|ncx)$/i

/**
 * Reads an e-book: its chapters in reading order, without its table of contents and without what the
 * book itself puts beside the reading order.
 *
 * @throws {UnreadableError} if it is damaged, locked, too large or has no text
 */
export async function readEpub(bytes: Uint8Array): Promise<ReadDocument> {
  const parts = unzip(bytes, (name) => TEXT.test(name))
  const path = attribute(elements(parts['META-INF/container.xml'], 'rootfile')[0], 'full-path')
  const book = parts[path]
  if (!book) throw new UnreadableError('is not an e-book', 'save it again as .epub')
  if (
    parts['META-INF/encryption.xml'] &&
    elements(parts['META-INF/rights.xml'], 'rights').length > 0
  )
    throw new UnreadableError('is locked by its shop', 'use a copy without copy protection')
  const items = new Map(elements(book, 'item').map((item) => [attribute(item, 'id'), item]))
  const children: RootContent[] = []
  for (const reference of elements(book, 'itemref')) {
    const item = items.get(attribute(reference, 'idref'))
    const isBeside =
      attribute(reference, 'linear') === 'no' ||
      attribute(item, 'properties').split(' ').includes('nav')
    const part = parts[posix.join(posix.dirname(path), decodeURI(attribute(item, 'href')))]
    if (!part || isBeside) continue
    const html = decodeText(part)
    if (typeof html === 'string') children.push(...readFragment(html).children)
  }
  if (children.length === 0) throw new UnreadableError('has no text', 'delete the file')
  return { tree: { type: 'root', children }, header: readHeader(book) }
}

function readHeader(book: Uint8Array): ReadDocument['header'] {
  const first = (name: string) => {
    const [element] = elements(book, name)
    return element ? textOf(element).replaceAll(/\s+/g, ' ').trim().slice(0, 200) : ''
  }
  const title = first('dc:title')
  const author = first('dc:creator')
  const language = first('dc:language')
  const [date] = first('dc:date').match(/^\d{4}(?:-\d\d(?:-\d\d)?)?/) ?? []
  return {
    ...(title && { title }),
    ...(author && { author }),
    ...(/^[a-z]{2,3}(?:-[a-z\d]{2,8}){0,3}$/i.test(language) && { language }),
    ...(date && { date }),
  }
}

/** Elements of a small XML file by name; read as HTML, which knows names with a colon. */
function elements(part: Uint8Array | undefined, name: string): readonly Element[] {
  const xml = part ? decodeText(part) : ''
  const tree: XmlTree = fromHtml(typeof xml === 'string' ? selfClose(xml) : '', { fragment: true })
  const found: Element[] = []
  visit(tree, 'element', (element) => {
    if (element.tagName === name) found.push(element)
  })
  return found
}

/** `<item/>` is an open element in HTML. */
const selfClose = (xml: string): string =>
  xml.replaceAll(/<([a-z][\w:.-]{0,60})(\s[^<>]*?)?\/>/gi, '<$1$2></$1>')

function attribute(element: Element | undefined, name: string): string {
  const key = name === 'full-path' ? 'full-path' : name
  const value = element?.properties[key] ?? element?.properties[name.replaceAll('-', '')]
  return Array.isArray(value) ? value.join(' ') : String(value ?? '')
}
