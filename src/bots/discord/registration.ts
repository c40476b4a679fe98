import { setTimeout as wait } from 'node:timers/promises'
import type { Responder } from '../../answers/index.ts'
import { retry } from '../../shared/retry.ts'
import type { Log } from '../../shared/types.ts'
import { explainError } from './errors.ts'
import { type Rest, registerCommands } from './menu.ts'

/** Milliseconds before commands are registered again, if Discord could not take them. */
const REGISTRATION_PAUSES = { firstPause: 10_000, maxPause: 10 * 60_000 }

interface RegistrationOptions {
  readonly rest: Rest
  /** Registers in this server only. */
  readonly guildId: string | undefined
  readonly log: Log
  readonly report: (error: unknown) => void
}

/** Keeps the commands registered that a responder has. */
export function createRegistration({ rest, guildId, log, report }: RegistrationOptions) {
  let commandIds: ReadonlyMap<string, string> = new Map()
  /** Ends attempts to register commands that are out of date. */
  let registering = new AbortController()

  async function register(applicationId: string, { commands }: Responder): Promise<void> {
    const { scope, isUnchanged, ids } = await registerCommands(
      ...([rest, applicationId, guildId, commands] as const),
    )
    commandIds = ids
    const what = isUnchanged ? 'unchanged' : 'registered'
    log.info(`Discord: commands ${what}`, { scope, count: ids.size })
  }

  return {
    commandId: (name: string) => commandIds.get(name),
    stop: () => registering.abort(),
    /** Registers what changed; if Discord has trouble, again later, without anybody waiting. */
    async refresh(applicationId: string, responder: Responder): Promise<void> {
      registering.abort()
      registering = new AbortController()
      const { signal } = registering
      const isTransient = (error: unknown) =>
        ['server', 'network'].includes(explainError(error).kind)
      const attempt = () => register(applicationId, responder)
      await attempt().catch((error) => {
        report(error)
        if (!isTransient(error)) return
        // Nobody waits for it: without its menu the bot still answers.
        const options = { ...REGISTRATION_PAUSES, signal, isTransient }
        void wait(options.firstPause, undefined, { signal })
          .then(() => retry(attempt, options))
          .catch((error) => signal.aborted || report(error))
      })
    },
  }
}
