import { type Action, type ChatRequest, type Locale, localeOf } from '../../answers/index.ts'

/**
 * What a typed line asks: `/command rest`, the number of an action offered before, or else a
 * question.
 *
 * @param locale of the interface; by default the language of the line
 */
export function readLine(line: string, offered: readonly Action[], locale?: Locale): ChatRequest {
  const [, command, rest = ''] = line.match(/^\s*\/(\S+)\s*(.*)$/s) ?? []
  const chosen = /^\s*\d{1,2}\s*$/.test(line) ? offered[Number(line) - 1]?.request : undefined
  const asked = chosen ?? (command ? { command, text: rest } : { command: 'ask', text: line })
  return { ...asked, locale: locale ?? localeOf(undefined, asked.text) }
}
