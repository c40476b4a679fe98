import { type Reply, refuse } from './errors.ts'
import type { Events } from './events.ts'
import type { Fault, Json } from './faults.ts'
import { checkChoices, checkMessage } from './message-limits.ts'
import { editMessage, type MessageBody, postMessage } from './messages.ts'
import { messagePayload } from './payloads.ts'
import { type Handler, ok, type Route } from './routes.ts'
import type { Choice, Form, Interaction, LocalFile } from './types.ts'
import type { World } from './world.ts'

/** Milliseconds: https://docs.discord.com/developers/interactions/receiving-and-responding#responding-to-an-interaction */
const RESPONSE_DUE = 3000
const TOKEN_LIVES = 15 * 60_000

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type */
const CALLBACK = { say: 4, deferSaying: 5, deferUpdate: 6, update: 7, choices: 8, form: 9 } as const

/** Answers to interactions: the first, its edits, and what follows. */
export function createInteractionRoutes(world: World, events: Events): readonly Route[] {
  const callback: Handler = ({ parameters, body, files }) => {
    const interaction = world.interactions.get(parameters.interaction_token ?? '')
    if (!interaction || interaction.id !== parameters.interaction_id) return refuse(10062)
    if (interaction.state !== 'waiting') return refuse(40060)
    if (world.now() - interaction.createdAt > RESPONSE_DUE) return refuse(10062)
    if (interaction.channel.takesNoFiles && files.length > 0) return refuse(50013)
    respond(interaction, Number(body.type), (body.data ?? {}) as Json, files)
    return { status: 204 }
  }

  function respond(
    interaction: Interaction,
    type: number,
    data: Json,
    files: readonly LocalFile[],
  ): void {
    const { channel, source } = interaction
    const deferred = type === CALLBACK.deferSaying || type === CALLBACK.deferUpdate
    interaction.state = deferred ? 'deferred' : 'answered'
    if (type === CALLBACK.say || type === CALLBACK.deferSaying)
      interaction.reply = postMessage(world, events, channel, data, {
        interaction,
        files,
        silent: deferred,
      })
    else if (type === CALLBACK.choices) {
      const choices = (data.choices ?? []) as readonly Choice[]
      events.tell({ type: 'choices', interaction, choices })
    } else if (type === CALLBACK.form) {
      events.tell({ type: 'form', interaction, form: data as unknown as Form })
    } else if (source) {
      interaction.reply = source
      if (!deferred) editMessage(world, events, source, data, { files })
    }
    if (deferred) events.tell({ type: 'deferred', interaction })
  }

  const edit = withToken(world, (interaction, body, files) => {
    const { reply, source, state } = interaction
    if (!reply) return refuse(10008)
    interaction.state = 'answered'
    const first = state === 'deferred' && reply !== source
    editMessage(world, events, reply, body, { first, files })
    return ok(messagePayload(reply))
  })

  const followUp = withToken(world, (interaction, body, files) => {
    if (interaction.state === 'waiting') return refuse(10015)
    const { channel } = interaction
    return ok(messagePayload(postMessage(world, events, channel, body, { interaction, files })))
  })

  const remove = withToken(world, (interaction) => {
    const { reply } = interaction
    if (!reply) return refuse(10008)
    world.messages.delete(reply.id)
    delete interaction.reply
    return { status: 204 }
  })

  const webhook = '/webhooks/{webhook_id}/{webhook_token}'
  return [
    {
      operation: 'POST /interactions/{interaction_id}/{interaction_token}/callback',
      auth: false,
      check: checkCallback,
      handle: callback,
    },
    {
      operation: `PATCH ${webhook}/messages/@original`,
      auth: false,
      check: checkMessage,
      handle: edit,
    },
    { operation: `DELETE ${webhook}/messages/@original`, auth: false, handle: remove },
    { operation: `POST ${webhook}`, auth: false, check: checkMessage, handle: followUp },
  ]
}

/** Runs for the interaction of a token that still lives. */
function withToken(
  world: World,
  run: (interaction: Interaction, body: MessageBody, files: readonly LocalFile[]) => Reply,
): Handler {
  return ({ parameters, body, files }) => {
    const interaction = world.interactions.get(parameters.webhook_token ?? '')
    if (!interaction) return refuse(10015)
    if (interaction.channel.takesNoFiles && files.length > 0) return refuse(50013)
    return world.now() - interaction.createdAt < TOKEN_LIVES
      ? run(interaction, body, files)
      : refuse(50027)
  }
}

function checkCallback({ type, data }: Json): readonly Fault[] {
  const body = (data ?? {}) as Json
  if (type === CALLBACK.say || type === CALLBACK.update) return checkMessage(body)
  return type === CALLBACK.choices ? checkChoices((body.choices ?? []) as readonly Json[]) : []
}
