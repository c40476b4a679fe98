import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { TelegramMessage } from '../../protocol/index.ts'
import { safeUrl } from '../format.ts'
import { Icon } from '../icon.tsx'
import type { Words } from '../words.ts'

type Entity = NonNullable<TelegramMessage['entities']>[number]

export interface EntityContext {
  readonly words: Words
  /** Sends a command that was tapped. */
  readonly sendCommand: (command: string) => void
  /** Follows an address of t.me to the bot. */
  readonly openLink: (payload: string) => void
  readonly username: string
}

/** Text with its entities, which may be nested; offsets are UTF-16 units, as in JavaScript. */
export function RichText({
  text,
  entities = [],
  context,
}: {
  readonly text: string
  readonly entities?: readonly Entity[]
  readonly context: EntityContext
}) {
  const all = [...entities, ...findCommands(text, entities)].toSorted(
    (a, b) => a.offset - b.offset || b.length - a.length,
  )
  return <>{renderRange(text, 0, text.length, all, context)}</>
}

/** Telegram itself finds commands in whatever is not code. */
function findCommands(text: string, entities: readonly Entity[]): readonly Entity[] {
  return [...text.matchAll(/(?<![\w/@])\/[a-z0-9_]{1,32}(?:@\w+)?(?![\w/])/gi)]
    .map(({ index, 0: { length } }) => ({ type: 'bot_command', offset: index, length }))
    .filter(
      (found) =>
        !entities.some(
          ({ type, offset, length }) =>
            (type === 'code' || type === 'pre' || type === 'bot_command') &&
            offset < found.offset + found.length &&
            found.offset < offset + length,
        ),
    )
}

function renderRange(
  text: string,
  start: number,
  end: number,
  entities: readonly Entity[],
  context: EntityContext,
): ComponentChildren {
  const parts: ComponentChildren[] = []
  let at = start
  for (const [index, entity] of entities.entries()) {
    const from = Math.max(entity.offset, at)
    const to = Math.min(entity.offset + entity.length, end)
    if (from >= end || entity.offset < at || to <= from) continue
    parts.push(text.slice(at, from))
    const within = entities
      .slice(index + 1)
      .filter(({ offset, length }) => offset >= from && offset + length <= to)
    parts.push(
      <Styled {...{ entity, context }} words={text.slice(from, to)}>
        {renderRange(text, from, to, within, context)}
      </Styled>,
    )
    at = to
    if (isBlock(entity) && text[at] === '\n') at++
  }
  return [...parts, text.slice(at, end)]
}

const isBlock = ({ type }: Entity) => type.endsWith('blockquote') || type === 'pre'

interface StyledProps {
  readonly entity: Entity
  readonly words: string
  readonly context: EntityContext
  readonly children: ComponentChildren
}

function Styled({ entity, words, context, children }: StyledProps) {
  switch (entity.type) {
    case 'bold':
      return <b>{children}</b>
    case 'italic':
      return <i>{children}</i>
    case 'underline':
      return <u>{children}</u>
    case 'strikethrough':
      return <s>{children}</s>
    case 'code':
      return <code>{children}</code>
    case 'pre':
      return <pre>{children}</pre>
    case 'blockquote':
      return <blockquote>{children}</blockquote>
    case 'expandable_blockquote':
      return <Expandable words={context.words}>{children}</Expandable>
    case 'bot_command':
      return (
        <button type="button" class="link" onClick={() => context.sendCommand(words)}>
          {children}
        </button>
      )
    case 'text_link':
      return (
        <Link url={entity.url ?? ''} context={context}>
          {children}
        </Link>
      )
    default:
      return <>{children}</>
  }
}

/** A link; one to the bot itself is followed here, as the app does. */
export function Link({
  url,
  context,
  children,
  className = 'link',
}: {
  readonly url: string
  readonly context: EntityContext
  readonly children: ComponentChildren
  readonly className?: string
}) {
  const payload = payloadOf(url, context.username)
  if (payload !== undefined)
    return (
      <button type="button" class={className} onClick={() => context.openLink(payload)}>
        {children}
      </button>
    )
  return (
    <a class={className} href={safeUrl(url)} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  )
}

/** https://core.telegram.org/bots/features#deep-linking */
function payloadOf(url: string, username: string): string | undefined {
  const [, name, payload = ''] = /^https:\/\/t\.me\/(\w+)(?:\?start=([\w-]*))?$/.exec(url) ?? []
  return name?.toLowerCase() === username.toLowerCase() ? payload : undefined
}

function Expandable({ words, children }: { words: Words; children: ComponentChildren }) {
  const [open, setOpen] = useState(false)
  return (
    <blockquote class="expandable" data-open={open}>
      <div>{children}</div>
      <button
        type="button"
        aria-expanded={open}
        aria-label={open ? words.telegram.showLess : words.telegram.showMore}
        onClick={() => setOpen(!open)}
      >
        <Icon name={open ? 'fold' : 'unfold'} size={16} />
      </button>
    </blockquote>
  )
}
