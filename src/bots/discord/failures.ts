import type { Log, Meter } from '../../shared/types.ts'
import { explainError } from './errors.ts'

interface FailureOptions {
  readonly log: Log
  readonly meter: Meter | undefined
  /** Whether the client is closed: without its token discord.js complains of the token. */
  readonly isClosed: () => boolean
  /** Called when Discord says that the token is wrong. */
  readonly checkToken: () => void
}

/** Where errors end: each is logged and counted by what it means to the host. */
export function createFailures({ log, meter, isClosed, checkToken }: FailureOptions) {
  /** How often each kind was reported, by kind and code. */
  const counts = new Map<string, number>()

  function report(error: unknown): void {
    if (isClosed()) {
      log.warn('Discord: stopped before every answer was sent')
      return
    }
    const { kind, code, reason } = explainError(error)
    const count = (counts.get(`${kind} ${code}`) ?? 0) + 1
    counts.set(`${kind} ${code}`, count)
    meter?.failed('discord', String(code ?? kind))
    const details = { ...(code !== undefined && { code }), count }
    if (kind === 'mistake') log.error(`Discord: ${reason}`, { ...details, stack: stackOf(error) })
    else if (kind === 'token') checkToken()
    else log.warn(`Discord: ${reason}`, details)
  }

  /** The same for an answer that did not arrive. */
  function reportUndelivered(error: unknown): void {
    meter?.undelivered('discord', isClosed() ? 'stopped' : explainError(error).kind)
    report(error)
  }

  return { report, reportUndelivered }
}

const stackOf = (error: unknown) => (error instanceof Error ? error.stack : undefined)
