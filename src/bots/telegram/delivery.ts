import type { Answer } from '../../answers/index.ts'
import { createSparseLog } from '../../shared/sparse-log.ts'
import type { Log } from '../../shared/types.ts'
import type { Call } from './api.ts'
import { explainFailure, isBenign, reasonOf, toFailure } from './errors.ts'
import type { TelegramMessage } from './render.ts'
import type { Throttle } from './throttle.ts'

/** Milliseconds after the question, after which an answer is no longer sent. */
const STALE_AFTER = 120_000

export interface Destination {
  readonly chat: number
  /** When the question came, in milliseconds of the clock. */
  readonly asked: number
  /** Topic of a forum; its "General" has none. */
  readonly thread?: number
  readonly replyTo?: number
}

/** Where a message is to go after what went wrong so far. */
type Attempt = Destination & { readonly isMoved?: boolean }

export interface Delivery {
  /**
   * Sends the messages in order. Never rejects: what cannot be repaired is logged.
   *
   * @param silent without a sound; default false
   */
  send(
    destination: Destination,
    messages: readonly TelegramMessage[],
    silent?: boolean,
  ): Promise<void>
  /** Sends a file. Never rejects. */
  sendFile(destination: Destination, file: NonNullable<Answer['file']>): Promise<void>
  /** Puts a message in the destination of one of ours; where that is impossible, sends it. */
  replace(
    destination: Destination,
    messageId: number,
    messages: readonly TelegramMessage[],
  ): Promise<void>
}

export interface DeliveryEvents {
  /** Told of chats that we may not write to any more. */
  readonly onForbidden: (chat: number) => void
  /** The whole answer arrived. */
  readonly onDelivered: (destination: Destination) => void
  /** It did not, or not all of it, for a reason of one word. */
  readonly onUndelivered: (reason: string) => void
}

export function createDelivery(
  call: Call,
  throttle: Throttle,
  log: Log,
  { onForbidden, onDelivered, onUndelivered }: DeliveryEvents,
): Delivery {
  const stale = createSparseLog((count) =>
    log.warn('Telegram: an answer waited too long and was dropped', { count }),
  )
  const drop = () => {
    stale.note()
    onUndelivered('stale')
  }
  /** Sends one message; the destination where it ended up, or undefined if nothing further can be sent. */
  const sendOne = async (
    destination: Attempt,
    message: TelegramMessage,
    silent: boolean,
  ): Promise<Attempt | undefined> => {
    try {
      const sent = await throttle.send(destination.chat, destination.asked + STALE_AFTER, () =>
        call('sendMessage', toParameters(destination, message, silent)),
      )
      if (sent !== undefined) return destination
      drop()
      return undefined
    } catch (error) {
      const next = destinationAfter(destination, error)
      return next && sendOne(next, message, silent)
    }
  }
  /** Where the same message may still be sent; each change happens at most once. */
  const destinationAfter = (destination: Attempt, error: unknown): Attempt | undefined => {
    const failure = toFailure(error)
    const { migratedTo, description, code } = failure
    if (migratedTo !== undefined && !destination.isMoved) {
      // Messages keep neither their numbers nor their topics when a group becomes a supergroup.
      return { chat: migratedTo, asked: destination.asked, isMoved: true }
    }
    if (destination.thread !== undefined && /message thread not found|TOPIC_/i.test(description)) {
      const { thread: _, ...withoutThread } = destination
      return withoutThread
    }
    if (code === 403) onForbidden(destination.chat)
    onUndelivered(reasonOf(failure))
    log.warn(`Telegram: an answer was not sent. ${explainFailure(failure)}`)
    return undefined
  }
  const send: Delivery['send'] = async (destination, messages, silent = false) => {
    let at: Attempt | undefined = destination
    for (const message of messages) at = at && (await sendOne(at, message, silent))
    if (at && messages.length > 0) onDelivered(destination)
  }
  return {
    send,
    async sendFile(destination, { name, bytes }) {
      const { chat, asked } = destination
      const source = { source: Buffer.from(bytes), filename: name }
      const [method, content] = name.endsWith('.png')
        ? (['sendPhoto', { photo: source }] as const)
        : (['sendDocument', { document: source }] as const)
      try {
        const sent = await throttle.send(chat, asked + STALE_AFTER, () =>
          call(method, { ...toPlace(destination, true), ...content }),
        )
        if (sent === undefined) drop()
      } catch (error) {
        destinationAfter(destination, error)
      }
    },
    async replace(destination, messageId, messages) {
      const [only, ...rest] = messages
      if (!only || rest.length > 0) return send(destination, messages)
      try {
        const edited = await throttle.send(destination.chat, destination.asked + STALE_AFTER, () =>
          call('editMessageText', {
            chat_id: destination.chat,
            message_id: messageId,
            ...toContent(only),
          }),
        )
        if (edited === undefined) drop()
        else onDelivered(destination)
      } catch (error) {
        const failure = toFailure(error)
        if (isBenign(failure)) return onDelivered(destination)
        if (failure.code === 400) return send(destination, messages)
        destinationAfter(destination, error)
      }
    },
  }
}

/**
 * A picture is the preview of its address: a text of full length stays possible, and a picture that
 * Telegram cannot get leaves the text alone.
 */
const toContent = ({ text, entities, picture, reply_markup }: TelegramMessage) => ({
  text,
  entities,
  link_preview_options: picture
    ? { url: picture, prefer_large_media: true }
    : { is_disabled: true },
  ...(reply_markup && { reply_markup }),
})

const toParameters = (destination: Destination, message: TelegramMessage, silent: boolean) => ({
  ...toPlace(destination, silent),
  ...toContent(message),
})

const toPlace = ({ chat, thread, replyTo }: Destination, silent: boolean) => ({
  chat_id: chat,
  ...(silent && { disable_notification: true }),
  ...(thread !== undefined && { message_thread_id: thread }),
  ...(replyTo !== undefined && {
    reply_parameters: { message_id: replyTo, allow_sending_without_reply: true },
  }),
})
