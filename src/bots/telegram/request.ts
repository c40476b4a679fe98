import type { CallbackQuery, Message, User } from 'telegraf/types'
import type { ChatRequest, Command } from '../../answers/types.ts'
import { localeOf } from '../../shared/locale.ts'
import { decodeCallback, decodePayload } from './button-data.ts'

/** The kinds of updates that are read. Telegram remembers what was last asked for: always send it. */
export const ALLOWED_UPDATES = ['message', 'callback_query', 'inline_query'] as const

/** What somebody wants, and which message to answer. */
export interface Asked {
  readonly request: ChatRequest
  readonly replyTo: number
}

/** The bot's own account. */
export type Self = Pick<User, 'id'> & { readonly username: string }

/**
 * Reads a message as a request; undefined when it is not for us. Privacy mode decides what of a
 * group arrives at all: commands, replies to us, and (only when it is off) mentions.
 */
export function readMessage(
  message: Message,
  self: Self,
  commands: readonly Command[],
): Asked | undefined {
  if (isFromBot(message)) return undefined
  const said = wordsOf(message)
  if (!said) return undefined
  const isPrivate = message.chat.type === 'private'
  const typed = parseCommand(said)
  if (!typed) {
    const question = isPrivate || repliesTo(message, self) ? said : removeMention(said, self)
    return question === undefined ? undefined : toAsked(message, 'ask', question, true)
  }
  if (typed.bot !== undefined && typed.bot !== self.username.toLowerCase()) return undefined
  const forUs = isPrivate || typed.bot !== undefined
  if (typed.name === 'start') return forUs ? readStart(message, typed.text) : undefined
  const command = commands.find((candidate) => isCalled(candidate, typed.name))
  if (!command && !forUs) return undefined
  // Under its own name, as only that one can be tapped in a text and carried by a button.
  const name = command?.name ?? typed.name
  return toAsked(message, name, typed.text, command?.argument?.required === true, self)
}

/** Reads a click; undefined when the button is not one of ours. */
export function readCallback(
  query: CallbackQuery,
  self: Self,
): { readonly request: ChatRequest; readonly edit: boolean } | undefined {
  if (!('data' in query)) return undefined
  const message = query.message && 'text' in query.message ? query.message : undefined
  const button = message?.reply_markup?.inline_keyboard
    .flat()
    .find((candidate) => 'callback_data' in candidate && candidate.callback_data === query.data)
  const asked = wordsOf(message?.reply_to_message ?? {})
  const question = parseCommand(asked)?.text ?? removeMention(asked, self) ?? asked
  // An answer that nothing was typed for begins with its question.
  const firstLine = message?.text.split('\n', 1)[0]
  const action = decodeCallback(query.data, [button?.text, firstLine, question])
  if (!action) return undefined
  const { edit, ...request } = action
  return { request: { ...request, locale: localeOf(query.from.language_code, request.text) }, edit }
}

function toAsked(
  message: Message,
  command: string,
  text: string,
  needsText: boolean,
  self?: Self,
): Asked {
  const pointed = text || !needsText ? undefined : wordsPointedAt(message, self)
  const words = pointed?.text ?? text
  return {
    request: { command, text: words, locale: localeOf(message.from?.language_code, words) },
    // Under the message that was asked about: people see what the answer is to, and so do buttons.
    replyTo: pointed?.messageId ?? message.message_id,
  }
}

/** `/start` greets; `/start p32` comes from a link to a passage. */
function readStart(message: Message, payload: string): Asked {
  const passage = decodePayload(payload)
  return passage === undefined
    ? toAsked(message, 'help', '', false)
    : toAsked(message, 'passage', passage, false)
}

/** The message replied to, or the part of it that was selected; never our own words. */
function wordsPointedAt(message: Message, self: Self | undefined) {
  if (!('reply_to_message' in message) || !message.reply_to_message) return undefined
  const target = message.reply_to_message
  if (target.from?.id === self?.id) return undefined
  const quote = 'quote' in message && message.quote?.is_manual ? message.quote.text : undefined
  const text = quote ?? wordsOf(target)
  return text ? { text, messageId: target.message_id } : undefined
}

/**
 * Other bots, our own inline results and what a channel posts by itself. An admin who writes
 * anonymously comes as a bot too, with a `sender_chat`.
 */
function isFromBot(message: Message): boolean {
  if ('via_bot' in message && message.via_bot) return true
  if ('is_automatic_forward' in message && message.is_automatic_forward) return true
  return !message.from || (message.from.is_bot && !('sender_chat' in message))
}

function wordsOf(message: object): string {
  if ('text' in message && typeof message.text === 'string') return message.text.trim()
  if ('caption' in message && typeof message.caption === 'string') return message.caption.trim()
  return ''
}

function repliesTo(message: Message, self: Self): boolean {
  return 'reply_to_message' in message && message.reply_to_message?.from?.id === self.id
}

/** `/人才 …` too, which Telegram does not mark as a command, and `／ask` from a Chinese keyboard. */
function parseCommand(text: string) {
  const match = /^[/／]([^\s@/／]{1,64})(?:@(\w+))?(?:\s+|$)/u.exec(text)
  if (!match?.[1]) return undefined
  return {
    name: match[1].normalize('NFKC').toLowerCase(),
    bot: match[2]?.toLowerCase(),
    text: text.slice(match[0].length).trim(),
  }
}

function removeMention(text: string, self: Self): string | undefined {
  const mention = new RegExp(`(?<!\\w)@${self.username}(?!\\w)`, 'gi')
  const rest = text.replace(mention, ' ')
  return rest === text ? undefined : rest.trim()
}

function isCalled({ name, titles, aliases }: Command, typed: string): boolean {
  return [name, ...Object.values(titles), ...aliases].some((word) => word.toLowerCase() === typed)
}
