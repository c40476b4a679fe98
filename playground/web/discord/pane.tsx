import { useEffect, useState } from 'preact/hooks'
import type { DiscordCommand, DiscordMessage, Welcome } from '../../protocol/index.ts'
import { act } from '../connection.ts'
import type { PageContext } from '../context.ts'
import { Avatar, DiscordMark } from '../marks.tsx'
import { Questions } from '../questions.tsx'
import type { Store } from '../store.ts'
import { useBottom } from '../use-bottom.ts'
import { Composer } from './composer.tsx'
import { localised } from './localised.ts'
import type { MarkdownContext } from './markdown.tsx'
import { Message, type MessageDeeds } from './message.tsx'

interface PaneProps {
  readonly page: PageContext
  readonly known: Store
  readonly welcome: Welcome
  readonly dismiss: (id: string) => void
}

export function DiscordPane({ page, known, welcome, dismiss }: PaneProps) {
  const { words, locale } = page
  const { bot, people, questions } = welcome
  const channels = welcome.channels.map((one) =>
    one.kind === 'group' ? { ...one, name: words.discord.channel } : one,
  )
  const [at, setAt] = useState(channels[0]?.id ?? '')
  const [replyTo, setReplyTo] = useState<DiscordMessage>()
  const [command, setCommand] = useState<DiscordCommand>()
  const channel = channels.find(({ id }) => id === at) ?? channels[0]
  const messages = [...known.discord.values()].filter((message) => message.channel === channel?.id)
  const list = useBottom(
    `${channel?.id} ${messages.map(({ id, components, thinking }) => id + components.length + thinking).join()}`,
  )
  useEffect(() => setReplyTo(undefined), [channel?.id])
  if (!channel) return null

  const isDirect = channel.kind === 'private'
  const title = isDirect ? `@${channel.name}` : `#${channel.name}`
  const nameOf = (id: string) => {
    if (id === '' || id === people.discord.me) return words.you
    if (id === bot.discord) return 'Chuchu'
    return [...known.discord.values()].find(({ author }) => author.id === id)?.author.name ?? id
  }
  const find = (name: string) => known.commands.find((one) => one.name === name && one.type === 1)
  const contextOf = ({ answer, author }: DiscordMessage): MarkdownContext => ({
    ...{ page, nameOf, extended: author.bot },
    citations: (answer !== undefined && known.answers.get(answer)?.citations) || [],
    useCommand: (name) => setCommand(find(name)),
  })
  const attempt = (deed: Promise<unknown>) => void deed.catch(page.complain)
  const deeds: MessageDeeds = {
    reply: setReplyTo,
    click: (message, button) =>
      attempt(act('discord/click', { message: message.id, button, locale })),
    choose: (message, name) =>
      attempt(act('discord/choose', { message: message.id, command: name, locale })),
    dismiss: ({ id }) => dismiss(id),
  }
  const menu = known.commands
    .filter(({ type }) => type === 3)
    .map((one) => ({ name: one.name, label: localised(one, 'name', locale) }))
  const ask = (question: string) =>
    isDirect
      ? attempt(act('discord/say', { channel: channel.id, text: question }))
      : attempt(
          act('discord/run', {
            ...{ channel: channel.id, command: 'ask', locale },
            options: { question },
          }),
        )
  return (
    <section class="pane discord" aria-label="Discord">
      <div class="app">
        <nav class="channels" aria-label={words.discord.channels}>
          <p class="server">
            <DiscordMark /> Chuchu
          </p>
          {channels.map(({ id, kind, name }) => (
            <button
              key={id}
              type="button"
              aria-pressed={id === channel.id}
              onClick={() => setAt(id)}
            >
              {kind === 'group' ? <i>#</i> : <Avatar name={name} bot={true} />} {name}
            </button>
          ))}
        </nav>
        <div class="chat">
          <header class="chat-head">
            <h2>
              <i>{isDirect ? '@' : '#'}</i> {channel.name}
            </h2>
          </header>
          <div class="scroll" ref={list} role="log" aria-label={title} aria-live="polite">
            <div class="beginning">
              <span class="big" aria-hidden="true">
                {isDirect ? '出' : '#'}
              </span>
              <h3>
                {isDirect
                  ? words.discord.welcomeDirect(channel.name)
                  : words.discord.welcome(channel.name)}
              </h3>
              <p>{isDirect ? words.discord.inviteDirect : words.discord.invite}</p>
              <Questions {...{ words, ask }} questions={questions[locale]} />
            </div>
            <ol class="messages">
              {messages.map((message) => (
                <Message
                  key={message.id}
                  {...{ message, deeds, menu }}
                  context={contextOf(message)}
                  repliedTo={message.replyTo ? known.discord.get(message.replyTo) : undefined}
                />
              ))}
            </ol>
          </div>
          <Composer
            {...{ page, isDirect, replyTo, command, setCommand }}
            channel={channel.id}
            name={title}
            commands={known.commands}
            bot={{ id: bot.discord, name: 'Chuchu' }}
            stopReply={() => setReplyTo(undefined)}
          />
        </div>
      </div>
    </section>
  )
}
