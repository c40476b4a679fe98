import { createHash, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage, Server } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Update } from 'telegraf/types'
import { createBoundedServer, readBody } from '../../shared/http-server.ts'
import type { Call, Stop } from './api.ts'
import { ALLOWED_UPDATES } from './request.ts'

/** Bytes. Updates are a few thousand; the longest text has 4,096 characters. */
const BODY_LIMIT = 1_000_000
/** Milliseconds between two calls that show whether Telegram is there, when it posts nothing. */
const PULSE = 60_000

/** Milliseconds that a stop leaves to requests under way, when all is answered. */
const STOP_GRACE = 500
/** Milliseconds until an update that is not answered is refused; Telegram itself would wait 60 s. */
const HOLD = 5_000
/** Telegram sends the update again, after the second that we ask for. */
const NOT_YET = 429
const NOT_YET_SECONDS = '1'
/** Statuses after which the connection stays open. */
const KEPT = new Set([200, NOT_YET])

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
 * @param take resolves when the update is answered, or needs no answer
 * @returns how to stop
 */
export async function startWebhook(
  { url, port, secret }: WebhookSettings,
  call: Call,
  take: (update: Update) => Promise<unknown>,
): Promise<Stop> {
  const server = createWebhookServer(new URL(url).pathname, secret, take)
  await once(server.listen(port), 'listening')
  const pulse = setInterval(() => call('getMe', {}).catch(() => {}), PULSE)
  const stop: Stop = async (answered) => {
    clearInterval(pulse)
    const closed = new Promise((resolve) => server.close(resolve))
    // What is not answered by then will be sent again: to another replica, or later.
    void answered()
      .then(() => wait(STOP_GRACE, undefined, { ref: false }))
      .then(() => server.closeAllConnections())
    await closed
  }
  try {
    await call('setWebhook', { url, secret_token: secret, allowed_updates: ALLOWED_UPDATES })
  } catch (error) {
    await stop(async () => {})
    throw error
  }
  return stop
}

/**
 * Receives updates over HTTP. Each is confirmed with 200 when it is answered, so that Telegram sends
 * again what a crash interrupts; one that takes long, too, and whoever gets it waits for the answer.
 * Meanwhile Telegram sends the updates of other chats alone (WebhookActor.cpp of
 * tdlib/telegram-bot-api), which keeps their order. TLS is left to the proxy in front.
 *
 * @param path where Telegram posts to; anything else gets 404
 * @param secret what Telegram must send along; anything else gets 403
 */
function createWebhookServer(
  path: string,
  secret: string,
  take: (update: Update) => Promise<unknown>,
): Server {
  const judge = async (request: IncomingMessage): Promise<number> => {
    const given = request.headers['x-telegram-bot-api-secret-token']
    if (request.url?.split('?')[0] !== path || request.method !== 'POST') return 404
    if (!isSame(String(given ?? ''), secret)) return 403
    const body = await readBody(request, BODY_LIMIT)
    if (body === undefined) return 413
    const update = parseUpdate(body)
    if (!update) return 400
    const late = wait(HOLD, NOT_YET, { ref: false })
    return Promise.race([take(update).then(() => 200), late])
  }
  const server = createBoundedServer((request, response) => {
    judge(request).then(
      (status) =>
        response
          .writeHead(status, {
            connection: server.listening && KEPT.has(status) ? 'keep-alive' : 'close',
            ...(status === NOT_YET && { 'retry-after': NOT_YET_SECONDS }),
          })
          .end(),
      // The client closed the connection before the end of the request.
      () => response.destroy(),
    )
  })
  return server
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
