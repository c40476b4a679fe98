import { useEffect, useRef, useState } from 'preact/hooks'
import type { Channel, MenuItem, TelegramMessage } from '../../protocol/index.ts'
import { act } from '../connection.ts'
import type { PageContext } from '../context.ts'
import { Icon } from '../icon.tsx'
import { Avatar } from '../marks.tsx'
import { MenuList, useMenu } from '../menu.tsx'
import { MessageField } from '../message-field.tsx'
import { useCards } from './use-cards.ts'

/** What the next message is in reply to. */
export interface Reply {
  readonly message: TelegramMessage
  /** The part of it that is meant; empty is all. */
  readonly quote: string
}

interface ComposerProps {
  readonly page: PageContext
  readonly chat: Channel<number>
  readonly username: string
  readonly menu: readonly MenuItem[]
  readonly replyTo: Reply | undefined
  readonly stopReply: () => void
  readonly send: (text: string) => Promise<void>
  readonly openBot: (payload: string) => void
}

export function Composer(props: ComposerProps) {
  const { page, chat, username, menu, replyTo, stopReply, send, openBot } = props
  const words = page.words.telegram
  const [text, setText] = useState('')
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (replyTo) input.current?.focus()
  }, [replyTo])
  const isGroup = chat.kind === 'group'
  const typed = /^\/(\w*)$/.exec(text)?.[1]?.toLowerCase()
  const items = typed === undefined ? [] : menu.filter(({ command }) => command.startsWith(typed))
  const query = text.toLowerCase().startsWith(`@${username} `)
    ? text.slice(username.length + 2)
    : undefined
  const naming = /^@(\w*)$/.exec(text)?.[1]?.toLowerCase()
  const names = naming !== undefined && username.startsWith(naming) ? [username] : []
  const inline = useCards(page, query)

  const commands = useMenu(items, text, ({ command }, how) => {
    if (how === 'tab') return setText(`/${command} `)
    setText('')
    void send(isGroup ? `/${command}@${username}` : `/${command}`)
  })
  const mentions = useMenu(names, text, (name) => setText(`@${name} `))
  const cards = useMenu(inline.cards, query ?? '', async ({ id }) => {
    const chosen = { chat: chat.id, query: inline.id, card: id, locale: page.locale }
    await act('telegram/choose', chosen).then(() => setText(''), page.complain)
  })
  const open = [commands, mentions, cards].find((one) => one.items.length > 0) ?? commands
  const isHeard = text.startsWith('/') || text.startsWith(`@${username} `)
  const unheard = isGroup && !replyTo?.message.from.is_bot && text.trim() !== '' && !isHeard

  return (
    <div class="composer">
      {query !== undefined && inline.button && (
        <button type="button" class="switch" onClick={() => openBot(inline.button?.payload ?? '')}>
          {inline.button.text}
        </button>
      )}
      <MenuList menu={commands} label={words.commands} className="popup">
        {({ command, description }) => (
          <>
            <Avatar name="" bot={true} />
            <b>/{command}</b> <span>{description}</span>
          </>
        )}
      </MenuList>
      <MenuList menu={mentions} label="@" className="popup">
        {(name) => (
          <>
            <Avatar name="" bot={true} />
            <b>Chuchu</b> <span>@{name}</span>
          </>
        )}
      </MenuList>
      <MenuList menu={cards} label={words.cards} className="popup cards">
        {({ title, description }) => (
          <>
            <Avatar name="" bot={true} />
            <span>
              <b>{title}</b>
              <small>{description}</small>
            </span>
          </>
        )}
      </MenuList>
      {unheard && <p class="hint">{words.unheard}</p>}
      {replyTo && <ReplyBar {...{ replyTo, stopReply }} label={words.cancelReply} />}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!text.trim() || query !== undefined) return
          setText('')
          void send(text.trim())
        }}
      >
        <button
          type="button"
          class="menu-button"
          aria-label={words.menu}
          onClick={() => {
            setText(text === '/' ? '' : '/')
            input.current?.focus()
          }}
        >
          <Icon name="menu" size={20} />
        </button>
        <MessageField
          {...{ input, text, setText, stopReply }}
          placeholder={words.placeholder}
          label={`${words.placeholder} · ${chat.name}`}
          send={words.send}
          menu={open}
        />
      </form>
    </div>
  )
}

interface ReplyBarProps {
  readonly replyTo: Reply
  readonly label: string
  readonly stopReply: () => void
}

function ReplyBar({ replyTo, label, stopReply }: ReplyBarProps) {
  return (
    <p class="replying">
      <Icon name="reply" />
      <span class="reply-to">
        <b>{replyTo.message.from.first_name}</b>
        <span>{replyTo.quote || replyTo.message.text}</span>
      </span>
      <button type="button" aria-label={label} onClick={stopReply}>
        <Icon name="close" size={16} />
      </button>
    </p>
  )
}
