import type { LocalDiscord } from '../../playground/discord/index.ts'
import type { Random } from '../bench/random.ts'
import type { Fault } from './side.ts'

/** @param onForgotten called when Discord forgets the session: what it is told from then on is lost */
export function createDiscordFaults(
  discord: LocalDiscord,
  random: Random,
  onForgotten: () => void,
): readonly Fault[] {
  const ANSWER = /\/(callback|messages)$/
  const html = '<html>Bad Gateway</html>'
  const fault = (name: string, weight: number, strike: () => void): Fault => ({
    ...{ name: `Discord: ${name}`, weight, needsBot: true },
    strike() {
      strike()
      return true
    },
  })
  const fail = (trouble: Omit<Parameters<LocalDiscord['fail']>[0], 'method' | 'path'>) =>
    discord.fail({ method: 'POST', path: ANSWER, ...trouble })
  return [
    fault('429 to an answer', 3, () =>
      fail({ status: 429, retryAfter: random.between(1, 10) / 10 }),
    ),
    fault('500 to an answer', 3, () => fail({ status: 500 })),
    fault('502 with HTML to six calls', 1, () => fail({ status: 502, body: html, times: 6 })),
    fault('an empty body with 503', 1, () => fail({ status: 503, body: '' })),
    fault('slow to take an answer', 3, () => fail({ delay: random.between(300, 2000) })),
    fault('connection breaks under an answer', 1, () => fail({ status: 503, hangUp: true })),
    fault('answer taken, confirmation lost', 1, () => fail({ status: 504, carriedOut: true })),
    fault('answer taken, confirmed with HTML', 1, () =>
      fail({ status: 200, body: html, carriedOut: true }),
    ),
    fault('answer taken, confirmed with torn JSON', 1, () =>
      fail({ status: 200, body: '{"id":', carriedOut: true }),
    ),
    fault('connection cut', 1.5, () => discord.gateway.drop()),
    fault('connection closed, to be resumed', 1, () => discord.gateway.drop(4000)),
    fault('told to reconnect', 1, () => discord.gateway.invalidate(true)),
    fault('session forgotten', 0.5, () => {
      onForgotten()
      discord.gateway.invalidate(false)
    }),
    fault('no proper packet', 1, () => discord.gateway.sendRaw('{"op":')),
    fault('events told twice', 3, () => repeatEvent(discord, random)),
  ]
}

/** What a resumed connection may bring a second time. */
function repeatEvent(discord: LocalDiscord, random: Random): void {
  const recent = discord.past
    .slice(-200)
    .filter((one) => one.type === 'dispatch')
    .filter(({ name }) => name === 'MESSAGE_CREATE' || name === 'INTERACTION_CREATE')
  if (recent.length === 0) return
  const { name, payload } = random.pick(recent)
  discord.gateway.dispatch(name, payload, (payload as { guild_id?: string }).guild_id)
}
