import robots from 'robots-parser'
import { decodeHtml } from '../corpus/decode.ts'
import { UnreadableError } from '../corpus/document.ts'
import { readWebPage } from '../corpus/readers/index.ts'
import { type Fetch, type Page, USER_AGENT } from './fetch.ts'
import { linksOf, markdownLinksOf, mirrorOf, readSitemap, type SitemapEntry } from './links.ts'
import { addFrontMatter, fileOf, toMarkdownPage } from './markdown-page.ts'
import type { Import } from './state.ts'

interface SiteOptions {
  readonly fetch: Fetch
  /** Pages at most; default 2,000. */
  readonly maxPages?: number
  readonly onPage?: (url: string) => void
}

const MAX_SITEMAPS = 50

/**
 * Imports the pages of a web site at and below an address. Which pages there are is taken from
 * `llms.txt`, else from its sitemap, else from the links of the pages.
 *
 * @returns whether every page was seen
 */
export async function importSite(
  start: string,
  into: Import,
  { fetch, maxPages = 2000, onPage = () => {} }: SiteOptions,
): Promise<boolean> {
  const scope = scopeOf(start)
  const rules = await readRobots(fetch, scope)
  const listed = await listPages(fetch, start, scope, rules.sitemaps)
  const queue = new Map<string, SitemapEntry>()
  const add = (entry: SitemapEntry) => {
    const url = normalize(entry.url, start)
    if (url && isWithin(url, scope) && !queue.has(url)) queue.set(url, { ...entry, url })
  }
  for (const entry of listed ?? [{ url: start }]) add(entry)
  let count = 0
  for (const entry of queue.values()) {
    if (count >= maxPages) {
      into.failed.push(`${entry.url}: more than ${maxPages} pages`)
      return false
    }
    if (!rules.allows(entry.url)) continue
    count++
    onPage(entry.url)
    const links = await importPage(entry, listed !== undefined, scope, into, fetch)
    // A site that lists its pages has said which they are.
    if (!listed) for (const url of links) add({ url })
  }
  return into.failed.length === 0
}

/**
 * One page as Markdown with its address.
 *
 * @throws where it cannot be read, or `robots.txt` does not allow it
 */
export async function readSitePage(start: string, fetch: Fetch): Promise<string> {
  const address = normalize(start, start)
  if (address === undefined) throw new Error('is not the address of a page')
  const rules = await readRobots(fetch, scopeOf(address))
  if (!rules.allows(address)) throw new Error('robots.txt does not allow it')
  const page = await fetch(address)
  if (page.status !== 200) throw new Error(`the server says ${page.status}`)
  const { text } = await toText(page, dayOf(page.lastModified), fetch, scopeOf(page.url))
  if (text === undefined) throw new Error('is not a page with text')
  return text
}

/** The day of a date in HTTP. */
function dayOf(date = ''): string | undefined {
  const time = Date.parse(date)
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10)
}

/** Takes one page in; what it links to comes back, also of one that has not changed. */
async function importPage(
  { url, date }: SitemapEntry,
  isListed: boolean,
  scope: URL,
  into: Import,
  fetch: Fetch,
): Promise<readonly string[]> {
  try {
    const known = await into.known(url)
    const page = await fetch(url, known)
    if (page.status === 304 && known) {
      into.keep(url)
      return known.links ?? []
    }
    // Gone: what was there before is removed at the end.
    if ([404, 410].includes(page.status)) return []
    if (page.status !== 200) throw new Error(`the server says ${page.status}`)
    if (!isWithin(page.url, scope)) return []
    const place = normalize(page.url, url)
    // Links lead to the page itself, too; a list of pages may name only this address.
    if (place && place !== url && !isListed) return [place]
    const { text, links } = await toText(page, date, fetch, scope)
    if (text !== undefined) {
      const { etag, lastModified } = page
      const more = { ...(etag && { etag }), ...(lastModified && { lastModified }) }
      await into.write(url, into.nameFile(url, fileOf(url)), text, { ...more, links: [...links] })
    }
    return links
  } catch (error) {
    into.failed.push(`${url}: ${(error as Error).message}`)
    return []
  }
}

