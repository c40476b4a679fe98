import type { Responder } from '../../answers/index.ts'
import type { Log } from '../../shared/types.ts'
import type { Call } from './api.ts'
import { explainFailure, isTransient, toFailure } from './errors.ts'
import { updateMenus } from './menu.ts'
import type { KeyedQueue } from './queue.ts'

/** Milliseconds before the menu is updated again, if Telegram could not take it. */
const MENU_PAUSES = { first: 10_000, max: 10 * 60_000 }

interface RegistrationOptions {
  readonly call: Call
  readonly queue: Pick<KeyedQueue, 'add'>
  /** Account of the person who hosts the bot. */
  readonly owner: number | undefined
  readonly log: Log
}

/** Keeps the menus as the commands of a responder are. A bot without a menu still answers. */
export function createRegistration({ call, queue, owner, log }: RegistrationOptions) {
  let timer: NodeJS.Timeout | undefined
  let isStopped = false

  async function register(responder: Responder, pause: number): Promise<void> {
    clearTimeout(timer)
    try {
      await updateMenus(call, responder.commands, log, owner)
    } catch (error) {
      const failure = toFailure(error)
      log.warn(`Telegram: the menu could not be updated. ${explainFailure(failure)}`)
      if (isStopped || !(isTransient(failure) || failure.code === 429)) return
      const milliseconds = Math.max(pause, (failure.retryAfter ?? 0) * 1_000)
      const again = Math.min(MENU_PAUSES.max, pause * 2)
      timer = setTimeout(() => add(responder, again), milliseconds).unref()
    }
  }
  const add = (responder: Responder, pause: number) =>
    queue.add('menus', () => register(responder, pause))

  return {
    /** Never rejects. What can pass by itself is tried again, without anybody waiting. */
    refresh: (responder: Responder) => add(responder, MENU_PAUSES.first),
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
