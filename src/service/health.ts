import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createBoundedServer } from '../shared/http-server.ts'
import type { Metrics } from './metrics.ts'
import type { State } from './state.ts'

export interface HealthOptions {
  /** Address to listen on. There is no authentication; nothing secret is served. */
  readonly host: string
  /** 0 is any that is free. */
  readonly port: number
  readonly state: State
  readonly metrics: Pick<Metrics, 'read'>
  /** Monotonic milliseconds, as `lastHeard` of a platform; for tests. */
  readonly now?: () => number
  /** Milliseconds that a client may take to ask, and to read; default 10,000. */
  readonly clientTimeout?: number
}

export interface Health {
  /** Rejects if the address cannot be used. */
  start(): Promise<void>
  /** Closes the port, so that nobody is sent here any more. Safe to call twice. */
  stop(): Promise<void>
  /** `http://127.0.0.1:9464`, once started. */
  address(): string
}

/**
 * Seconds of silence after which a platform counts as lost. Discord acknowledges every 41 s, a
 * getUpdates of Telegram is answered within 50 s, a webhook is checked every minute: two may be missed.
 */
export const STALE_AFTER = 150

/**
 * Health and metrics over HTTP, for probes and Prometheus: `/livez` answers while the process does,
 * `/readyz` says of each part whether it works (`/readyz/telegram` of one alone), `/metrics` counts.
 * Reads nothing but the path: whatever carries a body, waits or trickles is cut off.
 */
export function createHealth(options: HealthOptions): Health {
  const { host, port, clientTimeout = 10_000 } = options
  const listen = async (request: IncomingMessage, response: ServerResponse) => {
    const failed: Reply = { status: 500, body: 'failed\n' }
    send(request, response, await reply(options, request).catch(() => failed))
  }
  const interval = Math.min(1_000, clientTimeout)
  const server = createBoundedServer(listen, {
    headers: clientTimeout,
    request: clientTimeout,
    interval,
  })
  // Without it, Node would ask for the body that we refuse.
  server.on('checkContinue', listen)
  // A client that asks and does not read the answer.
  server.setTimeout(clientTimeout, (socket) => socket.destroy())
  return {
    async start() {
      await once(server.listen(port, host), 'listening')
    },
    async stop() {
      if (!server.listening) return
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
    address() {
      const { address, family, port } = server.address() as AddressInfo
      return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
    },
  }
}

interface Reply {
  readonly status: number
  readonly body: string
  readonly type?: string
}

async function reply(options: HealthOptions, request: IncomingMessage): Promise<Reply> {
  const [path = ''] = request.url?.split('?') ?? []
  const page = await findPage(path, options)
  if (!page) return { status: 404, body: 'not found\n' }
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return { status: 405, body: 'only GET and HEAD\n' }
  if (hasBody(request)) return { status: 413, body: 'no body, please\n' }
  return page()
}

async function findPage(
  path: string,
  options: HealthOptions,
): Promise<(() => Reply | Promise<Reply>) | undefined> {
  const { state, metrics, now = () => performance.now() } = options
  if (path === '/livez') return () => ({ status: 200, body: 'alive\n' })
  if (path === '/metrics')
    return async () => {
      const { type, text } = await metrics.read()
      return { status: 200, body: text, type }
    }
  const checks = await checkState(state, now())
  if (path === '/readyz') return () => showChecks(checks)
  const check = checks.find(({ name }) => path === `/readyz/${name}`)
  return check && (() => showChecks([check]))
}

function showChecks(checks: readonly Check[]): Reply {
  const ready = checks.every(({ ok }) => ok)
  const body = JSON.stringify({
    ready,
    checks: Object.fromEntries(checks.map(({ name, ...rest }) => [name, rest])),
  })
  return { status: ready ? 200 : 503, body: `${body}\n`, type: 'application/json' }
}

interface Check {
  readonly name: string
  readonly ok: boolean
  readonly [detail: string]: unknown
}

/** Whether each part of the bot can do its work at the moment `now`, in monotonic milliseconds. */
async function checkState(state: State, now: number): Promise<readonly Check[]> {
  const { material, platforms, isEngineHere } = state
  const { size, readAt, problem } = material
  return [
    // Edits that cannot be read leave the last good material answering: a warning, not a failure.
    { name: 'material', ok: size !== undefined, ...size, readAt, problem },
    ...(isEngineHere ? [{ name: 'search', ok: await isEngineHere() }] : []),
    ...platforms.map(({ name, lastHeard }) => {
      const heard = lastHeard?.()
      const secondsAgo =
        heard === undefined ? undefined : Math.max(0, Math.round((now - heard) / 1000))
      const ok = !lastHeard || (secondsAgo !== undefined && secondsAgo <= STALE_AFTER)
      return {
        name: name.toLowerCase(),
        ok,
        ...(secondsAgo === undefined && { lastHeard: 'never' }),
        secondsAgo,
        staleAfterSeconds: STALE_AFTER,
      }
    }),
  ]
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) !== 0

function send(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
  const { status, body, type = 'text/plain; charset=utf-8' } = reply
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(status === 405 && { allow: 'GET, HEAD' }),
    // Otherwise the server would wait for a body that it does not read.
    ...(hasBody(request) && { connection: 'close' }),
  })
  response.end(body)
}
