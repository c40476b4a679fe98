import { useEffect, useState } from 'preact/hooks'
import type { Locale, Welcome } from '../../protocol/index.ts'
import { citedIn } from '../cited-text.tsx'
import { act } from '../connection.ts'
import type { PageContext } from '../context.ts'
import { Avatar } from '../marks.tsx'
import { Questions } from '../questions.tsx'
import type { Store } from '../store.ts'
import { useBottom } from '../use-bottom.ts'
import { ChatList } from './chat-list.tsx'
import { Composer, type Reply } from './composer.tsx'
import type { EntityContext } from './entities.tsx'
import { Message } from './message.tsx'
import { useToast } from './use-toast.ts'

interface PaneProps {
  readonly page: PageContext
  readonly known: Store
  readonly welcome: Welcome
}

export function TelegramPane({ page, known, welcome }: PaneProps) {
  const { words, locale } = page
  const { bot, people, questions } = welcome
  const chats = welcome.chats.map((one) =>
    one.kind === 'group' ? { ...one, name: words.telegram.group } : one,
  )
  const [at, setAt] = useState(chats[0]?.id)
  const [replyTo, setReplyTo] = useState<Reply>()
  const [toast, showToast] = useToast()
  const chat = chats.find(({ id }) => id === at) ?? chats[0]
  const entries = [...known.telegram.values()].filter(({ message }) => message.chat.id === chat?.id)
  const list = useBottom(
    `${chat?.id} ${entries.map(({ message }) => `${message.message_id} ${message.edit_date}`).join()}`,
  )
  useEffect(() => setReplyTo(undefined), [chat?.id])
  if (!chat) return null

  const isPrivate = chat.kind === 'private'
  const direct = chats.find(({ kind }) => kind === 'private') ?? chat
  const send = async (text: string) => {
    const said = {
      chat: chat.id,
      text,
      locale,
      ...(replyTo && { replyTo: replyTo.message.message_id }),
      ...(replyTo?.quote && { quote: replyTo.quote }),
    }
    await act('telegram/say', said).then(() => setReplyTo(undefined), page.complain)
  }
  const openBot = (payload: string) => {
    setAt(direct.id)
    void act('telegram/open', { payload, locale }).catch(page.complain)
  }
  const context: EntityContext = {
    words,
    username: bot.username,
    sendCommand: (command) => void send(command),
    openLink: openBot,
  }
  const description = forLocale(known.descriptions, locale) ?? ''
  const invite = isPrivate ? words.telegram.invite : words.telegram.inviteGroup
  return (
    <section class="pane telegram" aria-label="Telegram">
      <div class="app">
        <ChatList
          label={words.telegram.chats}
          chats={chats}
          open={chat.id}
          entries={known.telegram}
          choose={setAt}
        />
        <div class="chat">
          <header class="chat-head">
            <Avatar name={chat.name} bot={isPrivate} />
            <h2>
              {chat.name}
              <small>{isPrivate ? words.telegram.bot : words.telegram.members}</small>
            </h2>
          </header>
          <div class="toast-place" role="status">
            {toast && <p class="toast">{toast}</p>}
          </div>
          <div class="scroll" ref={list} role="log" aria-label={chat.name} aria-live="polite">
            <div class="beginning">
              {isPrivate && description && (
                <>
                  <h3>{words.telegram.what}</h3>
                  <p>{description}</p>
                </>
              )}
              <p>{invite.replace('{bot}', bot.username)}</p>
              <Questions
                words={words}
                questions={questions[locale].slice(1)}
                ask={(question) => void send(isPrivate ? question : `/ask ${question}`)}
              />
            </div>
            <ol class="messages">
              {entries.map(({ message, answer, picture }) => (
                <Message
                  key={message.message_id}
                  {...{ page, message, answer, picture, context }}
                  me={people.telegram.me}
                  citations={citedIn(message.text, known.answers.get(answer ?? 0)?.citations)}
                  reply={(quote) => setReplyTo({ message, quote })}
                  click={async (data) => {
                    const { message_id } = message
                    const clicked = { chat: chat.id, message: message_id, data, locale }
                    const text = await act('telegram/click', clicked).catch(page.complain)
                    if (typeof text === 'string' && text) showToast(text)
                  }}
                />
              ))}
            </ol>
          </div>
          {isPrivate && entries.length === 0 ? (
            <button type="button" class="start" onClick={() => openBot('')}>
              {words.telegram.start}
            </button>
          ) : null}
          <Composer
            {...{ page, chat, replyTo, send, openBot }}
            username={bot.username}
            menu={forLocale(known.menus, locale) ?? []}
            stopReply={() => setReplyTo(undefined)}
          />
        </div>
      </div>
    </section>
  )
}

/** What Telegram shows to an app of this language: its own, else that for everybody. */
function forLocale<T>(all: ReadonlyMap<string, T>, locale: Locale): T | undefined {
  const codes = { 'zh-Hans': ['zh-hans', 'zh'], 'zh-Hant': ['zh-hant', 'zh'], en: ['en'] }[locale]
  return [...codes, ''].map((code) => all.get(code)).find((found) => found !== undefined)
}
