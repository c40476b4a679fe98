import type { UserFromGetMe } from 'telegraf/types'
import type { Call } from './api.ts'
import { isRefusal, toFailure } from './errors.ts'
import type { Clock } from './throttle.ts'

/** Milliseconds before Telegram is asked again whether it knows the token. */
const SECOND_LOOK = 2_000

/**
 * Asks whose token it is. One refusal may be a fault of Telegram or of a proxy: the token counts as
 * wrong after a second one.
 *
 * @throws what Telegram said
 */
export async function getSelf(call: Call, { sleep }: Pick<Clock, 'sleep'>): Promise<UserFromGetMe> {
  const ask = async () => (await call('getMe', {})) as UserFromGetMe
  try {
    return await ask()
  } catch (error) {
    if (!isRefusal(toFailure(error))) throw error
    await sleep(SECOND_LOOK)
    return ask()
  }
}
