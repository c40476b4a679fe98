import type { Message } from '../../discord/index.ts'
import type { DiscordComponent, DiscordMessage } from '../../protocol/index.ts'
import type { ObservedResponder } from '../explain.ts'
import type { PictureShelf } from '../picture-shelf.ts'
import type { SimulatorOptions } from '../simulator.ts'
import type { Stage } from './stage.ts'

const EPHEMERAL = 1 << 6
const LOADING = 1 << 7

/** Shows a message on the page, unless only somebody else may see it. */
export function createDisplay(
  stage: Stage,
  { eventLog, pictures }: SimulatorOptions,
  responder: ObservedResponder,
) {
  const { discord, me, shown, used, asked } = stage
  return (message: Message): void => {
    const { visibleTo, author, interaction } = message
    if (visibleTo && visibleTo.id !== me.id) return
    shown.set(message.id, message)
    const label = interaction && used.get(interaction.id)
    const answer =
      author.id === discord.bot.id ? responder.answerTo(askedBy(message, asked)) : undefined
    eventLog.tell({
      type: 'discord',
      message: {
        ...toWire(message, pictures),
        ...(label && { used: label }),
        ...(answer !== undefined && { answer }),
      },
    })
  }
}

/** The words that a message answers, as far as they are known. */
const askedBy = ({ replyTo, interaction }: Message, asked: Stage['asked']): string | undefined =>
  replyTo?.content ?? (interaction && asked.get(interaction.id))

/** What came of a button stands under the message that bears it. */
const targetOf = (message: Message): Message | undefined => {
  const source = message.interaction?.source
  return message.replyTo ?? (source === message ? undefined : source)
}

function toWire(message: Message, pictures: PictureShelf): DiscordMessage {
  const target = targetOf(message)
  return {
    id: message.id,
    channel: message.channel.id,
    author: message.author,
    sentAt: message.sentAt,
    edited: message.editedAt !== undefined,
    content: message.content,
    components: message.components.map((component) =>
      showPictures(component as DiscordComponent, message, pictures),
    ),
    hidden: (message.flags & EPHEMERAL) !== 0,
    thinking: (message.flags & LOADING) !== 0,
    ...(target && { replyTo: target.id }),
  }
}

/** The component with its files where the page can fetch them. */
function showPictures(
  component: DiscordComponent,
  message: Message,
  pictures: PictureShelf,
): DiscordComponent {
  const { components, items } = component
  return {
    ...component,
    ...(components && {
      components: components.map((inner) => showPictures(inner, message, pictures)),
    }),
    ...(items && {
      items: items.map(({ media, ...rest }) => {
        const file = message.files.find(({ name }) => media.url === `attachment://${name}`)
        return { ...rest, media: (file && pictures.put(file.bytes)) ?? media }
      }),
    }),
  }
}
