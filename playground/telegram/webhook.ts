import { setTimeout as wait } from 'node:timers/promises'

export interface Webhook {
  readonly url: string
  readonly secret: string
}

/** Posts updates to a webhook by Telegram's rules, as far as its documents and source tell them. */
export interface WebhookDelivery {
  /** Posts it once, whatever comes of it. Resolves with the HTTP status. */
  post(update: unknown): Promise<number>
  /** Posts it until it is taken. */
  push(id: number, update: object): void
  isTaken(id: number): boolean
  pending(): number
  /** Nothing is posted any more. */
  close(): void
}

/** Calls at the same time: the default of `max_connections` in https://core.telegram.org/bots/api#setwebhook */
const MAX_CONNECTIONS = 40
/** Milliseconds that Telegram waits for an answer, and between two attempts unless told otherwise. */
const TIMEOUT = 60_000
const RETRY_PAUSE = 1_000
const MAX_RETRY_PAUSE = 30_000

/**
 * An update that was not answered with 2xx is posted again, after `Retry-After` or after a pause that
 * doubles. The updates of a chat are posted one after the other, those of several chats beside each
 * other (WebhookActor.cpp of tdlib/telegram-bot-api).
 */
export function createWebhookDelivery({ url, secret }: Webhook): WebhookDelivery {
  const closing = new AbortController()
  const taken = new Set<number>()
  const tails = new Map<number, Promise<void>>()
  const waiting: (() => void)[] = []
  let connections = 0
  let pending = 0

  const send = async (update: unknown): Promise<{ status: number; retryAfter: number }> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
      body: JSON.stringify(update),
      signal: AbortSignal.any([closing.signal, AbortSignal.timeout(TIMEOUT)]),
    })
    await response.arrayBuffer()
    return { status: response.status, retryAfter: Number(response.headers.get('retry-after')) }
  }
  const attempt = async (update: object): Promise<{ status: number; retryAfter: number }> => {
    if (connections >= MAX_CONNECTIONS)
      await new Promise<void>((resolve) => void waiting.push(resolve))
    connections++
    try {
      return await send(update)
    } catch {
      return { status: 0, retryAfter: 0 }
    } finally {
      connections--
      waiting.shift()?.()
    }
  }
  const deliver = async (id: number, update: object): Promise<void> => {
    for (let pause = RETRY_PAUSE; !closing.signal.aborted; ) {
      const { status, retryAfter } = await attempt(update)
      if (status >= 200 && status < 300) {
        taken.add(id)
        pending--
        return
      }
      await wait(retryAfter > 0 ? retryAfter * 1000 : pause, undefined, {
        signal: closing.signal,
      }).catch(() => {})
      pause = Math.min(pause * 2, MAX_RETRY_PAUSE)
    }
  }
  return {
    post: async (update) => (await send(update)).status,
    push(id, update) {
      pending++
      const chat = chatOf(update) ?? -id
      const tail = (tails.get(chat) ?? Promise.resolve()).then(() => deliver(id, update))
      tails.set(chat, tail)
      void tail.then(() => {
        if (tails.get(chat) === tail) tails.delete(chat)
      })
    },
    isTaken: (id) => taken.has(id),
    pending: () => pending,
    close: () => closing.abort(),
  }
}

/** The chat that an update belongs to; undefined for inline queries and what is in no chat. */
function chatOf(update: object): number | undefined {
  const { message, callback_query: click } = update as {
    readonly message?: { readonly chat: { readonly id: number } }
    readonly callback_query?: { readonly message?: { readonly chat: { readonly id: number } } }
  }
  return (message ?? click?.message)?.chat.id
}
