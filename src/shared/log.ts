import { pino } from 'pino'
import { currentQuestionId } from './question-id.ts'
import type { Log } from './types.ts'

export interface LogOptions {
  /** The lowest level that is written; default `info`. */
  readonly level?: LogLevel
  /** One short line for people instead of JSON, for a terminal; default false. */
  readonly readable?: boolean
}

/** From the lowest to the highest. */
export const LOG_LEVELS = ['info', 'warn', 'error'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/**
 * A log of one line of JSON an event, for `journalctl` and whatever collects logs. Secrets are taken
 * out of the finished line, so it does not matter who put them in, or how deep.
 *
 * @param write takes a finished line, without its end
 * @param secrets never written
 */
export function createLog(
  write: (line: string) => void,
  secrets: readonly string[],
  { level = 'info', readable = false }: LogOptions = {},
): Log {
  const show = readable ? toReadable : JSON.stringify
  const logger = pino(
    {
      level,
      base: null,
      messageKey: 'message',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: describeError },
    },
    { write: (line) => write(show(redactLine(line, secrets))) },
  )
  const log = (grade: LogLevel) => (message: string, details?: object) =>
    logger[grade]({ ...questionField(), ...details }, message)
  return { info: log('info'), warn: log('warn'), error: log('error') }
}

/** The id of the question that a line belongs to. */
function questionField(): object {
  const question = currentQuestionId()
  return question === undefined ? {} : { question }
}

/**
 * Takes out the secrets, also as they stand in addresses and in JSON, and whatever looks like one:
 * tokens of Telegram and Discord, of an interaction or a webhook, of a header, a password in an address.
 */
export function redact(words: string, secrets: readonly string[]): string {
  const forms = secrets
    .filter(({ length }) => length >= MIN_SECRET)
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
    // Longer ones first: one may contain another.
    .sort((a, b) => b.length - a.length)
  const known = forms.reduce((left, form) => left.replaceAll(form, SECRET), words)
  return LOOKS_SECRET.reduce((left, pattern) => left.replace(pattern, SECRET), known)
}

const SECRET = '[secret]'
/** Characters; what is shorter is no token, and stands within words that have nothing to do with it. */
const MIN_SECRET = 8
const LOOKS_SECRET: readonly RegExp[] = [
  /\d{6,12}(?::|%3A)[\w-]{30,}/gi,
  /[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}/g,
  /(?<=\/(?:interactions|webhooks)\/\d+\/)[\w-]{20,}/g,
  /(?<=\b(?:Bot|Bearer) )[\w.~+/-]{20,}/g,
  /(?<=:\/\/)[^\s:/@"]*:[^\s/@"]+(?=@)/g,
]

type Line = Record<string, unknown>

/** Looks at each text by itself, and not at the JSON around it, which stays what it is. */
const redactLine = (line: string, secrets: readonly string[]): Line =>
  JSON.parse(line, (_, value: unknown) => {
    if (typeof value === 'string') return redact(value, secrets)
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
    return Object.fromEntries(Object.entries(value).map(([key, it]) => [redact(key, secrets), it]))
  })

/** Not the other fields: libraries hang requests on their errors, with what people asked in them. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { name, message, stack, cause } = error
  const { code } = error as NodeJS.ErrnoException
  const because = cause === undefined || cause === error ? undefined : describeError(cause)
  return { name, message, code, stack, cause: because }
}

function toReadable({ time, level, message, ...details }: Line): string {
  const clock = new Date(String(time)).toLocaleTimeString('sv')
  const rest = Object.keys(details).length > 0 ? ` ${JSON.stringify(details, shortenStack)}` : ''
  const grade = level === 'info' ? '' : `${level}: `
  return `${clock} ${grade}${message}${rest}`.replaceAll(/\p{Cc}+/gu, ' ')
}

/** The place in the code, for a terminal; JSON has the whole stack. */
const shortenStack = (key: string, value: unknown) =>
  key === 'stack' ? String(value).match(/^ +(at .*)/m)?.[1] : value
