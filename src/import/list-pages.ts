import robots from 'robots-parser'
import { decodeHtml } from '../corpus/decode.ts'
import { type Fetch, USER_AGENT } from './fetch.ts'
import { markdownLinksOf, readSitemap, type SitemapEntry } from './links.ts'
import { absolute, isWithin } from './urls.ts'

/** Sitemaps of one site; an index of sitemaps counts as one. */
const MAX_SITEMAPS = 50

/** Pages that the site itself lists, or nothing. */
export async function listPages(
  fetch: Fetch,
  start: string,
  scope: URL,
  sitemaps: readonly string[],
): Promise<readonly SitemapEntry[] | undefined> {
  if (/sitemap[^/]*\.xml$/i.test(new URL(start).pathname)) return readSitemaps(fetch, [start], true)
  const list = new URL('llms.txt', scope).href
  const text = await fetchText(fetch, list)
  const listed = text && !text.trimStart().startsWith('<') ? markdownLinksOf(text) : []
  const within = absolute(listed, list).filter((url) => isWithin(url, scope))
  if (within.length > 0) return within.map((url) => ({ url }))
  const found = await readSitemaps(
    fetch,
    sitemaps.length > 0 ? sitemaps : [new URL('/sitemap.xml', scope).href],
    false,
  )
  return found.some(({ url }) => isWithin(url, scope)) ? found : undefined
}

async function readSitemaps(
  fetch: Fetch,
  urls: readonly string[],
  isNeeded: boolean,
): Promise<readonly SitemapEntry[]> {
  const queue = new Set(urls)
  const pages: SitemapEntry[] = []
  for (const url of queue) {
    if (queue.size > MAX_SITEMAPS)
      throw new Error(`the site has more than ${MAX_SITEMAPS} sitemaps; import a part of it`)
    const xml = await fetchText(fetch, url)
    if (xml === undefined && isNeeded) throw new Error(`${url} cannot be read`)
    const found = readSitemap(xml ?? '')
    pages.push(...found.pages)
    for (const each of found.sitemaps) queue.add(each)
  }
  return pages
}

/** The package's types say that the function is a property of the module; it is the module itself. */
const parseRobots = robots as unknown as typeof robots.default

/** What `robots.txt` allows us, and the sitemaps that it names. @throws if the server cannot say */
export async function readRobots(fetch: Fetch, scope: URL) {
  const url = new URL('/robots.txt', scope).href
  const page = await fetch(url)
  // https://www.rfc-editor.org/rfc/rfc9309#section-2.3.1.4
  if (page.status >= 500)
    throw new Error(
      `${url} cannot be read (status ${page.status}), so no page may be; try again later`,
    )
  const rules = parseRobots(url, page.status === 200 ? decodeHtml(page.body) : '')
  return {
    allows: (address: string) => rules.isAllowed(address, USER_AGENT) !== false,
    sitemaps: rules.getSitemaps(),
  }
}

async function fetchText(fetch: Fetch, url: string): Promise<string | undefined> {
  const page = await fetch(url).catch(() => undefined)
  return page?.status === 200 ? decodeHtml(page.body) : undefined
}
