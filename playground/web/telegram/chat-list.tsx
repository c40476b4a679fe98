import type { Channel, TelegramMessage } from '../../protocol/index.ts'
import { Avatar, TelegramMark } from '../marks.tsx'
import type { Store } from '../store.ts'

interface ChatListProps {
  readonly label: string
  readonly chats: readonly Channel<number>[]
  /** The chat that is open. */
  readonly open: number
  readonly entries: Store['telegram']
  readonly choose: (chat: number) => void
}

/** The chats, with the last message of each. */
export function ChatList({ label, chats, open, entries, choose }: ChatListProps) {
  return (
    <nav class="channels" aria-label={label}>
      <p class="server">
        <TelegramMark /> Telegram
      </p>
      {chats.map(({ id, kind, name }) => {
        const last = [...entries.values()].findLast(({ message }) => message.chat.id === id)
        return (
          <button key={id} type="button" aria-pressed={id === open} onClick={() => choose(id)}>
            <Avatar name={name} bot={kind === 'private'} />
            <span>
              <b>{name}</b>
              <small>{last && textOf(last.message).replaceAll('\n', ' ')}</small>
            </span>
          </button>
        )
      })}
    </nav>
  )
}

const textOf = ({ text, caption = '', photo, animation }: TelegramMessage) =>
  photo || animation ? `🖼 ${caption}` : text
