import { ApiError, type Parameters } from './types.ts'
import { createWebhookDelivery, type Webhook, type WebhookDelivery } from './webhook.ts'

/** The line of updates that wait for the bot, fetched by it or posted to it. */
export interface Updates {
  /** Gives the update its id, and sees that it reaches the bot. Returns the id. */
  push(update: object): number
  /** Delivers something exactly as it is: a duplicate, nonsense. Resolves with the HTTP status that a webhook answered. */
  pushRaw(update: unknown): Promise<number | undefined>
  fetch(parameters: Parameters): Promise<readonly unknown[]>
  setWebhook(webhook: Webhook | undefined): void
  webhookUrl(): string
  /** How many wait for a confirmation. */
  pending(): number
  /** Whether the bot has confirmed this update: by a later offset, or by taking it from the webhook. */
  isConfirmed(id: number): boolean
  /** Ends the calls that wait. */
  close(): void
}

const CONFLICT = {
  poller:
    'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  webhook:
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
}

/**
 * @param onProblem told of raw updates that could not be posted
 * @param onUpdate told every update as the bot will see it
 * @param arrange what becomes of a batch on its way to the bot
 */
export function createUpdates(
  onProblem: (problem: string) => void,
  onUpdate: (update: object) => void,
  arrange: (updates: readonly unknown[]) => readonly unknown[] = (updates) => updates,
): Updates {
  let nextId = 1_000
  let confirmed = 0
  let queue: { readonly id: number; readonly update: unknown; readonly isRaw: boolean }[] = []
  let webhook: { readonly url: string; readonly delivery: WebhookDelivery } | undefined
  let waiting: { wake(): void; fail(error: Error): void } | undefined

  const enqueue = (id: number, update: object): void => {
    if (webhook) webhook.delivery.push(id, update)
    else {
      queue.push({ id, update, isRaw: false })
      waiting?.wake()
    }
  }
  return {
    push(update) {
      const id = nextId++
      const told = { update_id: id, ...update }
      onUpdate(told)
      enqueue(id, told)
      return id
    },
    async pushRaw(update) {
      const id = nextId++
      if (!webhook) {
        queue.push({ id, update, isRaw: true })
        waiting?.wake()
        return undefined
      }
      return webhook.delivery.post(update).catch((error) => {
        onProblem(`the webhook did not take update ${id}: ${error}`)
        return undefined
      })
    },
    async fetch({ offset = 0, timeout = 0, limit = 100 }) {
      if (webhook) throw new ApiError(409, CONFLICT.webhook)
      waiting?.fail(new ApiError(409, CONFLICT.poller))
      confirmed = Math.max(confirmed, Number(offset))
      queue = queue.filter(({ id }) => id >= Number(offset))
      if (queue.length === 0 && Number(timeout) > 0) {
        await new Promise<void>((resolve, reject) => {
          const timer = setTimeout(resolve, Number(timeout) * 1_000)
          const end = () => {
            clearTimeout(timer)
            waiting = undefined
          }
          waiting = {
            wake: () => {
              end()
              resolve()
            },
            fail: (error) => {
              end()
              reject(error)
            },
          }
        })
      }
      const batch = queue.slice(0, Number(limit))
      // Nonsense may have no id to be confirmed by: it is delivered once.
      queue = queue.filter((entry) => !(entry.isRaw && batch.includes(entry)))
      return arrange(batch.map(({ update }) => update))
    },
    setWebhook(next) {
      // Every copy of a bot sets the same one: what is under way goes on.
      if (next && next.url === webhook?.url) return
      webhook?.delivery.close()
      webhook = next && { url: next.url, delivery: createWebhookDelivery(next) }
      // What waited is posted; without a webhook it goes on waiting.
      if (next) for (const { id, update } of queue.splice(0)) enqueue(id, update as object)
    },
    webhookUrl: () => webhook?.url ?? '',
    pending: () => queue.length + (webhook?.delivery.pending() ?? 0),
    isConfirmed: (id) => id < confirmed || (webhook?.delivery.isTaken(id) ?? false),
    close() {
      waiting?.wake()
      webhook?.delivery.close()
    },
  }
}
