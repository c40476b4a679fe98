import type { Fetch } from './fetch.ts'
import type { SitemapEntry } from './links.ts'
import { listPages, readRobots } from './list-pages.ts'
import { fileOf } from './markdown-page.ts'
import { toText } from './site-text.ts'
import type { Import } from './state.ts'
import { isWithin, normalize, scopeOf } from './urls.ts'

interface SiteOptions {
  readonly fetch: Fetch
  /** Pages at most; default 2,000. */
  readonly maxPages?: number
  readonly onPage?: (url: string) => void
}

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
  if (address === undefined)
    throw new Error('is not the address of a page; write one that begins with https://')
  const rules = await readRobots(fetch, scopeOf(address))
  if (!rules.allows(address)) throw new Error('robots.txt does not allow it')
  const page = await fetch(address)
  if (page.status !== 200) throw new Error(`the server says ${page.status}`)
  const { text } = await toText(page, dayOf(page.lastModified), fetch, scopeOf(page.url))
  if (text === undefined)
    throw new Error('is not a page with text; if it is a file, add the file itself')
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
