import { type RESTGetAPIApplicationCommandsResult, Routes } from 'discord-api-types/v10'
import type { Command } from '../../answers/index.ts'
import { describeCommands } from './commands.ts'
import { sameCommands } from './same-commands.ts'

/** What is needed of discord.js' REST client. */
export interface Rest {
  get(route: `/${string}`, options: { query: URLSearchParams }): Promise<unknown>
  put(route: `/${string}`, options: { body: unknown }): Promise<unknown>
}

interface Registration {
  readonly scope: 'guild' | 'global'
  /** Whether they were registered so already, and nothing was sent. */
  readonly isUnchanged: boolean
  /** Ids by name: with one, a name can be tapped. */
  readonly ids: ReadonlyMap<string, string>
}

/** Registers the commands unless they are registered already: in one server, or else globally. */
export async function registerCommands(
  rest: Rest,
  applicationId: string,
  guildId: string | undefined,
  commands: readonly Command[],
): Promise<Registration> {
  const scope = guildId ? 'guild' : 'global'
  const route = guildId
    ? Routes.applicationGuildCommands(applicationId, guildId)
    : Routes.applicationCommands(applicationId)
  const wanted = describeCommands(commands, scope)
  const query = new URLSearchParams({ with_localizations: 'true' })
  const before = (await rest.get(route, { query })) as RESTGetAPIApplicationCommandsResult
  const isUnchanged = sameCommands(wanted, before)
  const now = isUnchanged
    ? before
    : ((await rest.put(route, { body: wanted })) as RESTGetAPIApplicationCommandsResult)
  return { scope, isUnchanged, ids: new Map(now.map(({ name, id }) => [name, id])) }
}
