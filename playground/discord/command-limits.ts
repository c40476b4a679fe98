import { type Fault, createFault as fault, type Json, type Path } from './faults.ts'

// What Discord enforces and its OpenAPI document does not say. Source:
// https://docs.discord.com/developers/interactions/application-commands

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u
/** Chat input, user, message. */
const MAX_OF_TYPE: Readonly<Record<number, number>> = { 1: 100, 2: 15, 3: 15 }
/** Characters of one command with all its options. */
const COMMAND_LENGTH = 8000

/** Faults of a list of commands, all of one scope. */
export function checkCommands(commands: readonly Json[]): readonly Fault[] {
  const type = (command: Json) => Number(command.type ?? 1)
  const tooMany = Object.entries(MAX_OF_TYPE)
    .filter(
      ([key, most]) => commands.filter((command) => type(command) === Number(key)).length > most,
    )
    .map(([key, most]) =>
      fault([], 'APPLICATION_COMMANDS_LIMIT', `${most} commands of type ${key}`),
    )
  const perCommand = commands.flatMap((command, index) => [
    ...checkNames(
      commands.slice(0, index),
      command,
      [index],
      type(command) === 1,
      (one) => type(one) === type(command),
    ),
    ...checkOptions((command.options ?? []) as readonly Json[], [index, 'options']),
    ...(countText(command) > COMMAND_LENGTH
      ? [fault([index], 'APPLICATION_COMMAND_TOO_LARGE', `${COMMAND_LENGTH} characters`)]
      : []),
    ...(type(command) === 1 && !command.description
      ? [fault([index, 'description'], 'BASE_TYPE_REQUIRED', 'This field is required')]
      : []),
    ...(type(command) !== 1 && (command.description || command.options)
      ? [fault([index], 'APPLICATION_COMMAND_CONTEXT_MENU', 'no description, no options')]
      : []),
  ])
  return [...tooMany, ...perCommand]
}

function checkOptions(options: readonly Json[], path: Path): readonly Fault[] {
  return options.flatMap((option, index) => {
    const at = [...path, index]
    const { autocomplete, choices } = option
    return [
      ...checkNames(options.slice(0, index), option, at, true),
      ...(option.required && options.slice(0, index).some(({ required }) => !required)
        ? [fault(at, 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', 'required after optional')]
        : []),
      ...(autocomplete && Array.isArray(choices) && choices.length > 0
        ? [fault(at, 'APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES', 'one or the other')]
        : []),
    ]
  })
}

/** Names and all their translations: the pattern, lower case, and no two alike in one language. */
function checkNames(
  earlier: readonly Json[],
  named: Json,
  path: Path,
  strict: boolean,
  rivals: (one: Json) => boolean = () => true,
): readonly Fault[] {
  const localised = (named.name_localizations ?? {}) as Record<string, string>
  const names = [['', String(named.name)] as const, ...Object.entries(localised)]
  const nameIn = (one: Json, locale: string) =>
    locale ? (one.name_localizations as Record<string, string> | undefined)?.[locale] : one.name
  return names.flatMap(([locale, name]) => {
    const at = [...path, ...(locale ? ['name_localizations', locale] : ['name'])]
    return [
      ...(strict && (!NAME.test(name) || name !== name.toLowerCase())
        ? [fault(at, 'APPLICATION_COMMAND_INVALID_NAME', `Command name is invalid: ${name}`)]
        : []),
      ...(earlier.filter(rivals).some((one) => nameIn(one, locale) === name)
        ? [fault(at, 'APPLICATION_COMMANDS_DUPLICATE_NAME', `Names must be unique: ${name}`)]
        : []),
    ]
  })
}

/** Characters of names, descriptions and values, each with its longest translation. */
function countText(node: Json): number {
  const longest = (key: string) =>
    Math.max(
      String(node[key] ?? '').length,
      ...Object.values((node[`${key}_localizations`] ?? {}) as Record<string, string>).map(
        ({ length }) => length,
      ),
    )
  const parts = [...((node.options ?? []) as Json[]), ...((node.choices ?? []) as Json[])]
  return (
    longest('name') + longest('description') + parts.reduce((sum, part) => sum + countText(part), 0)
  )
}
