import {
  type ChatRequest,
  type Command,
  type OfferedMessage,
  readCommand,
} from '../../answers/index.ts'
import { localeOf } from '../../shared/locale.ts'
import type { Attachment } from './attachments.ts'
import { readCustomId } from './button-data.ts'
import type { MenuCommand, MessageWords, SlashInput } from './events.ts'

/**
 * Any string option is the argument, whatever it is called: an app that has not reloaded yet still
 * sends the names of the version before.
 */
export function readSlash({ commandName, options, locale }: SlashInput): ChatRequest {
  const part = options.find((option) => option.options)
  const own = part?.options ?? options
  const text = own.find(({ value, attachment }) => typeof value === 'string' && !attachment)?.value
  const typed = typeof text === 'string' ? text : ''
  const words = part ? `${part.name} ${typed}`.trim() : typed
  return { command: commandName, text: words, locale: localeOf(locale, words) }
}

/** The file that comes with a command. */
export const fileOf = ({ options }: Pick<SlashInput, 'options'>): Attachment | undefined =>
  options
    .flatMap((option) => [option, ...(option.options ?? [])])
    .find(({ attachment }) => attachment)?.attachment

/** Whether the option for a private answer is on; it is the only boolean, whatever its name. */
export const wantsPrivate = ({ options }: SlashInput): boolean =>
  options.some(({ value }) => value === true)

/**
 * A message to the bot: its words are a question, unless they start with a command.
 *
 * @param ids of the bot and of its roles, whose mentions are left out
 */
export function readMessage(
  content: string,
  ids: readonly string[],
  commands: readonly Command[],
): ChatRequest {
  const text = content.replaceAll(new RegExp(`<@[!&]?(?:${ids.join('|')})>`, 'g'), ' ').trim()
  const typed = readCommand(text, commands)
  const locale = localeOf(undefined, text)
  return typed
    ? { command: typed.name, text: typed.text, locale }
    : { command: 'ask', text, locale }
}

/** The words of a message: its own, those that it forwards, or those of a poll. */
export const wordsOf = ({ content, messageSnapshots, poll }: MessageWords): string =>
  content || messageSnapshots?.first()?.content || poll?.question.text || ''

/** A message as its menu hands it over, with who wrote it. */
export const readOffered = (message: MenuCommand['targetMessage']): OfferedMessage => ({
  id: message.id,
  text: message.content,
  hasFiles: message.attachments.size > 0,
  author: {
    key: `discord:${message.author.id}`,
    name: message.author.displayName,
    isBot: message.author.bot || message.webhookId !== null,
  },
  url: message.url,
  date: message.createdAt.toISOString().slice(0, 10),
})

/** A component of a message; those that hold others have `components`. */
interface Component {
  readonly customId?: string | null
  readonly components?: readonly Component[]
}

/** The question that a message of the bot answers: its buttons carry it. */
export function questionAnsweredBy(components: readonly object[]): string | undefined {
  const clicks = customIdsIn(components).flatMap((customId) => readCustomId(customId) ?? [])
  return clicks.find(
    ({ kind, request }) =>
      request.text && (kind === 'feedback' || (kind === 'more' && Number(request.page) > 1)),
  )?.request.text
}

const customIdsIn = (components: readonly Component[]): readonly string[] =>
  components.flatMap(({ customId, components: inner }) => [
    ...(customId ? [customId] : []),
    ...customIdsIn(inner ?? []),
  ])
