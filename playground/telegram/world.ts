import {
  badRequest,
  type Chat,
  type Entity,
  type Keyboard,
  type Message,
  type User,
} from './types.ts'

/** Everything a message is made of, before it has a number. */
interface NewMessage {
  readonly chat: Chat
  readonly from: User
  readonly text: string
  readonly thread?: number
  readonly replyTo?: number
  readonly entities?: readonly Entity[]
  readonly keyboard?: Keyboard
  readonly extra?: Partial<Message>
}

/** The people, chats and messages of a local Telegram. */
export interface World {
  addUser(profile: Partial<User> & { readonly first_name: string }): User
  addChat(chat: Omit<Chat, 'id'>): Chat
  addTopic(chat: Chat): number
  findChat(id: number): Chat | undefined
  hasTopic(chat: Chat, thread: number): boolean
  addMessage(message: NewMessage): Message
  changeMessage(chatId: number, id: number, change: Partial<Message>): Message
  findMessage(chatId: number, id: number): Message | undefined
  messagesIn(chat: Chat | User): readonly Message[]
}

export function createWorld(): World {
  let nextId = 100
  const chats = new Map<number, Chat>()
  const topics = new Map<number, number[]>()
  const messages = new Map<number, Message[]>()
  const findMessage = (chatId: number, id: number) =>
    messages.get(chatId)?.find(({ message_id }) => message_id === id)
  return {
    addUser(profile) {
      const user = { id: nextId++, is_bot: false, ...profile }
      chats.set(user.id, { id: user.id, type: 'private', first_name: user.first_name })
      return user
    },
    addChat(chat) {
      const id = chat.type === 'supergroup' ? -1_000_000_000_000 - nextId++ : -nextId++
      const added = { id, ...chat }
      chats.set(id, added)
      return added
    },
    addTopic(chat) {
      const thread = nextId++
      topics.set(chat.id, [...(topics.get(chat.id) ?? []), thread])
      return thread
    },
    findChat: (id) => chats.get(id),
    hasTopic: (chat, thread) => topics.get(chat.id)?.includes(thread) ?? false,
    addMessage({ chat, from, text, thread, replyTo, entities, keyboard, extra }) {
      const known = messages.get(chat.id) ?? []
      const target = replyTo === undefined ? undefined : findMessage(chat.id, replyTo)
      const message: Message = {
        message_id: nextId++,
        date: Math.floor(Date.now() / 1_000),
        chat,
        from,
        text,
        ...(entities && entities.length > 0 && { entities }),
        ...(keyboard && { reply_markup: keyboard }),
        ...(target && { reply_to_message: withoutReply(target) }),
        ...(thread !== undefined && { message_thread_id: thread, is_topic_message: true }),
        ...extra,
      }
      messages.set(chat.id, [...known, message])
      return message
    },
    changeMessage(chatId, id, change) {
      const old = findMessage(chatId, id)
      if (!old) throw badRequest('message to edit not found')
      const message = { ...old, ...change }
      const others = messages.get(chatId) ?? []
      messages.set(
        chatId,
        others.map((other) => (other === old ? message : other)),
      )
      return message
    },
    findMessage,
    messagesIn: ({ id }) => messages.get(id) ?? [],
  }
}

/** A message inside another has no reply of its own, as in the Bot API. */
const withoutReply = ({ reply_to_message: _, ...message }: Message): Message => message
