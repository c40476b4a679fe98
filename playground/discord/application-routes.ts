import { checkCommands } from './command-limits.ts'
import type { Events } from './events.ts'
import type { Json } from './faults.ts'
import { userPayload } from './payloads.ts'
import { type Handler, ok, type Route } from './routes.ts'
import type { RegisteredCommand } from './types.ts'
import type { World } from './world.ts'

/** Where the gateway is. */
interface GatewayAddress {
  url(): string
  shards(): number
}

/** What Discord adds to a command that does not say. */
const DEFAULTS = { type: 1, default_member_permissions: null, nsfw: false, dm_permission: true }

/** What a bot asks before anybody speaks to it: where the gateway is, and its commands. */
export function createApplicationRoutes(
  world: World,
  { tell }: Events,
  gateway: GatewayAddress,
): readonly Route[] {
  const locate: Handler = () =>
    ok({
      url: gateway.url(),
      shards: gateway.shards(),
      session_start_limit: { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 16 },
    })

  const describe: Handler = () =>
    ok({
      ...{ id: world.bot.id, name: world.bot.name, icon: null, description: '', summary: '' },
      ...{ bot_public: true, bot_require_code_grant: false, verify_key: '', flags: 0, team: null },
      ...(world.owner && { owner: userPayload(world.owner) }),
    })

  const list: Handler = ({ parameters, query }) => {
    const commands = world.commands.get(parameters.guild_id ?? '') ?? []
    return ok(query.get('with_localizations') === 'true' ? commands : commands.map(unlocalised))
  }

  const put: Handler = ({ parameters, body }) => {
    const scope = parameters.guild_id ?? ''
    const before = world.commands.get(scope) ?? []
    const commands = (withoutFalse(body) as RegisteredCommand[]).map((command) => ({
      ...DEFAULTS,
      ...command,
      default_member_permissions: toText(command.default_member_permissions),
      id:
        before.find(({ name, type }) => name === command.name && type === command.type)?.id ??
        world.createId(),
      application_id: world.bot.id,
      version: world.createId(),
      ...(scope && { guild_id: scope }),
    }))
    world.commands.set(scope, commands)
    tell({ type: 'registered', commands })
    return ok(commands)
  }

  const check = (body: Json) => checkCommands(body as unknown as readonly Json[])
  const application = '/applications/{application_id}'
  return [
    { operation: 'GET /gateway/bot', auth: true, handle: locate },
    { operation: 'GET /applications/@me', auth: true, handle: describe },
    ...[`${application}/commands`, `${application}/guilds/{guild_id}/commands`].flatMap((path) => [
      { operation: `GET ${path}`, auth: true, handle: list },
      { operation: `PUT ${path}`, auth: true, check, handle: put },
    ]),
  ]
}

/** Permissions come as a number and leave as a string. */
const toText = (permissions: unknown) => (permissions == null ? null : String(permissions))

/** Discord does not keep `"required": false` and its like. */
const withoutFalse = (body: unknown): unknown =>
  JSON.parse(JSON.stringify(body, (_, value) => (value === false ? undefined : value)))

function unlocalised(command: RegisteredCommand): object {
  const { name_localizations, description_localizations, ...rest } = command
  return rest
}
