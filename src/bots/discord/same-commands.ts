import type { DiscordCommand } from './commands.ts'

/** Whether what is registered says the same, so that registering again can be spared. */
export function sameCommands(
  wanted: readonly DiscordCommand[],
  registered: readonly object[],
): boolean {
  const keys = new Set([...OURS, ...wanted.flatMap(Object.keys)])
  const write = (command: object) => JSON.stringify(normalise(command, keys))
  const writeAll = (commands: readonly object[]) => commands.map(write).sort().join('\n')
  return writeAll(wanted) === writeAll(registered)
}

/** What we say about an option; the rest, such as ids and versions, is Discord's. */
const OURS = [
  ...['type', 'name', 'description', 'options', 'required', 'autocomplete', 'choices'],
  ...['name_localizations', 'description_localizations', 'zh-CN', 'zh-TW'],
]

/** A canonical form for comparison: known keys in order, without values that mean the same as absence. */
function normalise(value: unknown, keys: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) {
    const all = value.map((part) => normalise(part, keys))
    return all.every((part) => typeof part === 'number') ? all.sort() : all
  }
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
    .filter(([key, part]) => keys.has(key) && !isNothing(part))
    .map(([key, part]): [string, unknown] => [
      key,
      key === 'default_member_permissions' ? String(part) : normalise(part, keys),
    ])
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

const isNothing = (part: unknown): boolean =>
  part === null ||
  part === undefined ||
  part === false ||
  part === '' ||
  (typeof part === 'object' && Object.keys(part).length === 0)
