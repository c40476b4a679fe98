import type { Log } from './bots/types.ts'

/**
 * A log of one line an event, for people and for `journalctl`. Secrets are taken out of whatever is
 * logged, wherever they come from.
 *
 * @param write takes a finished line
 * @param secrets never written
 */
export function createLog(write: (line: string) => void, secrets: readonly string[]): Log {
  const log = (level: string) => (message: string, details?: object) => {
    const rest = details && Object.keys(details).length > 0 ? ` ${JSON.stringify(details)}` : ''
    write(`${new Date().toISOString()} ${level} ${redact(`${message}${rest}`, secrets)}`)
  }
  return { info: log('info'), warn: log('warn'), error: log('error') }
}

/** Takes out the secrets, also as they stand in addresses, and whatever looks like a token of Telegram's. */
export function redact(words: string, secrets: readonly string[]): string {
  const known = secrets.filter(Boolean).flatMap((secret) => [secret, encodeURIComponent(secret)])
  return known
    .reduce((left, secret) => left.replaceAll(secret, '[secret]'), words)
    .replaceAll(/(?<!\d)\d{6,}:[\w-]{30,}/g, '[secret]')
}
