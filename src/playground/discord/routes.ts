import { type Reply, refuse } from './errors.ts'
import type { Happenings } from './happenings.ts'
import { checkChoices, checkCommands, checkMessage } from './limits.ts'
import { editMessage, type MessageBody, postMessage } from './messages.ts'
import { messagePayload } from './payloads.ts'
import type { Choice, Interaction, RegisteredCommand } from './types.ts'
import type { Fault } from './validate.ts'
import type { World } from './world.ts'

/** Milliseconds: https://docs.discord.com/developers/interactions/receiving-and-responding#responding-to-an-interaction */
const RESPONSE_DUE = 3000
const TOKEN_LIVES = 15 * 60_000

type Json = Record<string, unknown>

export type Handler = (request: {
  readonly body: Json
  readonly parameters: Readonly<Record<string, string>>
  readonly query: URLSearchParams
}) => Reply

export interface Route {
  /** As in Discord's own document: `POST /channels/{channel_id}/messages`. */
  readonly operation: string
  /** Whether it asks for the bot's token. */
  readonly auth: boolean
  /** Limits that the document does not state. */
  check?(body: unknown, parameters: Readonly<Record<string, string>>): readonly Fault[]
  readonly handle: Handler
}

export function createRoutes(
  world: World,
  happenings: Happenings,
  gateway: { url(): string; shards(): number },
): readonly Route[] {
  const ok = (body: object): Reply => ({ status: 200, body })
  const alive = ({ createdAt }: Interaction) => world.now() - createdAt < TOKEN_LIVES

  /** Runs for a token that still lives. */
  const withToken =
    (run: (interaction: Interaction, body: Json) => Reply): Handler =>
    ({ parameters, body }) => {
      const interaction = world.interactions.get(parameters.webhook_token ?? '')
      if (!interaction) return refuse(10015)
      return alive(interaction) ? run(interaction, body) : refuse(50027)
    }

  const callback: Handler = ({ parameters, body }) => {
    const interaction = world.interactions.get(parameters.interaction_token ?? '')
    if (!interaction || interaction.id !== parameters.interaction_id) return refuse(10062)
    if (interaction.state !== 'waiting') return refuse(40060)
    if (world.now() - interaction.createdAt > RESPONSE_DUE) return refuse(10062)
    respond(interaction, Number(body.type), (body.data ?? {}) as Json)
    return { status: 204 }
  }

  /** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type */
  function respond(interaction: Interaction, type: number, data: Json): void {
    interaction.state = type === 5 || type === 6 ? 'deferred' : 'answered'
    if (type === 4 || type === 5)
      interaction.reply = postMessage(world, happenings, interaction.channel, data as MessageBody, {
        interaction,
        silent: type === 5,
      })
    if ((type === 6 || type === 7) && interaction.source) interaction.reply = interaction.source
    if (type === 7 && interaction.source)
      editMessage(world, happenings, interaction.source, data as MessageBody)
    if (type === 5 || type === 6) happenings.tell({ type: 'deferred', interaction })
    if (type === 8)
      happenings.tell({ type: 'choices', interaction, choices: (data.choices ?? []) as Choice[] })
  }

  const edit = withToken((interaction, body) => {
    if (!interaction.reply) return refuse(10008)
    const first = interaction.state === 'deferred' && interaction.reply !== interaction.source
    interaction.state = 'answered'
    editMessage(world, happenings, interaction.reply, body as MessageBody, first)
    return ok(messagePayload(interaction.reply))
  })

  const followUp = withToken((interaction, body) => {
    if (interaction.state === 'waiting') return refuse(10015)
    const message = postMessage(world, happenings, interaction.channel, body as MessageBody, {
      interaction,
    })
    return ok(messagePayload(message))
  })

  const post: Handler = ({ parameters, body }) => {
    const channel = world.channels.get(parameters.channel_id ?? '')
    if (!channel) return refuse(10003)
    if (channel.refuses) return refuse(channel.refuses as Parameters<typeof refuse>[0])
    const reference = body.message_reference as
      | { message_id?: string; fail_if_not_exists?: boolean }
      | undefined
    const replyTo = world.messages.get(reference?.message_id ?? '')
    if (reference && !replyTo && reference.fail_if_not_exists !== false)
      return refuse(50035, {
        message_reference: {
          _errors: [{ code: 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE', message: 'Unknown message' }],
        },
      })
    return ok(
      messagePayload(
        postMessage(world, happenings, channel, body as MessageBody, replyTo ? { replyTo } : {}),
      ),
    )
  }

  const listCommands: Handler = ({ parameters, query }) => {
    const commands = world.commands.get(parameters.guild_id ?? '') ?? []
    return ok(query.get('with_localizations') === 'true' ? commands : commands.map(unlocalised))
  }

  const putCommands: Handler = ({ parameters, body }) => {
    const scope = parameters.guild_id ?? ''
    const before = world.commands.get(scope) ?? []
    const commands = (body as unknown as RegisteredCommand[]).map((command) => ({
      ...DEFAULTS,
      ...command,
      id:
        before.find(({ name, type }) => name === command.name && type === command.type)?.id ??
        world.createId(),
      application_id: world.bot.id,
      version: world.createId(),
      ...(scope && { guild_id: scope }),
    }))
    world.commands.set(scope, commands)
    happenings.tell({ type: 'registered', commands })
    return ok(commands)
  }

  const checkBody = (body: unknown) => checkMessage(body as Json)
  const token = '/webhooks/{webhook_id}/{webhook_token}'
  return [
    {
      operation: 'GET /gateway/bot',
      auth: true,
      handle: () =>
        ok({
          url: gateway.url(),
          shards: gateway.shards(),
          session_start_limit: { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 16 },
        }),
    },
    ...[
      '/applications/{application_id}/commands',
      '/applications/{application_id}/guilds/{guild_id}/commands',
    ].flatMap((path): Route[] => [
      { operation: `GET ${path}`, auth: true, handle: listCommands },
      {
        operation: `PUT ${path}`,
        auth: true,
        check: (body) => checkCommands(body as Json[]),
        handle: putCommands,
      },
    ]),
    {
      operation: 'POST /interactions/{interaction_id}/{interaction_token}/callback',
      auth: false,
      check: checkCallback,
      handle: callback,
    },
    { operation: `PATCH ${token}/messages/@original`, auth: false, check: checkBody, handle: edit },
    { operation: `POST ${token}`, auth: false, check: checkBody, handle: followUp },
    {
      operation: 'POST /channels/{channel_id}/messages',
      auth: true,
      check: checkBody,
      handle: post,
    },
  ]
}

function checkCallback(body: unknown): readonly Fault[] {
  const { type, data } = body as { type: number; data?: Json }
  if (type === 4 || type === 7) return checkMessage(data ?? {})
  return type === 8 ? checkChoices((data?.choices ?? []) as Json[]) : []
}

/** What Discord adds to a command that does not say. */
const DEFAULTS = { type: 1, default_member_permissions: null, nsfw: false, dm_permission: true }

function unlocalised(command: RegisteredCommand): object {
  const { name_localizations, description_localizations, ...rest } = command
  return rest
}
