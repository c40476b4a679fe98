import { once } from 'node:events'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import { createBoundedServer, readBody } from '../../src/shared/http-server.ts'
import type { EventLog } from './event-log.ts'
import { findIntrusion, SECURITY_HEADERS } from './guard.ts'
import type { PageFile } from './page.ts'
import type { PictureShelf } from './picture-shelf.ts'
import type { Action } from './simulator.ts'

/** Bytes of what the page sends. */
const BODY_LIMIT = 64 * 1024
/** Bytes that may wait for a page to read them: more than all the news that are kept. */
const UNREAD_LIMIT = 64 * 1024 * 1024
/** Milliseconds after which a silent connection shows that it lives. */
const HEARTBEAT = 20_000
/** Ports tried, beginning with the one that was wished. */
const PORTS_TRIED = 20

interface ServerOptions {
  readonly host: string
  /** The next free one is taken if it is in use. */
  readonly port: number
  readonly files: ReadonlyMap<string, PageFile>
  /** The same for pictures that the bot has sent. */
  readonly pictures: Pick<PictureShelf, 'get'>
  readonly eventLog: EventLog
  /** Marks this run of the server in the ids of its news. */
  readonly run: string
  /** `POST /api/<name>`. */
  readonly actions: Readonly<Record<string, Action>>
  /** `GET /api/<name>`; undefined is "not found". */
  readonly views: Readonly<Record<string, (query: URLSearchParams) => object | undefined>>
}

/** Serves the page; resolves when it can be opened. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const server = createBoundedServer((request, response) => {
    answer(request, response, options).catch((error: unknown) => {
      if (response.headersSent) response.destroy()
      else sendJson(response, ...explain(error))
    })
  })
  await listen(server, options.host, options.port)
  return server
}

export const addressOf = (server: Server, host: string): string => {
  const { port } = server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await once(server.listen(port === 0 ? 0 : port + attempt, host), 'listening')
      return
    } catch (error) {
      const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
      if (!taken || attempt + 1 >= PORTS_TRIED) throw error
    }
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: ServerOptions,
): Promise<void> {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value)
  const intrusion = findIntrusion(request.headers, options.host)
  if (intrusion) return sendJson(response, 403, { error: intrusion })
  const address = request.url ?? '/'
  if (!URL.canParse(address, 'http://page'))
    return sendJson(response, 400, { error: 'That is no address.' })
  const { pathname, searchParams } = new URL(address, 'http://page')
  const name = pathname.replace(/^\/api\//, '')
  if (request.method === 'POST') {
    const act = Object.hasOwn(options.actions, name) ? options.actions[name] : undefined
    if (!act) return sendJson(response, 404, { error: `There is no ${pathname}.` })
    if (!request.headers['content-type']?.startsWith('application/json'))
      return sendJson(response, 415, { error: 'Send JSON.' })
    return sendJson(response, 200, (await act(await readJson(request))) ?? null)
  }
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return sendJson(response, 405, { error: 'Only GET and POST.' })
  if (pathname === '/api/news') return stream(request, response, options)
  const file = options.files.get(pathname)
  if (file) {
    response.writeHead(200, { 'content-type': `${file.type}; charset=utf-8` }).end(file.body)
    return
  }
  const picture = options.pictures.get(pathname)
  if (picture) {
    response.writeHead(200, { 'content-type': picture.type }).end(picture.body)
    return
  }
  const view = Object.hasOwn(options.views, name) && pathname !== `/${name}`
  const found = view ? options.views[name]?.(searchParams) : undefined
  if (found) sendJson(response, 200, found)
  else sendJson(response, 404, { error: `There is no ${pathname}.` })
}

/** https://html.spec.whatwg.org/multipage/server-sent-events.html */
function stream(request: IncomingMessage, response: ServerResponse, options: ServerOptions): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
  const [ofRun, seen] = String(request.headers['last-event-id'] ?? '').split(' ')
  const after = ofRun === options.run ? Number(seen) : 0
  const stop = options.eventLog.follow(after, ({ id, news }) => {
    response.write(`id: ${options.run} ${id}\ndata: ${JSON.stringify(news)}\n\n`)
    // A page that does not read is let go; it comes back and reads on from where it was.
    if (response.writableLength > UNREAD_LIMIT) response.destroy()
  })
  const heartbeat = setInterval(() => response.write(':\n\n'), HEARTBEAT)
  response.on('close', () => {
    clearInterval(heartbeat)
    stop()
  })
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const body = await readBody(request, BODY_LIMIT)
  if (body === undefined) throw new RangeError('That is too long.')
  return JSON.parse(body)
}

function explain(error: unknown): [status: number, body: { error: string }] {
  if (error instanceof z.ZodError) return [400, { error: z.prettifyError(error) }]
  if (error instanceof SyntaxError) return [400, { error: 'That is not JSON.' }]
  if (error instanceof RangeError) return [413, { error: error.message }]
  return [409, { error: error instanceof Error ? error.message : String(error) }]
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  // What follows an unread body could not be told from the next request.
  response.writeHead(status, status === 413 ? { ...headers, connection: 'close' } : headers)
  response.end(JSON.stringify(body))
}
