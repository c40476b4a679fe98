import { setTimeout as wait } from 'node:timers/promises'
import { FAULTS, type Fault as TelegramFault } from '../../playground/telegram/index.ts'
import type { Random } from '../bench/random.ts'
import type { Fault } from './side.ts'

/** Answered when a call was carried out and the confirmation is lost; no other fault has it. */
export const LOST = 504

/** @param heard how many messages the bot was told of */
export function createTelegramFaults(
  fail: (method: string, fault: TelegramFault, times?: number) => void,
  random: Random,
  heard: () => number,
): readonly Fault[] {
  const slow = () => FAULTS.slow(wait(random.between(300, 4000)))
  const html = (status: number): TelegramFault => ({ status, body: '<html>Bad Gateway</html>' })
  const fault = (
    name: string,
    weight: number,
    method: string,
    make: () => TelegramFault,
    times = 1,
  ): Fault => ({
    ...{ name, weight, needsBot: true },
    strike() {
      fail(method, make(), times)
      return true
    },
  })
  let struckAt = -1
  /** Only after updates have come again: several in a row make the bot wait for up to a minute. */
  const pollFault = (name: string, make: () => TelegramFault): Fault => ({
    name: `Telegram: ${name} to getUpdates`,
    ...{ weight: 0.3, needsBot: true },
    strike() {
      if (heard() === struckAt) return false
      struckAt = heard()
      fail('getUpdates', make())
      return true
    },
  })
  const seconds = () => random.between(1, 3)
  return [
    fault('Telegram: 429 to an answer', 3, 'sendMessage', () => FAULTS.tooManyRequests(seconds())),
    fault('Telegram: 500 to an answer', 3, 'sendMessage', () => html(500)),
    fault('Telegram: 502 to six calls', 1, 'sendMessage', () => FAULTS.serverError, 6),
    fault('Telegram: torn JSON to an answer', 2, 'sendMessage', () => FAULTS.garbage),
    fault('Telegram: HTML with 200', 2, 'sendMessage', () => html(200)),
    fault('Telegram: an empty body with 200', 2, 'sendMessage', () => ({ status: 200, body: '' })),
    fault('Telegram: slow to take an answer', 3, 'sendMessage', slow),
    fault('Telegram: connection breaks under an answer', 1, 'sendMessage', () => ({
      ...html(503),
      hangUp: true,
    })),
    fault('Telegram: answer taken, confirmation lost', 1, 'sendMessage', () => ({
      ...html(LOST),
      carriedOut: true,
    })),
    pollFault('429', () => FAULTS.tooManyRequests(1)),
    pollFault('502', () => FAULTS.serverError),
    pollFault('torn JSON', () => FAULTS.garbage),
    pollFault('409', () => FAULTS.conflict),
  ]
}
