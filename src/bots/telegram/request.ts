import type { CallbackQuery, Message, Poll, User } from 'telegraf/types'
import { type ChatRequest, type Command, readCommand } from '../../answers/index.ts'
import { localeOf } from '../../shared/locale.ts'
import { decodeCallback, decodePayload } from './button-data.ts'

/** The kinds of updates that are read. Telegram remembers what was last asked for: always send it. */
export const ALLOWED_UPDATES = ['message', 'callback_query', 'inline_query'] as const

/** What somebody wants, and which message to answer. */
interface Asked {
  readonly request: ChatRequest
  readonly replyTo: number
}

/** The bot's own account. */
type Self = Pick<User, 'id'> & { readonly username: string }

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
  const typed = readCommand(said, commands)
  if (!typed) {
    const inReply = repliesTo(message, self)
    const question = isPrivate || inReply ? said : removeMention(said, self)
    if (question === undefined) return undefined
    const form = inReply ? formRepliedTo(message.reply_to_message, commands) : undefined
    if (form) {
      const asked = toAsked(message, form.command, form.text, false)
      return { ...asked, request: { ...asked.request, filled: said } }
    }
    const before = inReply ? questionAnsweredBy(message.reply_to_message) : undefined
    const asked = toAsked(message, 'ask', question, true)
    return before ? { ...asked, request: { ...asked.request, before } } : asked
  }
  if (typed.bot !== undefined && typed.bot !== self.username.toLowerCase()) return undefined
  const forUs = isPrivate || typed.bot !== undefined
  if (typed.name === 'start') return forUs ? readStart(message, typed.text) : undefined
  const { command, name, text } = typed
  if (!command && !forUs) return undefined
  return toAsked(message, name, text, command?.argument?.required === true, self)
}

/** Reads a click; undefined when the button is not one of ours. */
export function readCallback(
  query: CallbackQuery,
  self: Self,
  commands: readonly Command[],
): { readonly request: ChatRequest; readonly edit: boolean } | undefined {
  if (!('data' in query)) return undefined
  const message = query.message && 'text' in query.message ? query.message : undefined
  const button = message?.reply_markup?.inline_keyboard
    .flat()
    .find((candidate) => 'callback_data' in candidate && candidate.callback_data === query.data)
  const asked = wordsOf(message?.reply_to_message ?? {})
  const question = readCommand(asked, commands)?.text ?? removeMention(asked, self) ?? asked
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

/**
 * The message replied to, or the part of it that was selected; never our own words. Of a message in
 * another chat Telegram tells only the part that was quoted, and a poll.
 */
function wordsPointedAt(message: Message, self: Self | undefined) {
  const quote = 'quote' in message ? message.quote : undefined
  if (!('reply_to_message' in message) || !message.reply_to_message) {
    const external = 'external_reply' in message ? message.external_reply : undefined
    const text = quote?.text ?? wordsOf(external ?? {})
    return text ? { text, messageId: message.message_id } : undefined
  }
  const target = message.reply_to_message
  if (target.from?.id === self?.id) return undefined
  const text = (quote?.is_manual && quote.text) || wordsOf(target)
  return text ? { text, messageId: target.message_id } : undefined
}

/** What a message of ours asks for in reply to it: one of its buttons has a command that says so. */
function formRepliedTo(message: Message | undefined, commands: readonly Command[]) {
  return requestsOn(message).flatMap(({ command, text }) => {
    const onReply = commands.find(({ name }) => name === command)?.onReply
    return onReply === undefined ? [] : [{ command: onReply, text }]
  })[0]
}

/** The question that a message of ours answers: its buttons carry it. */
const questionAnsweredBy = (message: Message | undefined): string | undefined =>
  requestsOn(message).find(
    ({ command, page = 1, text }) => text && (command === 'helpful' || page > 1),
  )?.text

/** What the buttons of a message of ours carry. */
function requestsOn(message: Message | undefined) {
  const keyboard = message && 'reply_markup' in message ? message.reply_markup : undefined
  return (keyboard?.inline_keyboard.flat() ?? []).flatMap((button) => {
    const action = 'callback_data' in button ? decodeCallback(button.callback_data, []) : undefined
    return action ?? []
  })
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
  if ('poll' in message) return (message.poll as Poll).question.trim()
  return ''
}

function repliesTo(message: Message, self: Self): message is Message.TextMessage {
  return 'reply_to_message' in message && message.reply_to_message?.from?.id === self.id
}

function removeMention(text: string, self: Self): string | undefined {
  const mention = new RegExp(`(?<!\\w)@${self.username}(?!\\w)`, 'gi')
  const rest = text.replace(mention, ' ')
  return rest === text ? undefined : rest.trim()
}
