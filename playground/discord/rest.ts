import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { createBoundedServer } from '../../src/shared/http-server.ts'
import { readForm } from '../server/form.ts'
import { isFromPage } from '../server/guard.ts'
import {
  answerTrouble,
  NOT_FOUND,
  type Reply,
  refuse,
  type Trouble,
  UNAUTHORIZED,
} from './errors.ts'
import type { Events } from './events.ts'
import { type Json, toErrorTree } from './faults.ts'
import { checkFiles, MAX_FILE_BYTES } from './message-limits.ts'
import { findRoute, type Route } from './routes.ts'
import type { LocalFile } from './types.ts'
import { validateBody } from './validate.ts'
import type { World } from './world.ts'

/** The REST API under `/api/v10`; an unknown call is refused with an error. */
interface RestServer {
  readonly server: Server
  /** Makes the next requests of a kind fail. */
  fail(trouble: Trouble): void
}

/** Bytes of a request; Discord's own limit of each file is checked apart. */
const BODY_LIMIT = 40_000_000

export function createRest(world: World, routes: readonly Route[], { tell }: Events): RestServer {
  const troubles: { trouble: Trouble; left: number }[] = []
  const complain = (problem: string) => tell({ type: 'problem', problem })

  async function answer(request: IncomingMessage): Promise<Reply> {
    const { method = 'GET', headers } = request
    if (isFromPage(headers)) return { status: 403, body: { message: 'Not for pages', code: 0 } }
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const path = decodeURIComponent(url.pathname.replace(/^\/api\/v10/, ''))
    const sent = await readForm(request, BODY_LIMIT)
    if (sent === undefined) throw new Error('a request is too long')
    const text = typeof sent === 'string' ? sent : (sent.fields.payload_json ?? '')
    const files = typeof sent === 'string' ? [] : sent.files
    const trouble = takeTrouble(method, path)
    if (trouble?.delay) await wait(trouble.delay)
    if (trouble?.hangUp) request.socket.destroy()
    const incoming = { method, path, url, text, files, authorization: headers.authorization }
    const reply = trouble?.status ? spoil(trouble, trouble.status, incoming) : take(incoming)
    const { code } = (typeof reply.body === 'object' ? reply.body : {}) as { code?: number }
    tell({
      type: 'request',
      request: {
        method,
        path,
        body: text && parse(text),
        ...(files.length > 0 && { files }),
        status: reply.status,
        ...(code !== undefined && { code }),
      },
    })
    return reply
  }

  function spoil(trouble: Trouble, status: number, incoming: Incoming): Reply {
    if (trouble.carriedOut) take(incoming)
    return answerTrouble(status, trouble)
  }

  function take({ method, path, url, text, files, authorization }: Incoming): Reply {
    const match = findRoute(routes, method, path)
    if (!match || !url.pathname.startsWith('/api/v10/')) {
      complain(`no such route: ${method} ${url.pathname}`)
      return NOT_FOUND
    }
    const { route, parameters } = match
    if (route.auth && authorization !== `Bot ${world.token}`) return UNAUTHORIZED
    const body = (text ? parse(text) : {}) as Json | undefined
    if (body === undefined) return refuse(50109)
    const faults = validateBody(route.operation, body) ?? []
    const all =
      faults.length > 0 ? faults : [...(route.check?.(body) ?? []), ...checkFiles(body, files)]
    if (all.length > 0) {
      complain(`${route.operation}: ${JSON.stringify(all)}`)
      return refuse(50035, toErrorTree(all))
    }
    if (files.some(({ bytes }) => bytes.length > MAX_FILE_BYTES)) return refuse(40005)
    return route.handle({ body, parameters, query: url.searchParams, files })
  }

  function takeTrouble(method: string, path: string): Trouble | undefined {
    const found = troubles.find(
      ({ trouble, left }) =>
        left > 0 && (trouble.method ?? method) === method && (trouble.path?.test(path) ?? true),
    )
    if (found) found.left--
    return found?.trouble
  }

  const server = createBoundedServer((request, response) => {
    const [, fileId] = /^\/attachments\/(\d+)$/.exec(request.url ?? '') ?? []
    if (fileId !== undefined) {
      const file = world.files.get(fileId)
      return void response.writeHead(file ? 200 : 404).end(file?.bytes)
    }
    answer(request).then(
      (reply) => write(response, reply),
      (error: unknown) => {
        complain(`the local Discord failed: ${String(error)}`)
        write(response, { status: 500, body: { message: '500: Internal Server Error', code: 0 } })
      },
    )
  })
  return {
    server,
    fail: (trouble) => troubles.push({ trouble, left: trouble.times ?? 1 }),
  }
}

interface Incoming {
  readonly method: string
  readonly path: string
  readonly url: URL
  readonly text: string
  readonly files: readonly LocalFile[]
  readonly authorization?: string | undefined
}

function write(response: ServerResponse, { status, body, headers }: Reply): void {
  const type = String(body).startsWith('<') ? 'text/html' : 'application/json'
  response.writeHead(status, { ...(body && { 'content-type': type }), ...headers })
  response.end(typeof body === 'object' ? JSON.stringify(body) : body)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
