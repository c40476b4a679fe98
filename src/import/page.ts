import { withTimeout } from '../shared/timeouts.ts'
import { createFetch } from './fetch.ts'
import { fileOf } from './markdown-page.ts'
import { readSitePage } from './site.ts'
import { hashOf } from './state.ts'

/** Milliseconds for a page with its `robots.txt`. */
const PAGE_TIMEOUT = 60_000
/** UTF-16 units of a name, without its ending. */
const NAME_LENGTH = 60

export interface ImportedPage {
  /** The same for the same address. */
  readonly name: string
  /** Markdown with the address, the title and, where the page or its server tells it, the date. */
  readonly text: string
}

/**
 * Gets one page.
 *
 * @param allowPrivate whether it may lie in the own network; default false
 * @throws an error whose message says why it cannot be read
 */
export async function importPage(url: string, allowPrivate = false): Promise<ImportedPage> {
  const fetch = createFetch({ allowPrivate, paceMs: 0 })
  const text = await withTimeout(PAGE_TIMEOUT, readSitePage(url, fetch))
  return { name: nameOf(url), text }
}

function nameOf(url: string): string {
  const name = `${new URL(url).hostname}-${fileOf(url).replaceAll('/', '-')}`.replace(/\.md$/, '')
  const isShort = name.length <= NAME_LENGTH
  return isShort ? `${name}.md` : `${name.slice(0, NAME_LENGTH)}-${hashOf(url).slice(0, 6)}.md`
}
