import { decodeHtml } from '../corpus/decode.ts'
import { UnreadableError } from '../corpus/document.ts'
import { readWebPage } from '../corpus/readers/index.ts'
import type { Fetch, Page } from './fetch.ts'
import { linksOf, markdownLinksOf, mirrorOf } from './links.ts'
import { addFrontMatter, toMarkdownPage } from './markdown-page.ts'
import { absolute, normalize } from './urls.ts'

interface Text {
  /** Nothing for what is no page. */
  readonly text?: string
  readonly links: readonly string[]
}

/**
 * A page as Markdown, and what it links to. Where the page names a Markdown version of itself, that
 * is read instead.
 */
export async function toText(
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
