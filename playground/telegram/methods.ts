import { findPhotoRefusal } from './limits.ts'
import type {
  Chat,
  Entity,
  InlineAnswer,
  Keyboard,
  LocalFile,
  MenuItem,
  Message,
  Parameters,
  StandInEvent,
  User,
} from './types.ts'
import { ApiError, badRequest } from './types.ts'
import type { Updates } from './updates.ts'
import type { World } from './world.ts'

/** What the methods of the Bot API work on. */
export interface BotApiState {
  readonly world: World
  readonly updates: Updates
  readonly bot: User & {
    readonly can_read_all_group_messages: boolean
    readonly supports_inline_queries: boolean
  }
  /** Menus by language, '' is the default; those of one chat by its id too: `100 zh`. */
  readonly menus: Map<string, readonly MenuItem[]>
  readonly descriptions: Map<string, string>
  /** Clicks and inline queries that may still be answered. */
  readonly open: Set<string>
  /** Chats that the bot may not write to, with Telegram's reason. */
  readonly forbidden: Map<number, string>
  /** `chat user` of those who administrate a group. */
  readonly administrators: Set<string>
  /** Files by their id. */
  readonly files: Map<string, LocalFile>
  /** Groups that became supergroups. */
  readonly migrated: Map<number, number>
  emit(event: StandInEvent): void
}

/** Bytes that a bot can fetch: https://core.telegram.org/bots/api#getfile */
const MAX_DOWNLOAD = 20_000_000

/** Carries out a call whose parameters have passed the document and the limits. */
export async function runMethod(
  state: BotApiState,
  method: string,
  parameters: Parameters,
): Promise<unknown> {
  const { updates, bot, menus, descriptions, emit } = state
  const language = String(parameters.language_code ?? '')
  const scope = parameters.scope as { readonly chat_id?: number } | undefined
  const menu = scope?.chat_id === undefined ? language : `${scope.chat_id} ${language}`.trim()
  switch (method) {
    case 'getMe':
      return { ...bot, can_join_groups: true }
    case 'getUpdates':
      return updates.fetch(parameters)
    case 'setWebhook':
      updates.setWebhook({
        url: String(parameters.url),
        secret: String(parameters.secret_token ?? ''),
      })
      return true
    case 'deleteWebhook':
      updates.setWebhook(undefined)
      return true
    case 'getWebhookInfo':
      return {
        url: updates.webhookUrl(),
        has_custom_certificate: false,
        pending_update_count: updates.pending(),
      }
    case 'sendMessage':
      return sendMessage(state, parameters)
    case 'sendDocument':
    case 'sendPhoto':
    case 'sendAnimation':
      return sendMessage(state, parameters)
    case 'getFile': {
      const id = String(parameters.file_id)
      const file = state.files.get(id)
      if (!file) throw badRequest('wrong file_id or the file is temporarily unavailable')
      if (file.bytes.length > MAX_DOWNLOAD) throw badRequest('file is too big')
      return {
        ...{ file_id: id, file_unique_id: id, file_size: file.bytes.length },
        file_path: `documents/${id}`,
      }
    }
    case 'editMessageText':
      return editMessage(state, parameters)
    case 'answerCallbackQuery': {
      const id = String(parameters.callback_query_id)
      closeQuery(state, id)
      const text = parameters.text
      emit({ type: 'clickAnswered', id, ...(typeof text === 'string' && { text }) })
      return true
    }
    case 'answerInlineQuery': {
      const answer = parameters as unknown as InlineAnswer
      closeQuery(state, answer.inline_query_id)
      emit({ type: 'inlineAnswered', id: answer.inline_query_id, answer })
      return true
    }
    case 'setMyCommands': {
      const items = parameters.commands as readonly MenuItem[]
      if (scope?.chat_id !== undefined) findWritableChat(state, scope.chat_id)
      menus.set(menu, items)
      if (menu === language) emit({ type: 'menu', language, items })
      return true
    }
    case 'getMyCommands':
      return menus.get(menu) ?? []
    case 'getChatMember': {
      const { chat_id: chat, user_id: user } = parameters
      const status = state.administrators.has(`${chat} ${user}`) ? 'administrator' : 'member'
      return { status, user: { id: user, is_bot: false, first_name: '' } }
    }
    case 'setMyDescription':
      descriptions.set(`long ${language}`, String(parameters.description ?? ''))
      return true
    case 'getMyDescription':
      return { description: descriptions.get(`long ${language}`) ?? '' }
    case 'setMyShortDescription':
      descriptions.set(`short ${language}`, String(parameters.short_description ?? ''))
      return true
    case 'getMyShortDescription':
      return { short_description: descriptions.get(`short ${language}`) ?? '' }
    default:
      throw new ApiError(404, 'Not Found')
  }
}

