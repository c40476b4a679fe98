import type { Message } from 'telegraf/types'
import type { ChatRequest, OfferedMessage } from '../../answers/index.ts'
import { download } from '../../shared/download.ts'
import type { Call } from './api.ts'

/** A supergroup's number in links: its id without what the Bot API puts before it. */
const SUPERGROUP = /^-100(\d+)$/

/**
 * The file of a message, or of the one that it replies to. It is fetched from the Bot API alone, which
 * hands over at most 20 MB (https://core.telegram.org/bots/api#getfile).
 *
 * @param fileUrl where a file of that path lies; holds the token
 */
export function offerFile(
  message: Message,
  call: Call,
  fileUrl: (path: string) => string,
): Pick<ChatRequest, 'file'> {
  const replied = 'reply_to_message' in message ? message.reply_to_message : undefined
  const document = documentOf(message) ?? documentOf(replied)
  if (!document) return {}
  return {
    file: {
      name: document.file_name ?? 'file',
      bytes: document.file_size ?? 0,
      async read(most) {
        const { file_path: path } = (await call('getFile', { file_id: document.file_id })) as {
          readonly file_path?: string
        }
        if (path === undefined || !/^[\w./-]+$/.test(path) || path.includes('..'))
          throw new Error('Telegram does not say where the file lies')
        return download(fileUrl(path), most)
      },
    },
  }
}

const documentOf = (message: Message | undefined) =>
  message && 'document' in message ? message.document : undefined

/** The message that a message replies to, with who wrote it. */
export function offerMessage(message: Message): Pick<ChatRequest, 'about'> {
  const replied = 'reply_to_message' in message ? message.reply_to_message : undefined
  if (!replied?.from) return {}
  return { about: readOffered(replied, replied.from) }
}

/** https://core.telegram.org/bots/api#message */
const FILES = [
  ...['photo', 'animation', 'video', 'video_note', 'document', 'audio', 'voice', 'sticker'],
]

function readOffered(message: Message, from: NonNullable<Message['from']>): OfferedMessage {
  const words = 'text' in message ? message.text : 'caption' in message ? message.caption : ''
  const { sender_chat: chat, message_id: id } = message
  const name = chat && 'title' in chat ? chat.title : [from.first_name, from.last_name].join(' ')
  const isForwarded = 'forward_origin' in message && message.forward_origin !== undefined
  const isByBot = from.is_bot || ('via_bot' in message && message.via_bot !== undefined)
  const url = linkTo(message)
  return {
    id: String(id),
    text: words ?? '',
    hasFiles: FILES.some((kind) => kind in message),
    author: {
      // Whoever forwards words did not write them.
      key: isForwarded ? 'nobody' : `telegram:${(chat ?? from).id}`,
      name: name.trim(),
      isBot: chat !== undefined || isForwarded || isByBot,
    },
    ...(url !== undefined && { url }),
    date: new Date(message.date * 1000).toISOString().slice(0, 10),
  }
}

/** https://core.telegram.org/api/links#message-links */
function linkTo({ chat, message_id: id }: Message): string | undefined {
  if ('username' in chat && chat.username && chat.type !== 'private')
    return `https://t.me/${chat.username}/${id}`
  const [, number] = SUPERGROUP.exec(String(chat.id)) ?? []
  return number === undefined ? undefined : `https://t.me/c/${number}/${id}`
}
