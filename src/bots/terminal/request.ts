import { type Action, type ChatRequest, type Locale, localeOf } from '../../answers/index.ts'

/** Whether a line asks to leave the chat. */
export const isFarewell = (line: string): boolean =>
  /^\s*\/?(quit|exit|退出|離開|离开)\s*$/i.test(line)

/**
 * What a typed line asks: `/command rest`, the number of an action offered before, or else a
 * question. Messages speak their own language; a line without any keeps the last one.
 */
export function readLine(line: string, offered: readonly Action[], last: Locale): ChatRequest {
  const [typed = '', command] = line.match(/^\s*\/(\S+)/) ?? []
  const chosen = /^\s*\d{1,2}\s*$/.test(line) ? offered[Number(line) - 1]?.request : undefined
  if (chosen) return { ...chosen, locale: last }
  const text = command ? line.slice(typed.length).trim() : line
  const locale = /\p{L}/u.test(text) ? localeOf(undefined, text) : last
  return { command: command ?? 'ask', text, locale }
}
