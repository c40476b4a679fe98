import { emphasisOf, linksOf, pingsOf, visibleText } from '../../../playground/discord/index.ts'
import { checkMessage } from '../../../playground/discord/message-limits.ts'
import { validateBody } from '../../../playground/discord/validate.ts'
import { type DiscordMessage, renderAnswer } from '../../../src/bots/discord/render.ts'
import type { RendererContract } from '../contract.ts'

const render = (answer: Parameters<typeof renderAnswer>[0]) => renderAnswer(answer, { asker: 'a1' })

const refusals = (message: DiscordMessage): readonly string[] =>
  [
    ...(validateBody('POST /channels/{channel_id}/messages', message) ?? []),
    ...checkMessage({ ...message }),
  ].map(({ path, message }) => `${path.join('.')}: ${message}`)

export const DISCORD: RendererContract<DiscordMessage> = {
  name: 'Discord',
  render,
  visibleText,
  emphasis: emphasisOf,
  links: linksOf,
  pings: pingsOf,
  refusals,
}
