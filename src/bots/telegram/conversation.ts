import { setTimeout as wait } from 'node:timers/promises'
import type { CallbackQuery, Message, Update, UserFromGetMe } from 'telegraf/types'
import {
  type Answer,
  type Block,
  type ChatRequest,
  loadPictures,
  type Responder,
} from '../../answers/index.ts'
import type { Once } from '../../shared/claims.ts'
import { withTimeout } from '../../shared/timeouts.ts'
import type { Log } from '../../shared/types.ts'
import type { Call } from './api.ts'
import { offerFile, offerMessage } from './attachments.ts'
import { addGroupHint, addOwnerHint } from './commands.ts'
import type { Delivery } from './delivery.ts'
import { takeInlineQuery } from './inline-query.ts'
import { MESSAGES } from './messages.ts'
import { movedTo, originOf, topicOf } from './origin.ts'
import type { Destination } from './parameters.ts'
import type { KeyedQueue } from './queue.ts'
import { renderAnswer } from './render.ts'
import { readCallback, readMessage } from './request.ts'

interface Conversation {
  readonly self: UserFromGetMe
  /** Account of the person who hosts the bot. */
  readonly owner: number | undefined
  readonly responder: Responder
  readonly call: Call
  readonly delivery: Delivery
  readonly queue: KeyedQueue
  /** Answers an update, unless it is answered already. */
  readonly once: Once
  readonly log: Log
  /** Called with failures of calls whose result is not needed. */
  readonly report: (error: unknown) => void
  /** Called for each inline query that got no cards. */
  readonly reportNoCards: (error: unknown) => void
  readonly now: () => number
  /** Milliseconds until an answer is given up. */
  readonly answerBudget: number
  readonly inlineBudget: number
  /** Where a file of that path lies; holds the token. */
  readonly fileUrl: (path: string) => string
  /** Called with the keys of a group before and after it became a supergroup. */
  readonly onMoved: (from: string, to: string) => Promise<void>
}

/** Does the work of one update, unless it is done already. */
type RunOnce = (work: () => Promise<unknown>) => Promise<unknown>

/**
 * Puts the work that an update asks for into the queue of its chat, at once. What copies agree on is
 * asked there, so that a chat keeps its order while another copy is at work.
 *
 * @returns resolves when the work is done, or given up
 * @throws {TypeError} when the update is malformed
 */
export async function takeUpdate(conversation: Conversation, update: Update): Promise<void> {
  const { self, once } = conversation
  const answer: RunOnce = (work) => once(`telegram ${self.id} ${update.update_id}`, work)
  if ('message' in update) await takeMessage(conversation, update.message, answer)
  else if ('callback_query' in update && update.callback_query.id) {
    await takeClick(conversation, update.callback_query, answer)
  } else if ('inline_query' in update && update.inline_query.id) {
    await takeInlineQuery(conversation, update.inline_query, answer)
  }
}

async function takeMessage(
  conversation: Conversation,
  message: Message,
  once: RunOnce,
): Promise<void> {
  const moved = movedTo(message)
  if (moved) {
    const { queue, onMoved } = conversation
    return queue.add(String(message.chat.id), () => once(() => onMoved(moved.from, moved.to)))
  }
  const { self, responder, delivery } = conversation
  const asked = readMessage(message, self, responder.commands)
  if (!asked || !message.from) return
  const request = {
    ...asked.request,
    ...offerFile(message, conversation.call, conversation.fileUrl),
    ...offerMessage(message),
    from: originOf(conversation, message.from, message),
  }
  const replied = 'reply_to_message' in message ? message.reply_to_message : undefined
  const answerIt = async () => {
    const answer = await respond(conversation, request)
    if (!isSent(answer, request)) return
    // Whom something is asked of is told by a reply to what they wrote.
    const replyTo = (answer.addressee && replied?.message_id) || asked.replyTo
    const destination = { ...destinationOf(conversation, message), replyTo }
    await delivery.send(destination, renderAnswer(answer, { bot: self.username }), isSilent(answer))
    if (answer.file) await delivery.sendFile(destination, answer.file)
  }
  return conversation.queue.add(String(message.chat.id), () => once(answerIt))
}

/** Of one answer: several would be as many messages. */
const MAX_PICTURES = 1
/** Milliseconds for what changes material: a file is fetched, and all is read again. */
const MANAGING_BUDGET = 110_000
/** Milliseconds after which a click is confirmed, answered or not: its button shows a clock until then. */
const CLICK_TIMEOUT = 1_000
/** https://core.telegram.org/bots/api#answercallbackquery */
const TOAST_LENGTH = 200

