import type { IncomingHttpHeaders } from 'node:http'
import { isIP } from 'node:net'

/**
 * Nothing from another host, no script but our own files, no markup made of strings: what a person
 * or the material says can never run. https://developer.mozilla.org/docs/Web/HTTP/Guides/CSP
 */
export const SECURITY_HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
} as const

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d+){3}$/.test(host)

/**
 * Why a request is not taken; undefined if it is. A page of another site must neither call us from
 * a browser (cross-site request) nor make its own name point here (DNS rebinding).
 *
 * @param host what we were told to listen on; names other than it and localhost are refused
 */
export function findIntrusion(headers: IncomingHttpHeaders, host: string): string | undefined {
  const named = parseHost(headers.host)
  if (!named) return 'The Host header is missing or makes no sense.'
  const name = named.hostname.replace(/^\[|\]$/g, '')
  if (!(isLoopback(name) || name === host || (isIP(name) && !isLoopback(host))))
    return `This page does not go by the name ${name}. Open it by its address, or set HOST to that name.`
  const { origin } = headers
  if (origin !== undefined && parseHost(origin.replace(/^https?:\/\//, ''))?.host !== named.host)
    return 'Another site may not call this one.'
  const site = headers['sec-fetch-site']
  if (site === 'cross-site' || site === 'same-site') return 'Another site may not call this one.'
  return undefined
}

/** Whether a browser sent it: the bots that the local platforms are for are no pages. */
export const isFromPage = ({ origin, ...headers }: IncomingHttpHeaders): boolean =>
  origin !== undefined || headers['sec-fetch-site'] !== undefined

function parseHost(host: string | undefined): URL | undefined {
  return host && URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : undefined
}
