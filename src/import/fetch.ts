import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { setTimeout as delay } from 'node:timers/promises'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { checkAddress, lookUpPublic, RefusedError } from './addresses.ts'

interface FetchOptions {
  /** Whether addresses of the own network may be asked; default false. */
  readonly allowPrivate?: boolean
  /** Milliseconds between two requests to a host; default 500. */
  readonly paceMs?: number
}

export interface Page {
  readonly status: number
  /** Where it was found, after redirects. */
  readonly url: string
  readonly body: Uint8Array
  readonly type: string
  readonly etag?: string
  readonly lastModified?: string
}

/** What is known of a page from the last time. */
interface Known {
  readonly etag?: string | undefined
  readonly lastModified?: string | undefined
}

export type Fetch = (url: string, known?: Known) => Promise<Page>

/** Bytes of one page. */
const MAX_BYTES = 16 * 2 ** 20
const MAX_REDIRECTS = 5
/** Attempts to get one page. */
const MAX_TRIES = 3
/** Milliseconds of a pause between two attempts, whatever the server asks for. */
const MAX_WAIT_MS = 60_000
/** Milliseconds for one request. */
const TIMEOUT_MS = 20_000
/** Name in requests, and in the rules of `robots.txt`. */
export const USER_AGENT = 'chuchu-import'

/**
 * Asks for pages, one after the other from each host, with a pause between. Follows redirects, tries
 * again where a server is busy, and never asks an address of the own network.
 */
export function createFetch({ allowPrivate = false, paceMs = 500 }: FetchOptions = {}): Fetch {
  const hosts = new Map<string, Promise<unknown>>()
  const inTurn = <Result>(host: string, work: () => Promise<Result>): Promise<Result> => {
    const result = (hosts.get(host) ?? Promise.resolve()).then(work)
    hosts.set(
      host,
      result.catch(() => {}).then(() => delay(paceMs)),
    )
    return result
  }
  return async (url, known = {}) => {
    let address = new URL(url)
    let tries = 1
    for (let redirects = 0; ; ) {
      checkAddress(address, allowPrivate)
      const target = address
      const { retryAfter, location, ...page } = await inTurn(target.host, () =>
        requestOnce(target, known, allowPrivate),
      )
      if (location !== undefined) {
        if (++redirects > MAX_REDIRECTS)
          throw new Error(`redirects more than ${MAX_REDIRECTS} times`)
        address = new URL(location, target)
      } else if ([429, 502, 503].includes(page.status) && tries < MAX_TRIES)
        await delay(Math.min(retryAfter ?? 1000 * 2 ** tries++, MAX_WAIT_MS))
      else return page
      if (retryAfter !== undefined) tries++
    }
  }
}

interface Response extends Page {
  readonly location?: string
  /** Milliseconds. */
  readonly retryAfter?: number
}

function requestOnce(url: URL, known: Known, allowPrivate: boolean): Promise<Response> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const headers = {
      'user-agent': USER_AGENT,
      accept: 'text/markdown, text/html;q=0.9, */*;q=0.5',
      'accept-encoding': 'gzip, br',
      ...(known.etag && { 'if-none-match': known.etag }),
      ...(known.lastModified && { 'if-modified-since': known.lastModified }),
    }
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    const lookup = allowPrivate ? {} : { lookup: lookUpPublic }
    const sent = request(url, { headers, signal, ...lookup }, (response) => {
      const chunks: Buffer[] = []
      let size = 0
      response.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > MAX_BYTES) response.destroy(new Error('is larger than 16 MiB'))
        chunks.push(chunk)
      })
      response.on('error', reject)
      response.on('end', () => {
        const { statusCode: status = 0, headers: found } = response
        try {
          const body = unpack(Buffer.concat(chunks), found['content-encoding'])
          const retry = Number(found['retry-after'])
          const isMoved = [301, 302, 303, 307, 308].includes(status) && found.location
          resolve({
            ...{ status, url: url.href, body, type: found['content-type'] ?? '' },
            ...(found.etag && { etag: found.etag }),
            ...(found['last-modified'] && { lastModified: found['last-modified'] }),
            ...(isMoved && { location: found.location as string }),
            ...(retry > 0 && { retryAfter: retry * 1000 }),
          })
        } catch (error) {
          reject(error)
        }
      })
    })
    sent.on('error', reject)
    sent.end()
  })
}

function unpack(body: Buffer, encoding = ''): Uint8Array {
  if (body.length === 0) return body
  if (encoding === 'gzip') return gunzipSync(body, { maxOutputLength: MAX_BYTES })
  if (encoding === 'br') return brotliDecompressSync(body, { maxOutputLength: MAX_BYTES })
  if (encoding && encoding !== 'identity') throw new RefusedError(`is packed as ${encoding}`)
  return body
}
