import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'telegraf/types'
import type { Action } from '../../answers/types.ts'
import { normalizeText } from './auto-links.ts'
import { encodeCallback } from './button-data.ts'

/** Columns that a row shows on a phone before labels are cut; a Chinese character takes two. */
const ROW_WIDTH = 32
const MAX_IN_ROW = 4

/**
 * One button for each action, as many in a row as can be read. The first "more" is answered by a
 * message of its own, so that the answer stays; after that paging changes that message, forth and
 * back, instead of filling the chat.
 *
 * @param shown what was asked for with a button, if the buttons stand under what it brought
 */
export function buildKeyboard(
  actions: readonly Action[],
  shown?: Action['request'],
): InlineKeyboardMarkup | undefined {
  const page = shown?.page ?? 1
  const buttons = actions.map(({ kind, label, request }) =>
    toButton(
      label,
      request,
      kind === 'setting' || kind === 'consent' || (kind === 'more' && page > 1),
    ),
  )
  if (shown && page > 2) {
    const { command, text } = shown
    buttons.unshift(toButton(`‹ ${page - 1}`, { command, text, page: page - 1 }, true))
  }
  const rows: InlineKeyboardButton[][] = []
  for (const button of buttons) {
    const row = rows.at(-1)
    if (row && row.length < MAX_IN_ROW && widthOf([...row, button]) <= ROW_WIDTH) row.push(button)
    else rows.push([button])
  }
  return rows.length > 0 ? { inline_keyboard: rows } : undefined
}

const toButton = (label: string, request: Action['request'], edit: boolean) => ({
  text: normalizeText(label).trim() || '…',
  callback_data: encodeCallback({ ...request, text: normalizeText(request.text) }, edit),
})

const widthOf = (buttons: readonly InlineKeyboardButton[]) =>
  buttons.map(({ text }) => text.replace(/[^\0-\xff]/g, 'xx').length).reduce((a, b) => a + b + 2)