/** The click is confirmed outside the queue, which may be slow, with what is for the asker alone. */
function takeClick(conversation: Conversation, query: CallbackQuery, once: RunOnce): Promise<void> {
  const { self, queue, call, delivery, report } = conversation
  const confirm = async (answering?: Promise<Answer>) => {
    const answer = await Promise.race([answering, wait(CLICK_TIMEOUT)])
    const [message] = answer?.audience === 'asker' ? renderAnswer(answer) : []
    const text = message && { text: [...message.text].slice(0, TOAST_LENGTH).join('') }
    await call('answerCallbackQuery', { callback_query_id: query.id, ...text }).catch(report)
  }
  const addTask = (work: () => Promise<unknown>) => queue.add(`click ${query.id}`, () => once(work))
  const clicked = readCallback(query, self, conversation.responder.commands)
  const { message } = query
  if (!clicked || !message) return addTask(confirm)
  const { edit } = clicked
  const from = originOf(conversation, query.from, { ...message, sender_chat: undefined })
  const request = { ...clicked.request, from }
  const question = 'reply_to_message' in message ? message.reply_to_message : undefined
  const destination = {
    ...destinationOf(conversation, message),
    // Under the question, as the answer was: people see what it is about, and so will its buttons.
    replyTo: question?.message_id ?? message.message_id,
  }
  const show = async (answer: Answer) => {
    // What is for the asker alone was said with the confirmation.
    if (!isSent(answer, request) || answer.audience === 'asker') return
    const messages = renderAnswer(answer, {
      bot: self.username,
      shown: request,
      showQuestion: !question || !wasAskedThere(question, request),
    })
    if (edit) await delivery.replace(destination, message.message_id, messages)
    else await delivery.send(destination, messages, isSilent(answer))
  }
  const name = `${message.message_id} ${'data' in query ? query.data : ''}`
  return addTask(() => {
    const answering = respond(conversation, request)
    const shown = queue.add(String(message.chat.id), async () => show(await answering), name)
    return Promise.all([confirm(answering), shown])
  })
}

/** Whether the message above already shows what is being answered. */
const wasAskedThere = (question: object, { text }: ChatRequest): boolean =>
  'text' in question && String(question.text).includes(text)

/** Telegram has no message for one person in a group. */
const isSent = ({ audience }: Answer, { from }: ChatRequest): boolean =>
  audience !== 'nobody' && (audience !== 'asker' || from?.isPrivate === true)

const isSilent = ({ audience }: Answer): boolean => audience === 'quietly'

/** Always gives an answer, in time. */
async function respond(conversation: Conversation, request: ChatRequest): Promise<Answer> {
  const { responder, log, answerBudget, self, owner } = conversation
  try {
    const { commands } = responder
    const command = commands.find(({ name }) => name === request.command)
    const budget = command?.menu ? MANAGING_BUDGET : answerBudget
    const found = await withTimeout(budget, responder.respond(request))
    const answer = countPictures(await loadPictures(found, MAX_PICTURES), found)
    if (request.command === 'help') return addGroupHint(answer, self.can_read_all_group_messages)
    const isForOwner = command?.menu === 'owner'
    return isForOwner && owner === undefined ? addOwnerHint(answer, request) : answer
  } catch (error) {
    log.error('Telegram: no answer', { error: String(error) })
    const { locale } = request
    const text = MESSAGES[locale].failed
    const blocks = [{ type: 'paragraph', inlines: [{ type: 'text', text }] }] as const
    return { outcome: 'failed', locale, blocks, citations: [], actions: [] }
  }
}

/** The answer with a line on the pictures that it has beside those that are shown. */
function countPictures(shown: Answer, { pictures = [] }: Answer): Answer {
  const more = pictures.length - (shown.pictures?.length ?? 0)
  if (!shown.pictures || more === 0) return shown
  const text = MESSAGES[shown.locale].morePictures(more)
  const note: Block = { type: 'note', inlines: [{ type: 'text', text }] }
  return { ...shown, blocks: [...shown.blocks, note] }
}

function destinationOf(
  { now }: Conversation,
  message: Message | NonNullable<CallbackQuery['message']>,
): Destination {
  const thread = topicOf(message)
  return { chat: message.chat.id, asked: now(), ...(thread !== undefined && { thread }) }
}
