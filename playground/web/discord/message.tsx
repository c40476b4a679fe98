import { useState } from 'preact/hooks'
import type { DiscordComponent, DiscordMessage } from '../../protocol/index.ts'
import { Origins } from '../cited-text.tsx'
import { timeOf } from '../format.ts'
import { Icon } from '../icon.tsx'
import { Avatar } from '../marks.tsx'
import { Component } from './component.tsx'
import { Markdown, type MarkdownContext } from './markdown.tsx'

export interface MessageDeeds {
  reply(message: DiscordMessage): void
  click(message: DiscordMessage, button: string): void
  choose(message: DiscordMessage, command: string): void
  dismiss(message: DiscordMessage): void
}

interface MessageProps {
  readonly message: DiscordMessage
  readonly repliedTo: DiscordMessage | undefined
  readonly context: MarkdownContext
  readonly deeds: MessageDeeds
  /** Entries of the message's menu, as the person's app names them. */
  readonly menu: readonly { readonly name: string; readonly label: string }[]
}

export function Message({ message, repliedTo, context, deeds, menu }: MessageProps) {
  const { page } = context
  const words = page.words.discord
  const { author, hidden, thinking } = message
  const [open, setOpen] = useState(false)
  return (
    <li
      class="message"
      data-hidden={hidden}
      data-id={message.id}
      onContextMenu={(event) => {
        event.preventDefault()
        setOpen(true)
      }}
      onMouseLeave={() => setOpen(false)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setOpen(false)
      }}
    >
      {(message.used || repliedTo) && (
        <p class="spine">
          {repliedTo ? (
            <>
              <Avatar name={context.nameOf(repliedTo.author.id)} bot={repliedTo.author.bot} />
              <b>@{context.nameOf(repliedTo.author.id)}</b> {preview(repliedTo, context)}
            </>
          ) : (
            <>
              <Avatar name={context.nameOf('')} bot={false} />
              <b>{context.nameOf('')}</b> {words.used} <span class="mention">{message.used}</span>
            </>
          )}
        </p>
      )}
      <Avatar name={context.nameOf(author.id)} bot={author.bot} />
      <div class="content">
        <p class="head">
          <b class="name">{context.nameOf(author.id)}</b>
          {author.bot && <span class="tag">{words.apps === 'Apps' ? 'APP' : words.apps}</span>}
          <time>{timeOf(message.sentAt, page.locale)}</time>
        </p>
        {thinking && (
          <p class="thinking">
            <i />
            <i />
            <i /> {author.name} {words.thinking}
          </p>
        )}
        {message.content && <Markdown text={message.content} {...{ context }} />}
        {message.components.map((component, index) => (
          <Component
            key={`${index}`}
            {...{ component, context }}
            click={(button) => deeds.click(message, button)}
          />
        ))}
        {message.edited && <small class="edited">{words.edited}</small>}
        {hidden && (
          <p class="only-you">
            <Icon name="eye" size={15} /> {words.onlyYou} ·{' '}
            <button type="button" onClick={() => deeds.dismiss(message)}>
              {words.dismiss}
            </button>
          </p>
        )}
        <Origins answer={message.answer} citations={context.citations} page={page} />
      </div>
      {!thinking && (
        <div class="toolbar" data-open={open}>
          {!hidden && (
            <button
              type="button"
              title={words.reply}
              aria-label={words.reply}
              onClick={() => deeds.reply(message)}
            >
              <Icon name="reply" />
            </button>
          )}
          <button
            type="button"
            title={words.more}
            aria-label={words.more}
            aria-haspopup="menu"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            <Icon name="more" />
          </button>
          {open && (
            <div class="message-menu" role="menu" aria-label={words.apps}>
              <p>{words.apps}</p>
              {menu.map(({ name, label }) => (
                <button
                  key={name}
                  type="button"
                  role="menuitem"
                  onClick={() => {
                    setOpen(false)
                    deeds.choose(message, name)
                  }}
                >
                  <Avatar name="" bot={true} /> {label}
                </button>
              ))}
            </div>
          )}
        </div>
      )}
    </li>
  )
}

function preview(message: DiscordMessage, { nameOf }: MarkdownContext): string {
  const text = message.content || firstText(message.components)
  return text
    .replaceAll(/<@!?(\d+)>/g, (_, id: string) => `@${nameOf(id)}`)
    .replaceAll(/\\(?=[^\p{L}\p{N}])|\*\*|^(-#|>|#+) /gmu, '')
    .slice(0, 120)
}

const firstText = (components: readonly DiscordComponent[]): string =>
  components
    .map(({ content, components: inner = [] }) => content ?? firstText(inner))
    .find((text) => text !== '') ?? ''
