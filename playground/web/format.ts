export const timeOf = (milliseconds: number, locale: string): string =>
  new Date(milliseconds).toLocaleTimeString(locale, { hour: 'numeric', minute: '2-digit' })

/** An address of the web; anything else leads nowhere. */
export const safeUrl = (url: string): string | undefined =>
  /^https?:\/\//i.test(url) ? url : undefined
