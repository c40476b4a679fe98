import type { AddressInfo } from 'node:net'
import { createFaults } from './faults.ts'
import type { BotApiState } from './methods.ts'
import { startBotApi } from './server.ts'
import type { Chat, Message, StandInEvent, StandInOptions, TelegramStandIn, User } from './types.ts'
import { createUpdates } from './updates.ts'
import { createWorld } from './world.ts'

export { FAULTS, type Fault } from './faults.ts'
export type * from './types.ts'

const TOKEN = '123456789:AAAA-the_local_telegrams_own_token0'

export async function startTelegramStandIn({
  username = 'chuchu_bot',
  privacyMode = true,
  inlineMode = true,
  arrange,
}: StandInOptions = {}): Promise<TelegramStandIn> {
  const events: StandInEvent[] = []
  const listeners = new Set<(event: StandInEvent) => void>()
  const emit = (event: StandInEvent) => {
    events.push(event)
    for (const listener of [...listeners]) listener(event)
  }
  const world = createWorld()
  const updates = createUpdates(
    (problem) => emit({ type: 'problem', problem }),
    (update) => emit({ type: 'update', update }),
    arrange,
  )
  const faults = createFaults()
  const profile = world.addUser({ first_name: 'Chuchu', username, is_bot: true })
  const bot = {
    ...profile,
    can_read_all_group_messages: !privacyMode,
    supports_inline_queries: inlineMode,
  }
  const state: BotApiState = {
    ...{ world, updates, bot, emit },
    ...{ menus: new Map(), descriptions: new Map(), open: new Set<string>(), files: new Map() },
    ...{ forbidden: new Map(), migrated: new Map(), administrators: new Set<string>() },
  }
  const server = await startBotApi(TOKEN, state, faults)
  let nextQuery = 1

  const next: TelegramStandIn['next'] = (type, fits = () => true) =>
    new Promise((resolve) => {
      const listener = (event: StandInEvent) => {
        if (event.type !== type || !fits(event as never)) return
        listeners.delete(listener)
        resolve(event as never)
      }
      listeners.add(listener)
    })
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
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: TOKEN,
    bot,
    addUser: (user) => world.addUser(user),
    chatWith,
    addGroup: (title, type = 'supergroup', isForum = false) =>
      world.addChat({ type, title, ...(isForum && { is_forum: true }) }),
    addTopic: (forum) => world.addTopic(forum),
    appoint: (user, group) => void state.administrators.add(`${group.id} ${user.id}`),
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
    fileOf: ({ document, photo }) =>
      state.files.get((document ?? photo?.[0])?.file_id ?? '')?.bytes,
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
    setForbidden(chat, reason) {
      if (reason) state.forbidden.set(chat.id, reason)
      else state.forbidden.delete(chat.id)
    },
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
    expireQueries: () => state.open.clear(),
    fail: faults.add,
    deliver: updates.pushRaw,
    messagesIn: world.messagesIn,
    menus: state.menus,
    events,
    problems: () => events.flatMap((event) => (event.type === 'problem' ? [event.problem] : [])),
    isConfirmed: updates.isConfirmed,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    next,
    async close() {
      updates.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
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
