import { findSpoiltEntities, findTextRefusal } from '../../../playground/telegram/limits.ts'
import type { Entity, Keyboard } from '../../../playground/telegram/types.ts'
import { findAutoLinks } from '../../../src/bots/telegram/auto-links.ts'
import { renderAnswer, type TelegramMessage } from '../../../src/bots/telegram/render.ts'
import type { RendererContract } from '../contract.ts'
import { loadTdlib } from '../tdlib.ts'

const tdlib = loadTdlib()

export const entitiesOf = ({ entities }: TelegramMessage) => entities as readonly Entity[]
export const sliceAll = (message: TelegramMessage, type: string) =>
  entitiesOf(message)
    .filter((entity) => entity.type === type)
    .map(({ offset, length }) => message.text.slice(offset, offset + length))

/** What Telegram finds live in a message and no entity keeps dead. */
export function pingsOf(message: TelegramMessage): readonly string[] {
  const dead = entitiesOf(message).filter(({ type }) => type === 'code' || type === 'text_link')
  const found = tdlib
    ? tdlib.detect(message.text).filter(({ type }) => type !== 'MediaTimestamp')
    : findAutoLinks(message.text).map(([start, end]) => ({ offset: start, length: end - start }))
  return found
    .filter(
      ({ offset, length }) =>
        !dead.some(
          (entity) => entity.offset <= offset && entity.offset + entity.length >= offset + length,
        ),
    )
    .map(({ offset, length }) => message.text.slice(offset, offset + length))
}

/** Why Telegram would refuse a message, or drop a part of it. */
export function refusalsOf(message: TelegramMessage): readonly string[] {
  const { text, reply_markup } = message
  const refusal = findTextRefusal(text, entitiesOf(message), reply_markup as Keyboard | undefined)
  return [...(refusal ? [refusal] : []), ...findSpoiltEntities(entitiesOf(message))]
}

export const TELEGRAM: RendererContract<TelegramMessage> = {
  name: 'Telegram',
  render: (answer) => renderAnswer(answer, { bot: 'chuchu_bot' }),
  visibleText: ({ text }) => text,
  emphasis: (message) => sliceAll(message, 'bold'),
  links: (message) => [
    ...entitiesOf(message).flatMap(({ url }) => url ?? []),
    ...(message.reply_markup?.inline_keyboard.flat() ?? []).flatMap((button) =>
      'url' in button ? [button.url] : [],
    ),
  ],
  pings: pingsOf,
  refusals: refusalsOf,
}
