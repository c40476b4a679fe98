import { Telegraf } from 'telegraf'
import type { Log } from '../../shared/types.ts'

interface ClientOptions {
  readonly token: string
  readonly apiUrl?: string
}

export function createClient({ token, apiUrl }: ClientOptions, log: Log): Telegraf {
  const client = new Telegraf(token, {
    // Answers have a budget of their own; telegraf's would end polling.
    handlerTimeout: Number.POSITIVE_INFINITY,
    telegram: {
      // Errors of calls that ride on the answer to a webhook would never be seen.
      webhookReply: false,
      ...(apiUrl && { apiRoot: `${withoutSlash(apiUrl)}/` }),
    },
  })
  return client.catch((error) =>
    log.error('Telegram: an update was not understood', { error: `${error}` }),
  )
}

/** Where a file of a path is: https://core.telegram.org/bots/api#getfile */
export const fileUrlOf =
  ({ token, apiUrl = 'https://api.telegram.org' }: ClientOptions) =>
  (path: string): string =>
    `${withoutSlash(apiUrl)}/file/bot${token}/${path}`

const withoutSlash = (url: string): string => url.replace(/(?<!\/)\/+$/, '')