function sendMessage({ world, bot, emit, ...state }: BotApiState, parameters: Parameters): Message {
  const chat = findWritableChat({ world, ...state }, Number(parameters.chat_id))
  const thread = parameters.message_thread_id as number | undefined
  if (thread !== undefined && !world.hasTopic(chat, thread)) {
    throw badRequest('message thread not found')
  }
  const reply = parameters.reply_parameters as
    | { message_id: number; allow_sending_without_reply?: boolean }
    | undefined
  const target = reply && world.findMessage(chat.id, reply.message_id)
  if (reply && !target && !reply.allow_sending_without_reply) {
    throw badRequest('message to be replied not found')
  }
  const message = world.addMessage({
    chat,
    from: bot,
    ...readContent(parameters),
    ...readPreview(parameters),
    ...readFile(state, parameters),
    ...(thread !== undefined && { thread }),
    ...(target && { replyTo: target.message_id }),
  })
  emit({ type: 'message', message })
  return message
}

function editMessage({ world, bot, emit, ...state }: BotApiState, parameters: Parameters): Message {
  const chat = findWritableChat({ world, ...state }, Number(parameters.chat_id))
  const old = world.findMessage(chat.id, Number(parameters.message_id))
  if (!old) throw badRequest('message to edit not found')
  if (old.from.id !== bot.id) throw badRequest("message can't be edited")
  const { text, entities, keyboard } = readContent(parameters)
  const change = { text, entities: entities ?? [], ...(keyboard && { reply_markup: keyboard }) }
  if (contentOf(old) === contentOf({ ...old, ...change })) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    )
  }
  const message = world.changeMessage(chat.id, old.message_id, {
    ...change,
    edit_date: Math.floor(Date.now() / 1_000),
  })
  emit({ type: 'edited', message })
  return message
}

function readFile({ files }: Pick<BotApiState, 'files'>, parameters: Parameters) {
  const { document, photo, animation } = parameters
  const { caption, caption_entities: entities } = parameters as Partial<Message>
  const words = { ...(caption && { caption }), ...(entities && { caption_entities: entities }) }
  if (animation !== undefined) {
    const id = String(animation)
    const size = { width: 1, height: 1, duration: 1, file_size: files.get(id)?.bytes.length }
    return {
      text: '',
      extra: { animation: { file_id: id, file_unique_id: id, ...size }, ...words },
    }
  }
  const picture = files.get(String(photo))
  if (photo !== undefined) {
    const id = String(photo)
    const refusal = picture ? findPhotoRefusal(Buffer.from(picture.bytes)) : 'wrong file identifier'
    if (!picture || refusal) throw badRequest(refusal ?? '')
    const size = { width: 1, height: 1, file_size: picture.bytes.length }
    return { text: '', extra: { photo: [{ file_id: id, file_unique_id: id, ...size }], ...words } }
  }
  const file = files.get(String(document))
  if (document === undefined || !file) return {}
  const id = String(document)
  const described = { file_id: id, file_unique_id: id, file_name: file.name }
  return { text: '', extra: { document: { ...described, file_size: file.bytes.length } } }
}

/** An address that the bot wants to be seen; Telegram finds others by itself. */
function readPreview(parameters: Parameters) {
  const { url } = (parameters.link_preview_options ?? {}) as { readonly url?: string }
  return url === undefined ? {} : { extra: { link_preview_options: { url } } }
}

const contentOf = ({ text, entities = [], reply_markup }: Message) =>
  JSON.stringify([text, entities, reply_markup])

function readContent(parameters: Parameters) {
  return {
    text: String(parameters.text),
    ...('entities' in parameters && { entities: parameters.entities as readonly Entity[] }),
    ...('reply_markup' in parameters && { keyboard: parameters.reply_markup as Keyboard }),
  }
}

function findWritableChat(
  { world, forbidden, migrated }: Pick<BotApiState, 'world' | 'forbidden' | 'migrated'>,
  id: number,
): Chat {
  const supergroup = migrated.get(id)
  if (supergroup !== undefined) {
    throw badRequest('group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: supergroup,
    })
  }
  const reason = forbidden.get(id)
  if (reason) throw new ApiError(403, `Forbidden: ${reason}`)
  const chat = world.findChat(id)
  if (!chat) throw badRequest('chat not found')
  return chat
}

function closeQuery({ open }: BotApiState, id: string): void {
  if (open.delete(id)) return
  throw badRequest('query is too old and response timeout expired or query ID is invalid')
}
