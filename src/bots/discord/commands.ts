import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10'
import type { ByLocale, Command, Subcommand } from '../../answers/index.ts'
import { cutText } from '../../shared/shorten.ts'
import { MESSAGES } from './messages.ts'

/** https://docs.discord.com/developers/interactions/application-commands#registering-a-command */
const MAX_COMMANDS = 100
/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-structure */
const DESCRIPTION_LENGTH = 100
/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming */
const COMMAND_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u

/** Discord's document wants the permissions as a number; it answers with a string. */
export type DiscordCommand = WithNumber<RESTPostAPIApplicationCommandsJSONBody>
type WithNumber<Command> = Command extends unknown
  ? Omit<Command, 'default_member_permissions'> & { readonly default_member_permissions?: number }
  : never

/**
 * The commands as Discord wants them registered, with one more in the menu of every message.
 *
 * @param scope where they are registered; those of one server are not for single users
 */
export function describeCommands(
  commands: readonly Command[],
  scope: 'guild' | 'global',
): readonly DiscordCommand[] {
  const slash = commands
    .filter(({ menu, onMessage }) => menu !== 'buttons' && !onMessage)
    .slice(0, MAX_COMMANDS)
  const find: DiscordCommand = {
    type: ApplicationCommandType.Message,
    name: MESSAGES.en.find,
    name_localizations: localise(MESSAGES, (words) => words.find),
  }
  return [
    ...slash.map((command, index) => ({
      ...(scope === 'global' && EVERYWHERE),
      ...describeSlash(command, slash.slice(0, index)),
      ...(command.menu && RESTRICTED[command.menu](scope)),
    })),
    { ...(scope === 'global' && EVERYWHERE), ...find },
    ...commands.flatMap((command) => describeOnMessage(command, scope)),
  ]
}

/**
 * Who finds a command that is not for everybody. What is for the owner stands in the chat with the
 * bot; commands of one server cannot, there nobody but its administrators finds it.
 */
const RESTRICTED = {
  managers: () => ({ default_member_permissions: Number(PermissionFlagsBits.ManageGuild) }),
  owner: (scope: 'guild' | 'global') =>
    scope === 'global'
      ? { contexts: [InteractionContextType.BotDM] }
      : { default_member_permissions: 0 },
  buttons: () => ({}),
}

/** In servers and for single users; in servers, in a chat with the bot and between people. */
const EVERYWHERE = {
  integration_types: [
    ApplicationIntegrationType.GuildInstall,
    ApplicationIntegrationType.UserInstall,
  ],
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
}

/** Commands about a message stand in the menu of every message, and have no typed name. */
function describeOnMessage(
  { onMessage, menu }: Command,
  scope: 'guild' | 'global',
): readonly DiscordCommand[] {
  if (!onMessage) return []
  return [
    {
      ...(scope === 'global' && EVERYWHERE),
      type: ApplicationCommandType.Message,
      name: onMessage.en,
      name_localizations: localise(onMessage, (name) => name),
      ...(menu && RESTRICTED[menu](scope)),
    },
  ]
}

function describeSlash(command: Command, earlier: readonly Command[]): DiscordCommand {
  const argument = command.argument && describeArgument(command.argument)
  return {
    type: ApplicationCommandType.ChatInput,
    name: command.name,
    name_localizations: localiseName(
      command.titles,
      (title, locale) => !earlier.some(({ titles }) => titles[locale].toLowerCase() === title),
    ),
    ...describe(command.summaries),
    options: command.subcommands?.map(describeSubcommand) ?? [
      ...(argument ? [argument] : []),
      PRIVATE,
    ],
  }
}

const describeSubcommand = ({
  name,
  titles,
  summaries,
  argument,
  file,
}: Subcommand): APIApplicationCommandSubcommandOption => ({
  type: ApplicationCommandOptionType.Subcommand,
  name,
  name_localizations: localiseName(titles),
  ...describe(summaries),
  options: [
    ...(file ? [{ ...FILE, required: !argument }] : []),
    ...(argument ? [describeArgument(argument)] : []),
  ],
})

const FILE: APIApplicationCommandBasicOption = {
  type: ApplicationCommandOptionType.Attachment,
  name: MESSAGES.en.file,
  name_localizations: localise(MESSAGES, (words) => words.file),
  description: MESSAGES.en.fileSummary,
  description_localizations: localise(MESSAGES, (words) => words.fileSummary),
}

const describeArgument = ({
  name,
  summary,
  required,
}: NonNullable<Command['argument']>): APIApplicationCommandBasicOption => ({
  type: ApplicationCommandOptionType.String,
  name: toName(name.en) ?? 'text',
  name_localizations: localiseName(name),
  ...describe(summary),
  required,
  autocomplete: true,
})

const PRIVATE: APIApplicationCommandBasicOption = {
  type: ApplicationCommandOptionType.Boolean,
  name: MESSAGES.en.private,
  name_localizations: localise(MESSAGES, (words) => words.private),
  description: MESSAGES.en.privateSummary,
  description_localizations: localise(MESSAGES, (words) => words.privateSummary),
}

const describe = (summaries: ByLocale) => ({
  description: cutText(summaries.en, DESCRIPTION_LENGTH),
  description_localizations: localise(summaries, (words) => cutText(words, DESCRIPTION_LENGTH)),
})

function localise<T>(texts: ByLocale<T>, show: (text: T) => string) {
  return { 'zh-CN': show(texts['zh-Hans']), 'zh-TW': show(texts['zh-Hant']) }
}

/** A name that Discord would refuse, or that is taken, is left out: people then see the English one. */
function localiseName(
  names: ByLocale,
  free: (name: string, locale: 'zh-Hans' | 'zh-Hant') => boolean = () => true,
) {
  const shown = (['zh-Hans', 'zh-Hant'] as const).flatMap((locale) => {
    const name = toName(names[locale])
    return name && free(name, locale) ? [[TAGS[locale], name] as const] : []
  })
  return Object.fromEntries(shown)
}

const TAGS = { 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW' } as const

function toName(words: string): string | undefined {
  const name = words.toLowerCase()
  return COMMAND_NAME.test(name) ? name : undefined
}
