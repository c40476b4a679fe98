import { decodeEntities } from '../shared/xml-entities.ts'

/** Addresses of links in HTML, as they stand there; enough to find pages, not to show any. */
export const linksOf = (html: string): readonly string[] =>
  [...html.matchAll(/<a\s[^>]{0,2000}?\bhref\s?=\s?["']?([^"'\s>]{1,2000})/gi)].map(
    ([, link = '']) => link.replaceAll('&amp;', '&'),
  )

/** The address of the page as Markdown, if the page names one. */
export function mirrorOf(html: string): string | undefined {
  const [link] =
    html
      .match(/<link\s[^>]{0,2000}>/gi)
      ?.filter((each) => /type\s?=\s?["']?text\/markdown/i.test(each)) ?? []
  return link?.match(/href\s?=\s?["']?([^"'\s>]{1,2000})/i)?.[1]?.replaceAll('&amp;', '&')
}

/** Addresses in `llms.txt` and other Markdown: https://llmstxt.org */
export const markdownLinksOf = (text: string): readonly string[] =>
  [...text.matchAll(/\]\(([^()\s]{1,2000})\)/g)].map(([, link = '']) => link)

export interface SitemapEntry {
  readonly url: string
  /** ISO 8601, to the day. */
  readonly date?: string
}

/** What a sitemap lists: pages, or other sitemaps: https://www.sitemaps.org/protocol.html */
export function readSitemap(xml: string): {
  readonly pages: readonly SitemapEntry[]
  readonly sitemaps: readonly string[]
} {
  const entries = xml.split(/<(?=(?:url|sitemap)>)/).flatMap((part) => {
    const url = fieldOf(part, 'loc')
    const date = fieldOf(part, 'lastmod')?.match(/^\d{4}-\d\d-\d\d/)?.[0]
    return url ? [{ isMap: part.startsWith('sitemap'), url, ...(date && { date }) }] : []
  })
  return {
    pages: entries.filter(({ isMap }) => !isMap).map(({ isMap: _, ...entry }) => entry),
    sitemaps: entries.filter(({ isMap }) => isMap).map(({ url }) => url),
  }
}

function fieldOf(part: string, name: string): string | undefined {
  const start = part.indexOf(`<${name}>`)
  const end = part.indexOf(`</${name}>`, start)
  if (start < 0 || end < 0) return undefined
  const xml = part.slice(start + name.length + 2, end)
  return decodeEntities(
    xml
      .replace(/^\s*<!\[CDATA\[/, '')
      .replace(/\]\]>/, '')
      .trim(),
  )
}
