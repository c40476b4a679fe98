import type { Log } from '../../shared/types.ts'
import type { Call } from './api.ts'
import { explainFailure, isBenign, toFailure } from './errors.ts'
import type { TelegramMessage } from './render.ts'
import type { Throttle } from './throttle.ts'

/** Milliseconds after the question when nobody waits for the answer any more. */
const STALE_AFTER = 120_000

export interface Destination {
  readonly chat: number
  /** When the question came, by the clock. */
  readonly asked: number
  /** Topic of a forum; its "General" has none. */
  readonly thread?: number
  readonly replyTo?: number
}

/** Where a message is to go after what went wrong so far. */
type Attempt = Destination & { readonly isMoved?: boolean }

export interface Delivery {
  /**
   * Sends the messages in order. Never rejects: what cannot be mended is logged.
   *
   * @param silent without a sound; default false
   */
  send(
    destination: Destination,
    messages: readonly TelegramMessage[],
    silent?: boolean,
  ): Promise<void>
  /** Puts a message in the destination of one of ours; where that is impossible, sends it. */
  replace(
    destination: Destination,
    messageId: number,
    messages: readonly TelegramMessage[],
  ): Promise<void>
}

/**
 * @param forget told of chats that we may not write to any more
 */
export function createDelivery(
  call: Call,
  throttle: Throttle,
  log: Log,
  forget: (chat: number) => void,
): Delivery {
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
      log.warn('Telegram: an answer waited too long and was dropped')
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
    if (code === 403) forget(destination.chat)
    log.warn(`Telegram: an answer was not sent. ${explainFailure(failure)}`)
    return undefined
  }
  const send: Delivery['send'] = async (destination, messages, silent = false) => {
    let at: Attempt | undefined = destination
    for (const message of messages) at = at && (await sendOne(at, message, silent))
  }
  return {
    send,
    async replace(destination, messageId, messages) {
      const [only, ...rest] = messages
      if (!only || rest.length > 0) return send(destination, messages)
      try {
        await throttle.send(destination.chat, destination.asked + STALE_AFTER, () =>
          call('editMessageText', {
            chat_id: destination.chat,
            message_id: messageId,
            ...toContent(only),
          }),
        )
      } catch (error) {
        const failure = toFailure(error)
        if (isBenign(failure)) return
        if (failure.code === 400) return send(destination, messages)
        destinationAfter(destination, error)
      }
    },
  }
}

const toContent = ({ text, entities, reply_markup }: TelegramMessage) => ({
  text,
  entities,
  link_preview_options: { is_disabled: true },
  ...(reply_markup && { reply_markup }),
})

const toParameters = (
  { chat, thread, replyTo }: Destination,
  message: TelegramMessage,
  silent: boolean,
) => ({
  chat_id: chat,
  ...(silent && { disable_notification: true }),
  ...(thread !== undefined && { message_thread_id: thread }),
  ...(replyTo !== undefined && {
    reply_parameters: { message_id: replyTo, allow_sending_without_reply: true },
  }),
  ...toContent(message),
})
