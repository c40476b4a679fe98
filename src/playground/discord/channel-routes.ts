import { refuse } from './errors.ts'
import type { Happenings } from './happenings.ts'
import { checkMessage } from './message-limits.ts'
import { postMessage } from './messages.ts'
import { messagePayload } from './payloads.ts'
import { type Handler, ok, type Route } from './routes.ts'
import type { Message } from './types.ts'
import type { World } from './world.ts'

interface Reference {
  readonly message_id?: string
  readonly fail_if_not_exists?: boolean
}

const UNKNOWN_REFERENCE = {
  message_reference: {
    _errors: [{ code: 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE', message: 'Unknown message' }],
  },
}

/** What the bot writes by itself. */
export function createChannelRoutes(world: World, happenings: Happenings): readonly Route[] {
  const byNonce = new Map<string, Message>()

  const post: Handler = ({ parameters, body }) => {
    const channel = world.channels.get(parameters.channel_id ?? '')
    if (!channel) return refuse(10003)
    if (channel.refuses) return refuse(channel.refuses)
    const known = body.enforce_nonce ? byNonce.get(String(body.nonce)) : undefined
    if (known) return ok(messagePayload(known))
    const reference = body.message_reference as Reference | undefined
    const replyTo = world.messages.get(reference?.message_id ?? '')
    if (reference && !replyTo && reference.fail_if_not_exists !== false)
      return refuse(50035, UNKNOWN_REFERENCE)
    const message = postMessage(world, happenings, channel, body, replyTo ? { replyTo } : {})
    byNonce.set(String(body.nonce), message)
    return ok(messagePayload(message))
  }

  return [
    {
      operation: 'POST /channels/{channel_id}/messages',
      auth: true,
      check: checkMessage,
      handle: post,
    },
  ]
}
