import type { Client } from 'discord.js'
import { Routes } from 'discord-api-types/v10'
import type { Log } from '../../shared/types.ts'
import { explainError, toStartError } from './errors.ts'

/**
 * Asks Discord whether it knows the token, after it refused a call as if it did not. One 401 may be
 * an error of Discord or of a proxy: the token counts as wrong after a second one.
 *
 * @param onWrong called with what to tell the host
 * @returns asks, unless it is being asked already
 */
export function createTokenCheck(
  { rest }: Client,
  token: string,
  log: Log,
  onWrong: (reason: Error) => void,
): () => void {
  let isChecking = false

  async function check(): Promise<void> {
    // discord.js forgets the token after the first.
    rest.setToken(token)
    try {
      await rest.get(Routes.gatewayBot())
      log.warn(
        'Discord: a call was refused as if the token were wrong, but Discord knows the token',
      )
    } catch (error) {
      const { kind, reason } = explainError(error)
      if (kind === 'token') return onWrong(toStartError(error))
      rest.setToken(token)
      log.warn(`Discord: ${reason}`)
    }
  }

  return () => {
    if (isChecking) return
    isChecking = true
    void check().finally(() => {
      isChecking = false
    })
  }
}