interface Text {
  /** Nothing for what is no page. */
  readonly text?: string
  readonly links: readonly string[]
}

async function toText(
  page: Page,
  date: string | undefined,
  fetch: Fetch,
  scope: URL,
): Promise<Text> {
  const { url, type, body } = page
  const extra = { url, ...(date && { date }) }
  if (isMarkdown(page)) {
    const text = decodeHtml(body)
    return { text: addFrontMatter(text, extra), links: absolute(markdownLinksOf(text), url) }
  }
  if (!/^(?:text\/html|application\/xhtml\+xml)/i.test(type)) return { links: [] }
  const html = decodeHtml(body)
  const links = absolute(linksOf(html), url)
  const mirror = mirrorOf(html)
  const address = mirror && normalize(mirror, url)
  if (address && new URL(address).origin === scope.origin) {
    const other = await fetch(address)
    if (other.status === 200 && isMarkdown(other))
      return { text: addFrontMatter(decodeHtml(other.body), extra), links }
  }
  try {
    const { tree, header } = await readWebPage(body, url)
    return { text: toMarkdownPage({ tree, header: { ...extra, ...header, url } }), links }
  } catch (error) {
    // A page of nothing but links is no failure.
    if (error instanceof UnreadableError && error.message === 'has no text') return { links }
    throw error
  }
}

const isMarkdown = ({ url, type, body }: Page): boolean =>
  /^text\/(?:x-)?markdown/i.test(type) ||
  (/\.mdx?$/i.test(new URL(url).pathname) && /^text\/plain/i.test(type) && body[0] !== 0x3c)

/** Pages that the site itself lists, or nothing. */
async function listPages(
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
    if (queue.size > MAX_SITEMAPS) throw new Error('has more than 50 sitemaps')
    const xml = await fetchText(fetch, url)
    if (xml === undefined && isNeeded) throw new Error(`${url} cannot be read`)
    const found = readSitemap(xml ?? '')
    pages.push(...found.pages)
    for (const each of found.sitemaps) queue.add(each)
  }
  return pages
}

/** Its types say that the function is a property of the module; it is the module. */
const parseRobots = robots as unknown as typeof robots.default

async function readRobots(fetch: Fetch, scope: URL) {
  const url = new URL('/robots.txt', scope).href
  const page = await fetch(url)
  // https://www.rfc-editor.org/rfc/rfc9309#section-2.3.1.4
  if (page.status >= 500) throw new Error(`${url} cannot be read, so nothing may be`)
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

/** The folder of an address: pages beside and below it belong to it. Of a sitemap, the whole site. */
function scopeOf(start: string): URL {
  const url = new URL(start)
  return /sitemap[^/]*\.xml$|\/llms\.txt$/i.test(url.pathname)
    ? new URL('/', url)
    : new URL('.', url)
}

const isWithin = (url: string, scope: URL): boolean => {
  const { origin, pathname } = new URL(url)
  return origin === scope.origin && `${pathname}/`.startsWith(scope.pathname)
}

const absolute = (links: readonly string[], base: string): readonly string[] =>
  links.map((link) => normalize(link, base)).filter((url) => url !== undefined)

/** Without what leads to a place inside the page; nothing for what is no page. */
function normalize(link: string, base: string): string | undefined {
  if (!URL.canParse(link, base)) return undefined
  const url = new URL(link, base)
  url.hash = ''
  // Both are the same page.
  url.pathname = url.pathname.replace(/\/index\.html?$/, '/')
  const isPage =
    /^https?:$/.test(url.protocol) &&
    !/\.(?:png|jpe?g|gif|webp|svg|ico|css|js|json|zip|gz|tar|exe|dmg|mp[34]|webm|woff2?|pdf)$/i.test(
      url.pathname,
    )
  return isPage ? url.href : undefined
}
