import type { Root } from 'hast'
import { visit } from 'unist-util-visit'
import type { ReadDocument } from '../../document.ts'
import { textOf } from './clean.ts'

const MAX_TITLE = 200

/** What a page says of itself in its head. */
export function readMeta(page: Root, url?: string): ReadDocument['header'] {
  const metas = new Map<string, string>()
  const headings: string[] = []
  let title = ''
  let language = ''
  let canonical = ''
  visit(page, 'element', (element) => {
    const { tagName, properties } = element
    if (tagName === 'html') language = String(properties.lang ?? '')
    else if (tagName === 'title') title ||= squeeze(textOf(element))
    else if (tagName === 'h1') headings.push(squeeze(textOf(element)))
    else if (tagName === 'meta') {
      const name = String(properties.name ?? properties.property ?? '').toLowerCase()
      if (name && !metas.has(name)) metas.set(name, squeeze(String(properties.content ?? '')))
    } else if (tagName === 'link' && String(properties.rel) === 'canonical')
      canonical = String(properties.href ?? '')
  })
  const first = (...names: string[]) => names.map((name) => metas.get(name)).find(Boolean)
  const address = [canonical, first('og:url') ?? '', url ?? ''].find((each) =>
    /^https?:\/\/[^\s]{1,2000}$/.test(each),
  )
  const date = first(
    ...['article:modified_time', 'article:published_time', 'dcterms.modified', 'dc.date', 'date'],
  )?.match(/^\d{4}-\d\d-\d\d/)?.[0]
  const heading = headings.length === 1 ? headings[0] : undefined
  const name = heading || first('og:title') || title
  const author = first('author', 'article:author', 'dc.creator')
  return {
    ...(name && { title: name.slice(0, MAX_TITLE) }),
    ...(author && !/^https?:/.test(author) && { author: author.slice(0, MAX_TITLE) }),
    ...(address && { url: address }),
    ...(date && { date }),
    ...(isLanguage(language) && { language }),
  }
}

const squeeze = (text: string): string => text.replaceAll(/[\s¶]+/g, ' ').trim()

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}
