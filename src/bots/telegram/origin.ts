import type { Chat, User } from 'telegraf/types'
import type { Origin } from '../../answers/index.ts'
import type { Call } from './api.ts'

/** Topics have numbers from 2; the one that all else belongs to comes without one. */
const GENERAL = 1

interface OriginOptions {
  readonly call: Call
  /** Account of the person who hosts the bot. */
  readonly owner: number | undefined
}

/**
 * Where a message comes from, or a click under one.
 *
 * @param message of a click without its `sender_chat`, which is whoever wrote what the button is under
 */
export function originOf(
  { call, owner }: OriginOptions,
  sender: User,
  message: { readonly chat: Chat; readonly sender_chat?: Chat | undefined },
): Origin {
  const { chat } = message
  // An administrator who stays anonymous, or a channel: the sender is then a bot of Telegram's own.
  const user = message.sender_chat ?? sender
  const scope = `telegram:${chat.id}`
  return {
    platform: 'telegram',
    user: `telegram:${user.id}`,
    channel: isForum(chat) ? `${scope}/${topicOf(message) ?? GENERAL}` : scope,
    scope,
    isPrivate: chat.type === 'private',
    isOwner: owner === sender.id,
    mayManage: async () =>
      chat.type === 'private' || user.id === chat.id || isAdministrator(call, chat, sender),
  }
}

/** A group that has become a supergroup says so in its last message: https://core.telegram.org/bots/api#message */
export function movedTo(message: {
  readonly chat: Chat
}): { from: string; to: string } | undefined {
  if (!('migrate_to_chat_id' in message)) return undefined
  return { from: `telegram:${message.chat.id}`, to: `telegram:${message.migrate_to_chat_id}` }
}

/** Of words that are still being typed: nobody knows into which chat. */
export const originOfDraft = ({ owner }: Pick<OriginOptions, 'owner'>, sender: User): Origin => {
  const scope = `telegram:${sender.id}`
  return {
    ...{ platform: 'telegram', user: scope, channel: scope, scope, isPrivate: true },
    isOwner: owner === sender.id,
    mayManage: async () => false,
  }
}

/** The topic of a forum; numbers of threads outside forums are not topics. */
export function topicOf(message: object): number | undefined {
  const inTopic = 'is_topic_message' in message && message.is_topic_message
  return inTopic && 'message_thread_id' in message ? Number(message.message_thread_id) : undefined
}

const isForum = (chat: Chat): boolean => 'is_forum' in chat && chat.is_forum === true

/** https://core.telegram.org/bots/api#getchatmember */
async function isAdministrator(call: Call, chat: Chat, { id }: User): Promise<boolean> {
  const member = (await call('getChatMember', { chat_id: chat.id, user_id: id })) as {
    readonly status?: string
  }
  return member.status === 'creator' || member.status === 'administrator'
}
