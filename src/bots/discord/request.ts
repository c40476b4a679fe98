import {
  type Action,
  type ChatRequest,
  type Command,
  type OfferedMessage,
  readCommand,
  type Suggestion,
} from '../../answers/index.ts'
import { localeOf } from '../../shared/locale.ts'
import type { Attachment } from './attachments.ts'
import type { MenuCommand, MessageWords } from './events.ts'
import { cutText, replaceLoneSurrogates } from './markdown.ts'

/** https://docs.discord.com/developers/components/reference#anatomy-of-a-component-custom-id */
const CUSTOM_ID_LENGTH = 100

/** The parts of an interaction with a slash command that make a request. */
export interface SlashInput {
  readonly commandName: string
  readonly options: readonly SlashOption[]
  readonly locale: string
}

export interface SlashOption {
  readonly name: string
  readonly value?: unknown
  /** Of a part of the command, such as `/material add`. */
  readonly options?: readonly SlashOption[]
  readonly attachment?: Attachment
}

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

/** The one switch there is, under whatever name. */
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

/** What a button carries. */
export interface Click {
  readonly kind: Action['kind']
  readonly request: Action['request']
  /** Short mark of who asked. */
  readonly asker: string
}

const VERSION = '1'
const KINDS: Readonly<Record<Action['kind'], string>> = {
  context: 'c',
  more: 'm',
  sources: 's',
  question: 'q',
  topic: 't',
  feedback: 'f',
  setting: 'e',
  consent: 'y',
  form: 'w',
}

/** A button's state, in at most 100 characters; a text too long for that is cut. */
export function writeCustomId({ kind, request }: Action, asker: string): string {
  const head = `${VERSION}:${KINDS[kind]}:${asker}:${request.page ?? 1}:${request.command}:`
  return cutText(head + replaceLoneSurrogates(request.text.trim()), CUSTOM_ID_LENGTH).trimEnd()
}

const CUSTOM_ID = new RegExp(
  `^${VERSION}:([a-z]):([0-9a-z]+):([1-9]\\d{0,5}):([a-z0-9_]{1,32}):([\\s\\S]*)$`,
)

/** Undefined for a button of another version, or of another bot. */
export function readCustomId(customId: string): Click | undefined {
  const [, letter, asker, page, command, text = ''] = customId.match(CUSTOM_ID) ?? []
  const kind = (Object.keys(KINDS) as Action['kind'][]).find((key) => KINDS[key] === letter)
  if (!kind || !asker || !command) return undefined
  return { kind, asker, request: { command, text, page: Number(page) } }
}

/** The largest prime below 36⁴: every digit of an id counts, and the mark has four characters. */
const MARKS = 1_679_609n

/**
 * Four characters for a user: a click does not come with the message that its message replies to,
 * so a button must remember whose it is. Two people with one mark, one pair in 1.7 million, could
 * turn each other's pages.
 */
export const markAsker = (userId: string): string => (BigInt(userId) % MARKS).toString(36)

/**
 * `say` answers in the channel, `whisper` to the person alone, `turn` in place of the message that
 * the button stands under. What was to be turned and failed is whispered, and the page stays.
 */
export type ReplyMode = 'public' | 'ephemeral' | 'update'

/**
 * Reading on is for everybody, each to themselves, so that a channel stays calm; there, pages turn in
 * place. Asking anew is for the person who asked. What began in private stays there.
 */
export function chooseReplyMode(
  { kind, asker }: Click,
  userId: string,
  hidden: boolean,
): ReplyMode {
  // Whom it was asked of decides, whoever asked.
  if (kind === 'consent') return 'update'
  if (asker !== markAsker(userId)) return 'ephemeral'
  if (kind === 'setting' || (kind === 'more' && hidden)) return 'update'
  return !hidden && (kind === 'question' || kind === 'topic') ? 'public' : 'ephemeral'
}

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-choice-structure */
const MAX_CHOICES = 25
const CHOICE_LENGTH = 100

/** Suggestions as choices of an option; one that Discord would refuse is left out. */
export function toChoices(suggestions: readonly Suggestion[]) {
  return suggestions
    .filter(({ label, value }) => label.trim() && value.trim() && value.length <= CHOICE_LENGTH)
    .map(({ label, value }) => ({ name: cutText(label, CHOICE_LENGTH), value }))
    .slice(0, MAX_CHOICES)
}
