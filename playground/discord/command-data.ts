import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10'
import type { Channel, LocalFile, RegisteredCommand, User } from './types.ts'
import { commandsIn, nameFor, type World } from './world.ts'

const CHAT_INPUT = 1
const SUBCOMMAND = 1
const ATTACHMENT = 11
const OPTION_TYPES = { string: 3, boolean: 5, object: ATTACHMENT } as const

/** What a person gives to a command, by the names of its options. */
export type Options = Readonly<Record<string, string | boolean | LocalFile>>

/** What options are looked up in: a command, or a part of one. */
interface Named {
  readonly name: string
  readonly options?: readonly APIApplicationCommandBasicOption[]
}

/**
 * The data of an interaction with a command, as Discord's app sends it.
 *
 * @param fileUrl where a file that somebody hands over is served
 */
export function createCommandData(world: World, fileUrl: (id: string) => string) {
  function find(user: User, channel: Channel, type: number, name: string): RegisteredCommand {
    const all = commandsIn(world, channel).filter((command) => command.type === type)
    const command = all.find((one) => one.name === name || nameFor(user, one) === name)
    if (!command) throw new Error(`no command ${name}; there are ${all.map((one) => one.name)}`)
    return command
  }

  /** The options as the app sends them: by their real names, required ones present. */
  function fill(user: User, command: Named, given: Options) {
    const options = command.options ?? []
    const missing = options.find(
      (option) => option.required && !(option.name in given) && !(nameFor(user, option) in given),
    )
    if (missing) throw new Error(`${command.name} needs ${missing.name}`)
    return Object.entries(given).map(([name, value]) => {
      const option = options.find((one) => one.name === name || nameFor(user, one) === name)
      const type = OPTION_TYPES[typeof value as keyof typeof OPTION_TYPES]
      if (option?.type !== type) throw new Error(`${command.name} has no such option: ${name}`)
      if (typeof value !== 'object') return { type, name: option.name, value }
      const id = world.createId()
      world.files.set(id, value)
      return { type, name: option.name, value: id }
    })
  }

  /**
   * The data of a slash command; the options of `material add` stand one level deeper.
   *
   * @param focused whether the options are still being typed
   */
  function slash(user: User, channel: Channel, words: string, given: Options, focused = false) {
    const [name = '', partName] = words.split(' ')
    const command = find(user, channel, CHAT_INPUT, name)
    const part = command.options?.find(
      (one) => one.type === SUBCOMMAND && [one.name, nameFor(user, one)].includes(partName ?? ''),
    )
    if (partName && !part) throw new Error(`${name} has no part ${partName}`)
    const options = fill(user, (part ?? command) as Named, given).map((one) => ({
      ...one,
      ...(focused && { focused }),
    }))
    const attached = options.flatMap(({ type, value }) =>
      type === ATTACHMENT ? [String(value)] : [],
    )
    return {
      ...{ id: command.id, name: command.name, type: CHAT_INPUT },
      options: part ? [{ type: SUBCOMMAND, name: part.name, options }] : options,
      ...(attached.length > 0 && {
        resolved: { attachments: Object.fromEntries(attached.map((id) => [id, describe(id)])) },
      }),
    }
  }

  /** https://docs.discord.com/developers/resources/message#attachment-object */
  function describe(id: string) {
    const { name, bytes } = world.files.get(id) as LocalFile
    return { id, filename: name, size: bytes.length, url: fileUrl(id), proxy_url: fileUrl(id) }
  }

  return { find, slash }
}
