import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface WebPage {
  readonly body: string
  readonly type?: string
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * A web site on 127.0.0.1 until the test is over.
 *
 * @param pages by their paths
 * @returns its address without a slash at the end
 */
export async function openSite(pages: Readonly<Record<string, WebPage>>): Promise<string> {
  const server = createServer(({ url = '/' }, response) => {
    const page = pages[url]
    response.writeHead(page ? 200 : 404, {
      'content-type': page?.type ?? 'text/html; charset=utf-8',
      ...page?.headers,
    })
    response.end(page?.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
