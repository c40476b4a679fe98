import type { AnswerFile } from '../../answers/types.ts'
import type { TelegramMessage } from './render.ts'

export interface Destination {
  readonly chat: number
  /** When the question came, in milliseconds of the clock. */
  readonly asked: number
  /** Topic of a forum; its "General" has none. */
  readonly thread?: number
  readonly replyTo?: number
}

/**
 * A picture is the preview of its address: a text of full length stays possible, and a picture that
 * Telegram cannot get leaves the text alone.
 */
export const toContent = ({ text, entities, picture, reply_markup }: TelegramMessage) => ({
  text,
  entities,
  link_preview_options: picture
    ? { url: picture, prefer_large_media: true }
    : { is_disabled: true },
  ...(reply_markup && { reply_markup }),
})

export const toParameters = (
  destination: Destination,
  message: TelegramMessage,
  silent: boolean,
) => ({
  ...toTarget(destination, silent),
  ...toContent(message),
})

/** Of a file, which comes without a sound after the words. Telegraf leaves out what is an object beside a file. */
export const toFileParameters = (
  destination: Destination,
  field: 'photo' | 'animation' | 'document',
  { name, bytes }: AnswerFile,
) => {
  const { reply_parameters: reply, ...target } = toTarget(destination, true)
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return {
    ...target,
    // In a private chat it stands below the words; in a group somebody may write in between.
    ...(reply && target.chat_id < 0 && { reply_parameters: JSON.stringify(reply) }),
    [field]: { source, filename: name },
  }
}

export const toCaption = ({ text, entities }: TelegramMessage) => ({
  ...(text && { caption: text }),
  ...(entities.length > 0 && { caption_entities: entities }),
})

const toTarget = ({ chat, thread, replyTo }: Destination, silent: boolean) => ({
  chat_id: chat,
  ...(silent && { disable_notification: true }),
  ...(thread !== undefined && { message_thread_id: thread }),
  ...(replyTo !== undefined && {
    reply_parameters: { message_id: replyTo, allow_sending_without_reply: true },
  }),
})
