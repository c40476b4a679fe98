import { refuse } from './errors.ts'
import type { Events } from './events.ts'
import { checkMessage } from './message-limits.ts'
import { postMessage } from './messages.ts'
import { channelPayload, messagePayload, userPayload } from './payloads.ts'
import { type Handler, ok, type Route } from './routes.ts'
import type { Channel, Message } from './types.ts'
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
export function createChannelRoutes(world: World, events: Events): readonly Route[] {
  const byNonce = new Map<string, Message>()

  const post: Handler = ({ parameters, body, files }) => {
    const channel = world.channels.get(parameters.channel_id ?? '')
    if (!channel) return refuse(10003)
    if (channel.refuses) return refuse(channel.refuses)
    if (channel.takesNoFiles && files.length > 0) return refuse(50013)
    const known = body.enforce_nonce ? byNonce.get(String(body.nonce)) : undefined
    if (known) return ok(messagePayload(known))
    const reference = body.message_reference as Reference | undefined
    const replyTo = world.messages.get(reference?.message_id ?? '')
    if (reference && !replyTo && reference.fail_if_not_exists !== false)
      return refuse(50035, UNKNOWN_REFERENCE)
    const message = postMessage(world, events, channel, body, {
      files,
      ...(replyTo && { replyTo }),
    })
    byNonce.set(String(body.nonce), message)
    return ok(messagePayload(message))
  }

  const read: Handler = ({ parameters }) => {
    const message = world.messages.get(parameters.message_id ?? '')
    return message && message.channel.id === parameters.channel_id
      ? ok(messagePayload(message))
      : refuse(10008)
  }

  /** A chat that the bot begins; the same one whenever it does. */
  const begin: Handler = ({ body }) => {
    const user = world.users.get(String(body.recipient_id))
    if (!user) return refuse(10013)
    const known = [...world.channels.values()].find(({ recipient }) => recipient === user.id)
    const channel: Channel = known ?? {
      ...{ id: world.createId(), name: user.name, kind: 'direct', recipient: user.id },
    }
    world.channels.set(channel.id, channel)
    return ok({ ...channelPayload(channel), recipients: [userPayload(user)] })
  }

  return [
    { operation: 'POST /users/@me/channels', auth: true, handle: begin },
    { operation: 'GET /channels/{channel_id}/messages/{message_id}', auth: true, handle: read },
    {
      operation: 'POST /channels/{channel_id}/messages',
      auth: true,
      check: checkMessage,
      handle: post,
    },
  ]
}
