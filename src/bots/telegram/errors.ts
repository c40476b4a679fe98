import type { Log } from '../../shared/types.ts'
import { PlatformRefusal } from '../types.ts'

/** What the Bot API, or the way there, said when a call failed. */
export interface Failure {
  /** Of the HTTP answer; undefined when there was none that could be read. */
  readonly code?: number
  /** Holds no token. */
  readonly description: string
  /** Seconds. */
  readonly retryAfter?: number
  /** The supergroup that the group has become. */
  readonly migratedTo?: number
}

/** Takes tokens out of a text: they stand in the addresses that network errors quote. */
function redactToken(text: string): string {
  return text
    .replace(/(?<!\d)\d{5,}:[\w-]{20,}/g, '<token>')
    .replace(/(\/bot)[^/\s]+(\/)/g, '$1<token>$2')
}

/** The same log, without tokens. */
export function redactLog(log: Log): Log {
  const write = (level: keyof Log) => (message: string, details?: object) =>
    log[level](redactToken(message), details && JSON.parse(redactToken(JSON.stringify(details))))
  return { info: write('info'), warn: write('warn'), error: write('error') }
}

export function toFailure(error: unknown): Failure {
  const { response, message } = error as {
    message?: string
    response?: {
      error_code?: number
      description?: string
      parameters?: { retry_after?: number; migrate_to_chat_id?: number }
    }
  }
  const { error_code: code, description, parameters } = response ?? {}
  return {
    description: redactToken(description ?? message ?? String(error)),
    ...(code !== undefined && { code }),
    ...(parameters?.retry_after !== undefined && { retryAfter: parameters.retry_after }),
    ...(parameters?.migrate_to_chat_id !== undefined && {
      migratedTo: parameters.migrate_to_chat_id,
    }),
  }
}

/** For counting: Telegram's code, or the network's, or `network` where neither can be read. */
export const codeOf = (error: unknown): string =>
  String(toFailure(error).code ?? (error as { code?: unknown }).code ?? 'network')

/** Whether the same call may succeed a little later: no readable answer, or the server's own trouble. */
export const isTransient = ({ code }: Failure): boolean => code === undefined || code >= 500

/** Whether a call certainly did not arrive: there was no connection to send it over. */
export const isUnheard = ({ code, description }: Failure): boolean =>
  code === undefined &&
  /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH/.test(description)

/** A late answer to a click or an inline query, or a second click: nothing is wrong. */
export const isBenign = ({ code, description }: Failure): boolean =>
  code === 400 && /query is too old|query ID is invalid|message is not modified/i.test(description)

/** Why a start failed, and the fix: for good, or so that another start may succeed. */
export function toStartError(error: unknown): Error {
  const { code, syscall, port } = error as { code?: string; syscall?: string; port?: number }
  if (syscall === 'listen') {
    const reason = `The port ${port} of TELEGRAM_WEBHOOK_PORT cannot be used (${code}). Choose a free one.`
    // The process before this one may still have it.
    return code === 'EADDRINUSE' ? new Error(reason) : new PlatformRefusal(reason)
  }
  const failure = toFailure(error)
  const reason = explainFailure(failure)
  return isRefusal(failure) ? new PlatformRefusal(reason) : new Error(reason)
}

/** Whether only the host can help: a wrong token, or settings that Telegram does not take. */
export const isRefusal = ({ code, description }: Failure): boolean =>
  code === 401 || code === 404 || (code === 400 && !/resolve/i.test(description))

/** What a failure of a call without a chat means, and what to do about it. */
export function explainFailure(failure: Failure): string {
  const { code, description } = failure
  switch (code) {
    case 401:
      return 'Telegram does not know this token (401 Unauthorized). Copy it again from @BotFather, /mybots → API Token, into TELEGRAM_TOKEN; it changes when somebody revokes it.'
    case 404:
      return 'Telegram knows no such bot (404 Not Found). TELEGRAM_TOKEN must look like 123456:ABC…, whole and without quotes; if TELEGRAM_API_URL is set, check that it is the root of a Bot API server.'
    case 409:
      return `Somebody else takes this bot's messages (409 ${description}). Stop the other program that runs with this token, or give each its own bot; for several replicas use TELEGRAM_WEBHOOK_URL.`
    case undefined:
      return `Telegram cannot be reached (${description}). Check the network and the proxy; where api.telegram.org is blocked, set TELEGRAM_API_URL to a Bot API server that is not.`
    default:
      return `Telegram refused (${code} ${description}).`
  }
}

/** In one word, why an answer did not arrive: for metrics. */
export const reasonOf = ({ code }: Failure): string => {
  if (code === undefined) return 'network'
  return code >= 500 ? 'server' : 'refused'
}
