import { oneLine } from '../../shared/shorten.ts'

/**
 * Text of the material or of people, as Discord's Markdown that shows it character for character.
 * Every call may stand at the start of a line, so what is markup only there is escaped as well.
 * Only what can become markup gets a backslash: "Copy Text" copies the backslashes too.
 * Sources: https://support.discord.com/hc/en-us/articles/210298617 and
 * https://docs.discord.com/developers/reference#message-formatting
 */
export function escapeMarkdown(text: string): string {
  return replaceLoneSurrogates(text).replace(MARKUP, '\\$&')
}

const MARKUP = new RegExp(
  [
    '[\\\\`*_~|<>@[\\]]', // emphasis, code, spoilers, quotes, mentions, times, links
    '(?<!\\S)[-+#]', // lists, headings, small print
    '(?<!\\D)\\.(?=\\s|$)', // numbered lists
    ':(?=[\\w+/-]|$)', // :emoji: and addresses that would become links
  ].join('|'),
  'g',
)

/** Half a character cannot be sent: JSON in UTF-8 has no way to write it. */
export const replaceLoneSurrogates = (text: string): string =>
  text.replaceAll(/\p{Surrogate}/gu, '\uFFFD')

/** Bold, line by line, with white space outside: markup must not span lines of a quote. */
export const bold = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replace(/\S(?:.*\S)?/su, (words) => `**${escapeMarkdown(words)}**`))
    .join('\n')

/** Monospaced words of one line. Between backticks nothing is markup, so nothing is escaped. */
export function inlineCode(text: string): string {
  const words = replaceLoneSurrogates(text)
  if (!words.includes('`')) return `\`${words}\``
  return /``|^`|`$/.test(words) ? escapeMarkdown(text) : `\`\`${words}\`\``
}

/** Lines of code. Those that hold a fence themselves are shown as text. */
export function codeBlock(text: string): string {
  const code = replaceLoneSurrogates(text)
  return code.includes('```') ? escapeMarkdown(text) : `\`\`\`\n${code}\n\`\`\``
}

export const quoteLines = (markdown: string): string =>
  markdown
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')

export const smallPrint = (text: string): string => `-# ${escapeMarkdown(oneLine(text))}`

/**
 * A masked link. Discord pairs the brackets of a label without looking at backslashes, so a label
 * that has any stands before the link instead of in it. Other schemes than http(s) are not links.
 */
export function linkTo(label: string, url: string | undefined): string {
  const shown = escapeMarkdown(oneLine(label))
  const target = url?.replaceAll(/[\s()<>\\]/g, (character) => encodeURIComponent(character))
  if (!target || !/^https?:\/\//i.test(target)) return shown
  const address = target.replaceAll('(', '%28').replaceAll(')', '%29')
  return /[[\]]/.test(label) ? `${shown} [↗](${address})` : `[${shown}](${address})`
}
