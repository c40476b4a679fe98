import type { BotApiState } from './methods.ts'
import type { Chat, Message, TelegramStandIn, User } from './types.ts'

/** What people do on Telegram: the updates that the bot is then told. */
type People = Pick<
  TelegramStandIn,
  'chatWith' | 'say' | 'upload' | 'click' | 'typeInline' | 'choose' | 'openLink' | 'migrate'
>

/** @param profile the bot, as messages show it */
export function createPeople(
  state: BotApiState,
  profile: User,
  next: TelegramStandIn['next'],
): People {
  const { world, updates, bot, emit } = state
  let nextQuery = 1

  const post = (message: Message) => {
    emit({ type: 'message', message })
    if (isDelivered(message, bot)) updates.push({ message: withoutEmptyText(message) })
    return message
  }
  const openQuery = () => {
    const id = String(nextQuery++)
    state.open.add(id)
    return id
  }
  const chatWith = (user: User): Chat => {
    const chat = world.findChat(user.id)
    if (!chat) throw new Error(`there is no user ${user.id}`)
    return chat
  }
  const say: TelegramStandIn['say'] = (from, chat, text, options = {}) => {
    const { replyTo, quote, thread, extra } = options
    return post(
      world.addMessage({
        ...{ chat, from, text },
        ...(thread !== undefined && { thread }),
        ...(replyTo && { replyTo: replyTo.message_id }),
        extra: {
          ...(quote && { quote: { text: quote, position: 0, is_manual: true } }),
          ...extra,
        },
      }),
    )
  }

  return {
    chatWith,
    say,
    upload(from, chat, file, caption = '', options = {}) {
      const id = `file-${state.files.size + 1}`
      state.files.set(id, file)
      const document = {
        ...{ file_id: id, file_unique_id: id },
        ...{ file_name: file.name, file_size: file.bytes.length },
      }
      const extra = { document, ...(caption && { caption }), ...options.extra }
      return say(from, chat, '', { ...options, extra })
    },
    async click(from, message, button) {
      const id = openQuery()
      const answered = next('clickAnswered', (event) => event.id === id)
      const current = world.findMessage(message.chat.id, message.message_id) ?? message
      const data = typeof button === 'string' ? findButton(current, button) : button.callback_data
      updates.push({
        callback_query: { id, from, message: current, chat_instance: `${message.chat.id}`, data },
      })
      return (await answered).id
    },
    async typeInline(from, text) {
      const id = openQuery()
      const answered = next('inlineAnswered', (event) => event.id === id)
      updates.push({ inline_query: { id, from, query: text, offset: '' } })
      return (await answered).answer
    },
    choose(from, chat, { input_message_content: { message_text, entities }, reply_markup }) {
      return post(
        world.addMessage({
          ...{ chat, from, text: message_text, extra: { via_bot: profile } },
          ...(entities && { entities }),
          ...(reply_markup && { keyboard: reply_markup }),
        }),
      )
    },
    openLink: (from, payload) => say(from, chatWith(from), `/start ${payload}`.trim()),
    migrate(group) {
      const { id, ...rest } = group
      const supergroup = world.addChat({ ...rest, type: 'supergroup' })
      state.migrated.set(id, supergroup.id)
      // Each of the two chats tells of the other: https://core.telegram.org/bots/api#message
      const tell = (chat: Chat, extra: Partial<Message>) =>
        updates.push({
          message: withoutEmptyText(world.addMessage({ chat, from: ANONYMOUS, text: '', extra })),
        })
      tell(group, { migrate_to_chat_id: supergroup.id })
      tell(supergroup, { migrate_from_chat_id: id })
      return supergroup
    },
  }
}

/** In whose name administrators and groups write: https://core.telegram.org/bots/api#message */
const ANONYMOUS = {
  ...{ id: 1_087_968_824, is_bot: true },
  ...{ first_name: 'Group', username: 'GroupAnonymousBot' },
}

/** A message with a file has a caption, and no text; one of Telegram's own has neither. */
const withoutEmptyText = (message: Message): object => ({
  ...message,
  ...(!message.text && { text: undefined }),
  ...(message.reply_to_message && { reply_to_message: withoutEmptyText(message.reply_to_message) }),
})

/** https://core.telegram.org/bots/features#privacy-mode */
function isDelivered(
  { chat, text: own, caption = own, reply_to_message, via_bot, from }: Message,
  bot: BotApiState['bot'],
): boolean {
  const text = own || caption
  if (chat.type === 'private') return true
  if (from.is_bot && from.id === bot.id) return false
  if (bot.can_read_all_group_messages) return true
  const addressee = /^\/[^\s@]+@(\w+)/.exec(text)?.[1]
  if (addressee) return addressee.toLowerCase() === bot.username?.toLowerCase()
  return text.startsWith('/') || reply_to_message?.from.id === bot.id || via_bot?.id === bot.id
}

function findButton({ reply_markup }: Message, label: string): string {
  const buttons = reply_markup?.inline_keyboard.flat() ?? []
  const button = buttons.find(
    ({ text, callback_data }) => text === label || callback_data === label,
  )
  if (button?.callback_data === undefined) {
    throw new Error(
      `no button "${label}"; there are: ${buttons.map(({ text }) => text).join(', ')}`,
    )
  }
  return button.callback_data
}
