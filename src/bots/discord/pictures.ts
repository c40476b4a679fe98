import type { APIComponentInContainer } from 'discord-api-types/v10'
import type { Answer, AnswerFile } from '../../answers/index.ts'
import type { DiscordMessage } from './render.ts'

/** Of one answer. */
export const MAX_PICTURES = 3

/** Bytes that come with an answer as files. */
export const bytesOf = ({ file, pictures = [] }: Answer): number =>
  [file, ...pictures]
    .filter((each): each is AnswerFile => each !== undefined && 'bytes' in each)
    .reduce((sum, { bytes }) => sum + bytes.length, 0)

type WithFiles = Pick<DiscordMessage, 'components' | 'files'>

/**
 * Sends a message; without the pictures that come as files where Discord refuses those, as it does
 * where the bot may write but attach nothing.
 */
export async function sendWithPictures<Message extends WithFiles>(
  message: Message,
  send: (message: Message) => Promise<unknown>,
): Promise<void> {
  try {
    await send(message)
  } catch (error) {
    if (!message.files?.some(isPicture) || !isAboutFiles(error)) throw error
    await send(withoutPictures(message))
  }
}

/** As `loadPictures` names them. */
const isPicture = ({ name }: { readonly name: string }): boolean => /^picture-\d+\.\w+$/.test(name)

/** No permission, too large: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json-json-error-codes */
function isAboutFiles(error: unknown): boolean {
  const { code, status } = error as { readonly code?: unknown; readonly status?: unknown }
  return code === 50013 || code === 40005 || status === 413
}

function withoutPictures<Message extends WithFiles>(message: Message): Message {
  const { files = [], components, ...rest } = message
  const gone = files.filter(isPicture).map(({ name }) => `attachment://${name}`)
  const kept = files.filter((file) => !isPicture(file))
  const [container] = components
  const parts = container.components.flatMap((part): readonly APIComponentInContainer[] => {
    if (!('items' in part)) return [part]
    const items = part.items.filter(({ media }) => !gone.includes(media.url))
    return items.length > 0 ? [{ ...part, items }] : []
  })
  return {
    ...rest,
    components: [{ ...container, components: parts }],
    ...(kept.length > 0 && { files: kept }),
  } as unknown as Message
}
