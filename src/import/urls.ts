/** The folder of an address: pages beside and below it belong to it. Of a sitemap, the whole site. */
export function scopeOf(start: string): URL {
  const url = new URL(start)
  return /sitemap[^/]*\.xml$|\/llms\.txt$/i.test(url.pathname)
    ? new URL('/', url)
    : new URL('.', url)
}

export const isWithin = (url: string, scope: URL): boolean => {
  const { origin, pathname } = new URL(url)
  return origin === scope.origin && `${pathname}/`.startsWith(scope.pathname)
}

export const absolute = (links: readonly string[], base: string): readonly string[] =>
  links.map((link) => normalize(link, base)).filter((url) => url !== undefined)

/** Without what leads to a place inside the page; nothing for what is no page. */
export function normalize(link: string, base: string): string | undefined {
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
