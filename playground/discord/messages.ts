import type { Events } from './events.ts'
import type { Channel, Interaction, LocalFile, Message } from './types.ts'
import { findMentions } from './view.ts'
import type { World } from './world.ts'

const EPHEMERAL = 1 << 6
const LOADING = 1 << 7

/** A message as the bot sends it, after every check. */
export interface MessageBody {
  readonly content?: string
  readonly components?: Message['components']
  readonly flags?: number
  readonly attachments?: readonly object[]
  readonly allowed_mentions?: {
    readonly parse?: readonly string[]
    readonly users?: readonly string[]
  }
}

interface Circumstances {
  readonly interaction?: Interaction
  readonly replyTo?: Message
  /** A deferred reply: there, but with nothing to read. */
  readonly silent?: boolean
  readonly files?: readonly LocalFile[]
}

export function postMessage(
  world: World,
  { tell }: Events,
  channel: Channel,
  body: MessageBody,
  { interaction, replyTo, silent, files = [] }: Circumstances,
): Message {
  // Of a deferred reply Discord heeds no other flag (https://github.com/discord/discord-api-docs/issues/7910).
  const flags = silent ? (body.flags ?? 0) & EPHEMERAL : (body.flags ?? 0)
  const message: Message = {
    id: world.createId(),
    channel,
    author: world.bot,
    sentAt: world.now(),
    content: body.content ?? '',
    components: body.components ?? [],
    files,
    flags: silent ? flags | LOADING : flags,
    notified: notifiedBy(body),
    ...(interaction && { interaction }),
    ...(replyTo && { replyTo }),
    ...(interaction && flags & EPHEMERAL && { visibleTo: interaction.user }),
  }
  world.messages.set(message.id, message)
  if (!silent) tell({ type: 'message', message })
  return message
}

/** @param how.first whether this fills a deferred reply, which nobody could read before */
export function editMessage(
  world: World,
  { tell }: Events,
  message: Message,
  body: MessageBody,
  { first = false, files = [] }: { first?: boolean; files?: readonly LocalFile[] } = {},
): void {
  message.content = body.content ?? message.content
  message.components = body.components ?? message.components
  // Those before stay unless the body names the ones that do; the bot names none.
  message.files = [...(body.attachments ? [] : message.files), ...files]
  message.flags = (message.flags | (body.flags ?? 0)) & ~LOADING
  if (!first) message.editedAt = world.now()
  tell({ type: first ? 'message' : 'edit', message })
}

/** Whom the message notifies: what it mentions, as far as `allowed_mentions` lets it. */
function notifiedBy(body: MessageBody): readonly string[] {
  const allowed = body.allowed_mentions
  return findMentions(body)
    .filter(({ kind, id }) => {
      if (!allowed) return true
      return allowed.parse?.includes(kind) || allowed.users?.includes(id)
    })
    .map(({ id }) => id)
}
