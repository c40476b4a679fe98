/** Discord's words for its codes: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const MESSAGES = {
  0: 'Unknown error',
  10003: 'Unknown Channel',
  10013: 'Unknown User',
  10008: 'Unknown Message',
  10015: 'Unknown Webhook',
  10062: 'Unknown interaction',
  40005: 'Request entity too large',
  40058: 'Cannot message this thread until after the post author has sent an initial message.',
  40060: 'Interaction has already been acknowledged.',
  50001: 'Missing Access',
  50007: 'Cannot send messages to this user',
  50013: 'Missing Permissions',
  50027: 'Invalid Webhook Token',
  50035: 'Invalid Form Body',
  50109: 'The request body contains invalid JSON.',
} as const

export type ErrorCode = keyof typeof MESSAGES

const STATUS: Partial<Record<ErrorCode, number>> = {
  10003: 404,
  10013: 404,
  10008: 404,
  10015: 404,
  10062: 404,
  40005: 413,
  50001: 403,
  50007: 403,
  50013: 403,
  50027: 401,
}

export interface Reply {
  readonly status: number
  /** An object is sent as JSON, a string as it is. */
  readonly body?: object | string
  readonly headers?: Readonly<Record<string, string>>
}

/** An error as Discord answers it. */
export const refuse = (code: ErrorCode, errors?: object): Reply => ({
  status: STATUS[code] ?? 400,
  body: { message: MESSAGES[code], code, ...(errors && { errors }) },
})

export const UNAUTHORIZED: Reply = { status: 401, body: { message: '401: Unauthorized', code: 0 } }
export const NOT_FOUND: Reply = { status: 404, body: { message: '404: Not Found', code: 0 } }

/** What a test or a person makes the next fitting requests answer. */
export interface Trouble {
  readonly method?: string
  readonly path?: RegExp
  /** Without one the request is carried out and answered as ever. */
  readonly status?: number
  readonly code?: ErrorCode
  /** Is answered instead of Discord's own JSON: HTML, something torn, nothing. */
  readonly body?: string
  /** Milliseconds until the request is looked at. */
  readonly delay?: number
  /** The connection breaks instead of an answer. */
  readonly hangUp?: boolean
  /** Whether the request has its effect all the same, and only the answer to it is lost. */
  readonly carriedOut?: boolean
  /** Seconds, for 429. */
  readonly retryAfter?: number
  /** How many requests; default 1. */
  readonly times?: number
}

export function answerTrouble(status: number, { code = 0, retryAfter = 0, body }: Trouble): Reply {
  if (body !== undefined) return { status, body }
  if (status === 429)
    return {
      status,
      body: { message: 'You are being rate limited.', retry_after: retryAfter, global: false },
      headers: {
        'retry-after': String(retryAfter),
        'x-ratelimit-limit': '1',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset-after': String(retryAfter),
        'x-ratelimit-bucket': 'local',
        'x-ratelimit-scope': 'user',
        via: '1.1 local',
      },
    }
  return { status, body: { message: MESSAGES[code], code } }
}
