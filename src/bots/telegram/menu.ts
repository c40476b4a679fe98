import type { Command } from '../../answers/index.ts'
import type { Log } from '../../shared/types.ts'
import type { Call } from './api.ts'
import { isSameMenu, MENU_LANGUAGES, type MenuItem, toMenu } from './commands.ts'
import { MESSAGES } from './messages.ts'

/**
 * Brings menus and descriptions up to date; what is right already is left alone. A description that
 * somebody wrote at BotFather stays.
 *
 * @throws what Telegram said; a bot without a menu still answers
 */
export async function updateMenus(
  call: Call,
  commands: readonly Command[],
  log: Log,
  owner?: number,
): Promise<void> {
  const update = async (menu: readonly MenuItem[], where: object) => {
    const current = (await call('getMyCommands', where)) as readonly MenuItem[]
    if (isSameMenu(current, menu)) return
    await call('setMyCommands', { commands: menu, ...where })
    log.info('Telegram: menu updated')
  }
  for (const { code, locale } of MENU_LANGUAGES) {
    const language = code && { language_code: code }
    await update(toMenu(commands, locale), { ...language })
    if (owner !== undefined) {
      const scope = { type: 'chat', chat_id: owner }
      // Fails until the owner has written to the bot once; the next start tries again.
      await update(toMenu(commands, locale, true), { scope, ...language }).catch(() => {})
    }
    const { description, shortDescription } = MESSAGES[locale]
    const about = (await call('getMyDescription', { ...language })) as { description: string }
    if (!about.description) await call('setMyDescription', { description, ...language })
    const short = (await call('getMyShortDescription', { ...language })) as {
      short_description: string
    }
    if (!short.short_description) {
      await call('setMyShortDescription', { short_description: shortDescription, ...language })
    }
  }
}
