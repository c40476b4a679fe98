import type { AnswerFile } from '../../answers/index.ts'
import { createSparseLog } from '../../shared/sparse-log.ts'
import type { Log } from '../../shared/types.ts'
import type { Call } from './api.ts'
import { explainFailure, type Failure, isBenign, isUnheard, reasonOf, toFailure } from './errors.ts'
import {
  type Destination,
  toCaption,
  toContent,
  toFileParameters,
  toParameters,
} from './parameters.ts'
import type { TelegramMessage } from './render.ts'
import type { Throttle } from './throttle.ts'

/** Milliseconds after the question, after which an answer is no longer sent. */
const STALE_AFTER = 120_000

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
  sendFile(destination: Destination, file: AnswerFile): Promise<void>
  /** Puts a message in the destination of one of ours; where that is impossible, sends it. */
  replace(
    destination: Destination,
    messageId: number,
    messages: readonly TelegramMessage[],
  ): Promise<void>
}

interface DeliveryEvents {
  /** Called with each chat that the bot may no longer write to. */
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
  /** Waits for its turn. Undefined if the answer has become stale: then it is dropped. */
  const inTurn = async <Sent>({ chat, asked }: Destination, work: () => Promise<Sent>) => {
    const sent = await throttle.send(chat, asked + STALE_AFTER, work)
    if (sent === undefined) {
      stale.note()
      onUndelivered('stale')
    }
    return sent
  }
  const giveUp = ({ chat }: Destination, error: unknown) => {
    const failure = toFailure(error)
    if (failure.code === 403) onForbidden(chat)
    onUndelivered(reasonOf(failure))
    log.warn(`Telegram: an answer was not sent. ${explainFailure(failure)}`)
  }
  /** @returns where it ended up; undefined if nothing further can be sent there */
  const deliver = async (
    destination: Attempt,
    work: (destination: Attempt) => Promise<unknown>,
  ): Promise<Attempt | undefined> => {
    try {
      const sent = await inTurn(destination, () => work(destination))
      return sent === undefined ? undefined : destination
    } catch (error) {
      const next = elsewhere(destination, toFailure(error))
      if (next) return deliver(next, work)
      giveUp(destination, error)
      return undefined
    }
  }
  const sendOne = (destination: Attempt, message: TelegramMessage, silent: boolean) =>
    deliver(destination, (at) =>
      message.photo
        ? sendPhoto(call, log, at, message, message.photo)
        : call('sendMessage', toParameters(at, message, silent)),
    )
  const send: Delivery['send'] = async (destination, messages, silent = false) => {
    let at: Attempt | undefined = destination
    for (const message of messages) at = at && (await sendOne(at, message, silent))
    if (at && messages.length > 0) onDelivered(destination)
  }
  return {
    send,
    async sendFile(destination, { name, bytes }) {
      const [method, field] = name.endsWith('.png')
        ? (['sendPhoto', 'photo'] as const)
        : (['sendDocument', 'document'] as const)
      await deliver(destination, (at) => call(method, toFileParameters(at, field, { name, bytes })))
    },
    async replace(destination, messageId, messages) {
      // A photo that came with the answer before stays where it is.
      const [only, ...rest] = messages.filter(({ photo }) => !photo)
      if (!only || rest.length > 0) return send(destination, messages)
      try {
        const edited = await inTurn(destination, () =>
          call('editMessageText', {
            chat_id: destination.chat,
            message_id: messageId,
            ...toContent(only),
          }),
        )
        if (edited !== undefined) onDelivered(destination)
      } catch (error) {
        const failure = toFailure(error)
        if (isBenign(failure)) return onDelivered(destination)
        if (failure.code === 400) return send(destination, messages)
        giveUp(destination, error)
      }
    },
  }
}

/**
 * A photo that may have arrived is not sent again: on a slow line it would come several times. One
 * that is refused is left out: the words have arrived.
 */
async function sendPhoto(
  call: Call,
  log: Log,
  destination: Destination,
  message: TelegramMessage,
  photo: AnswerFile,
) {
  try {
    // As a photo only the first picture of a GIF would be seen.
    const [method, field] = photo.name.endsWith('.gif')
      ? (['sendAnimation', 'animation'] as const)
      : (['sendPhoto', 'photo'] as const)
    const file = toFileParameters(destination, field, photo)
    return await call(method, { ...file, ...toCaption(message) })
  } catch (error) {
    const failure = toFailure(error)
    const isRefused = isRefusedPhoto(failure)
    if (!isRefused && (failure.code !== undefined || isUnheard(failure))) throw error
    const warning = isRefused
      ? 'Telegram: a picture was not sent.'
      : 'Telegram: a picture may not have arrived.'
    log.warn(`${warning} ${explainFailure(failure)}`)
    // Something was done: what comes behind it is still sent.
    return warning
  }
}

/** Where the same message may still be sent; each change happens at most once. */
function elsewhere(
  destination: Attempt,
  { migratedTo, description }: Failure,
): Attempt | undefined {
  if (migratedTo !== undefined && !destination.isMoved) {
    // Messages keep neither their numbers nor their topics when a group becomes a supergroup.
    return { chat: migratedTo, asked: destination.asked, isMoved: true }
  }
  if (destination.thread !== undefined && /message thread not found|TOPIC_/i.test(description)) {
    const { thread: _, ...withoutThread } = destination
    return withoutThread
  }
  return undefined
}

/** Telegram could not read it, or the group lets nobody send photos. */
const isRefusedPhoto = ({ code, description, migratedTo }: Failure): boolean =>
  code === 400 && migratedTo === undefined && !isAboutDestination(description)

const isAboutDestination = (description: string): boolean =>
  /message thread not found|TOPIC_|chat not found/i.test(description)
