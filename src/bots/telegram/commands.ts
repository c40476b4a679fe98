import type { Answer, ChatRequest, Command, Locale } from '../../answers/index.ts'
import { MESSAGES } from './messages.ts'

/** https://core.telegram.org/bots/api#setmycommands */
const MAX_COMMANDS = 100
const NAME = /^[a-z0-9_]{1,32}$/
const DESCRIPTION_LENGTH = 256

/** One entry of the menu. */
export interface MenuItem {
  readonly command: string
  readonly description: string
}

/**
 * The languages a menu is set for. Telegram takes two letters only, so there is one Chinese menu;
 * it is in Simplified script. '' is everybody else's.
 * https://core.telegram.org/bots/api#setmycommands
 */
export const MENU_LANGUAGES: readonly { readonly code: '' | 'zh'; readonly locale: Locale }[] = [
  { code: '', locale: 'en' },
  { code: 'zh', locale: 'zh-Hans' },
]

/**
 * The menu in one language. Localised names cannot stand in it, but are answered when typed.
 *
 * @param forOwner with what only the person who hosts the bot may use
 */
export function toMenu(
  commands: readonly Command[],
  locale: Locale,
  forOwner = false,
): readonly MenuItem[] {
  return commands
    .filter(
      ({ name, menu }) => NAME.test(name) && menu !== 'buttons' && (menu !== 'owner' || forOwner),
    )
    .slice(0, MAX_COMMANDS)
    .map(({ name, summaries }) => ({
      command: name,
      description: [...summaries[locale]].slice(0, DESCRIPTION_LENGTH).join('').trim() || name,
    }))
}

/** Whether the menu that is set needs no change. */
export function isSameMenu(a: readonly MenuItem[], b: readonly MenuItem[]): boolean {
  return (
    a.length === b.length &&
    a.every(
      ({ command, description }, index) =>
        command === b[index]?.command && description === b[index]?.description,
    )
  )
}

/** Adds to the help how to ask in a group, which depends on a setting at BotFather. */
export const addGroupHint = (answer: Answer, readsAllMessages: boolean): Answer =>
  addHint(answer, MESSAGES[answer.locale].groups[readsAllMessages ? 'mentions' : 'commands'])

/** Tells somebody in a private chat how to become the owner of a bot that has none. */
export function addOwnerHint(answer: Answer, { from }: ChatRequest): Answer {
  const number = from?.isPrivate ? /^telegram:(\d+)$/.exec(from.user)?.[1] : undefined
  return number ? addHint(answer, MESSAGES[answer.locale].becomeOwner(number)) : answer
}

function addHint(answer: Answer, text: string): Answer {
  const hint = { type: 'paragraph', inlines: [{ type: 'text', text }] } as const
  return { ...answer, blocks: [...answer.blocks, hint] }
}
