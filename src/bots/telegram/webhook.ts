import { createHash, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage, Server } from 'node:http'
import type { Update } from 'telegraf/types'
import { createBoundedServer, readBody } from '../../shared/http-server.ts'
import type { Call } from './api.ts'
import { ALLOWED_UPDATES } from './request.ts'

/** Bytes. Updates are a few thousand; the longest text has 4,096 characters. */
const BODY_LIMIT = 1_000_000
/** Milliseconds between two calls that show whether Telegram is there, when it posts nothing. */
const PULSE = 60_000

/** Milliseconds that a stop leaves to requests under way. */
const STOP_GRACE = 500

export interface WebhookSettings {
  /** What Telegram posts to: https, reachable from outside. */
  readonly url: string
  /** Where we listen for it, behind whatever does TLS. */
  readonly port: number
  /** 1 to 256 of A-Z, a-z, 0-9, _ and -. */
  readonly secret: string
}

/**
 * Listens, and tells Telegram to post there. A stop leaves the webhook set, for the other replicas.
 *
 * @returns how to stop
 */
export async function startWebhook(
  { url, port, secret }: WebhookSettings,
  call: Call,
  take: (update: Update) => void,
): Promise<() => Promise<void>> {
  const server = createWebhookServer(new URL(url).pathname, secret, take)
  await once(server.listen(port), 'listening')
  const pulse = setInterval(() => call('getMe', {}).catch(() => {}), PULSE)
  const stop = async () => {
    clearInterval(pulse)
    const closed = new Promise((resolve) => server.close(resolve))
    // Who has not finished an update by now will send it again: to another replica, or later.
    setTimeout(() => server.closeAllConnections(), STOP_GRACE).unref()
    await closed
  }
  try {
    await call('setWebhook', { url, secret_token: secret, allowed_updates: ALLOWED_UPDATES })
  } catch (error) {
    await stop()
    throw error
  }
  return stop
}

/**
 * Receives updates over HTTP. Each is confirmed at once with 200: a slow answer would make Telegram
 * deliver it again. TLS is left to the proxy in front.
 *
 * @param path where Telegram posts to; anything else gets 404
 * @param secret what Telegram must send along; anything else gets 403
 * @param take must return at once
 */
function createWebhookServer(path: string, secret: string, take: (update: Update) => void): Server {
  const judge = async (request: IncomingMessage): Promise<number> => {
    const given = request.headers['x-telegram-bot-api-secret-token']
    if (request.url?.split('?')[0] !== path || request.method !== 'POST') return 404
    if (!isSame(String(given ?? ''), secret)) return 403
    const body = await readBody(request, BODY_LIMIT)
    if (body === undefined) return 413
    const update = parseUpdate(body)
    if (!update) return 400
    take(update)
    return 200
  }
  return createBoundedServer((request, response) => {
    judge(request).then(
      (status) =>
        response.writeHead(status, { connection: status === 200 ? 'keep-alive' : 'close' }).end(),
      // The client closed the connection before the end of the request.
      () => response.destroy(),
    )
  })
}

function parseUpdate(body: string): Update | undefined {
  try {
    const update = JSON.parse(body)
    return Number.isSafeInteger(update?.update_id) ? update : undefined
  } catch {
    return undefined
  }
}

/** Compares hashes, so that the time it takes tells nothing about the secret. */
function isSame(given: string, secret: string): boolean {
  const [a, b] = [given, secret].map((text) => createHash('sha256').update(text).digest())
  return a !== undefined && b !== undefined && timingSafeEqual(a, b)
}
