import { PlatformRefusal } from '../types.ts'

/** What went wrong on the way to Discord, without anything secret: its addresses hold tokens. */
interface Failure {
  /** `late` and `refused` happen every day; after `token` nothing works any more. */
  readonly kind: 'late' | 'refused' | 'token' | 'server' | 'network' | 'mistake'
  readonly code?: number | string
  /** What happened and, where there is one, the fix. */
  readonly reason: string
}

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json-json-error-codes */
const LATE: Readonly<Record<number, string>> = {
  10008: 'the message is gone',
  10015: 'the interaction has expired (15 minutes)',
  10062: 'the interaction was answered too late (3 seconds), or came again after a lost connection',
  40060: 'the interaction was answered already; is the bot running twice?',
  50027: 'the interaction has expired (15 minutes)',
}
const REFUSED: Readonly<Record<number, string>> = {
  10003: 'the channel is gone',
  50001:
    'the bot may not come here: give it "View Channel"; for the server of DISCORD_GUILD_ID, invite it',
  10004: 'the server is gone',
  50007: 'this person does not take direct messages',
  50008: 'nobody can write in a channel of this kind',
  50009: 'the server asks for a verification that the bot does not have',
  50013:
    'the bot may not write here: give it "Send Messages", in threads too, and "Read Message History"',
  50024: 'nothing can be written in a channel of this kind',
  50083: 'the thread is archived',
  50278: 'this person shares no server with the bot any more',
  160005: 'the thread is locked',
  200000: "the server's automatic moderation blocked the answer",
  200001: "the title of the answer was blocked by the server's automatic moderation",
}

const NETWORK =
  /^(ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|UND_ERR|CERT_|ERR_TLS)|AbortError/
const WRONG_TOKEN =
  'Discord refuses the token. Copy a new one: discord.com/developers/applications → your app → Bot → Reset Token, then set DISCORD_TOKEN.'
const CLOSED: Readonly<Record<number, string>> = {
  4004: 'Discord closed the connection as if the token were wrong (4004); the next start asks whether it is.',
  4011: 'The bot is in too many servers for one connection (4011); this should not happen with automatic shards.',
  4013: 'Discord does not know an intent that the bot asks for (4013); update the bot.',
  4014: 'Discord does not allow an intent that the bot asks for (4014). Switch on at discord.com/developers/applications → your app → Bot → Privileged Gateway Intents what your version of the bot needs; this one needs none, so update it.',
}

export function explainError(error: unknown): Failure {
  const { code, status, name, message, cause } = readError(error)
  if (typeof code === 'number' && code in LATE)
    return { kind: 'late', code, reason: `${LATE[code]}` }
  if (typeof code === 'number' && code in REFUSED)
    return { kind: 'refused', code, reason: `${REFUSED[code]}` }
  if (status === 401 || code === 'TokenInvalid' || /token to be set/i.test(message))
    return { kind: 'token', ...(code !== undefined && { code }), reason: WRONG_TOKEN }
  if (status !== undefined && status >= 500)
    return {
      kind: 'server',
      code: status,
      reason: `Discord has trouble of its own (${status}); try again later`,
    }
  // What is read of Discord's answers is JSON; ours is never parsed on the way there.
  if (name === 'SyntaxError')
    return { kind: 'server', code: 'torn', reason: 'Discord answered with something torn' }
  const network = [code, name, readError(cause).code].find((word) => NETWORK.test(String(word)))
  if (network !== undefined)
    return {
      kind: 'network',
      code: String(network),
      reason: `Discord cannot be reached (${network}). Check the network and the proxy; where discord.com is blocked, set DISCORD_API_URL to a proxy of its API.`,
    }
  return { kind: 'mistake', ...(code !== undefined && { code }), reason: message }
}

/** What Discord meant by closing the gateway for good. */
const explainClose = (code: number): string =>
  CLOSED[code] ?? `Discord closed the connection for good (${code}).`

/**
 * Close codes after which only the host can help. 4004 is not among them: a start asks first whether
 * the token is known, so that one which is not ends there. https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
 */
const REFUSALS: ReadonlySet<number> = new Set([4012, 4013, 4014])

/** Why the gateway closed the connection: for good, or so that another start may succeed. */
export const toCloseError = (code: number): Error =>
  REFUSALS.has(code) ? new PlatformRefusal(explainClose(code)) : new Error(explainClose(code))

/** Why a start failed: for good, or so that another start may succeed. */
export function toStartError(error: unknown): Error {
  const { message } = readError(error)
  const isRefused =
    error instanceof PlatformRefusal ||
    /(disallowed|invalid) intents/i.test(message) ||
    explainError(error).kind === 'token'
  const reason = explainStart(error)
  return isRefused
    ? new PlatformRefusal(reason, { cause: error })
    : new Error(reason, { cause: error })
}

/** discord.js words the refusals of the gateway instead of passing their code on. */
function explainStart(error: unknown): string {
  const { message } = readError(error)
  if (error instanceof PlatformRefusal) return message
  if (/disallowed intents/i.test(message)) return explainClose(4014)
  if (/invalid intents/i.test(message)) return explainClose(4013)
  if (/authentication failed/i.test(message)) return explainClose(4004)
  return explainError(error).reason
}

interface Fields {
  readonly code?: number | string
  readonly status?: number
  readonly name?: string
  readonly message: string
  readonly cause?: unknown
}

function readError(error: unknown): Fields {
  return error instanceof Error ? (error as Error & Fields) : { message: String(error) }
}
