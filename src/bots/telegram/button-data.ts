import type { Action } from '../../answers/types.ts'

/** Bytes, not characters. https://core.telegram.org/bots/api#inlinekeyboardbutton */
const CALLBACK_DATA_BYTES = 64
/** Of `A-Za-z0-9_-`. https://core.telegram.org/bots/features#deep-linking */
const PAYLOAD_LENGTH = 64

type Request = Action['request']

/**
 * What a button carries: `command|page|text`. All of its state is in there, so that it works after
 * a restart and on any replica. `=` for the first `|`: the message with the button changes instead
 * of a new one being sent. `~` for the second: the text did not fit and was cut.
 */
export function encodeCallback({ command, page, text }: Request, edit = false): string {
  const head = `${command}${edit ? '=' : '|'}${page ?? ''}`
  const data = `${head}|${text}`
  if (Buffer.byteLength(data) <= CALLBACK_DATA_BYTES) return data
  return cutBytes(`${head}~${text}`, CALLBACK_DATA_BYTES)
}

/**
 * The reverse; undefined for what is not ours.
 *
 * @param sources where a text that did not fit may stand whole: the button's label, the message
 *   that was answered. Believed only if it begins with the part that did fit.
 */
export function decodeCallback(
  data: string,
  sources: readonly (string | undefined)[],
): (Request & { readonly edit: boolean }) | undefined {
  const match = /^([a-z0-9_]{1,32})([|=])(\d{0,6})([|~])(.*)$/s.exec(data)
  const [, command, mode, page, end, carried = ''] = match ?? []
  if (!command) return undefined
  const whole = end === '~' ? sources.find((source) => source?.startsWith(carried)) : undefined
  return {
    command,
    text: whole ?? carried,
    ...(page && { page: Number(page) }),
    edit: mode === '=',
  }
}

/**
 * The payload of a link to a passage, `t.me/<bot>?start=<payload>`: `p32-<source>` where the
 * source's id fits the alphabet, else base64url of it all behind an `x`.
 */
export function encodePayload(source: string, paragraph: number): string {
  const plain = `p${paragraph}-${source}`
  if (/^[\w-]+$/.test(plain) && plain.length <= PAYLOAD_LENGTH) return plain
  return `x${Buffer.from(`${source} ${paragraph}`).toString('base64url')}`
}

/** The reverse, as the argument of `/passage`: `<source> 32`, or `32` from a bare `p32`. */
export function decodePayload(payload: string): string | undefined {
  const [, paragraph, source] = /^p(\d{1,6})(?:-([\w-]+))?$/.exec(payload) ?? []
  if (paragraph) return source ? `${source} ${paragraph}` : paragraph
  const encoded = /^x([\w-]+)$/.exec(payload)?.[1]
  const decoded = encoded && Buffer.from(encoded, 'base64url').toString()
  return decoded && /^\S+ \d{1,6}$/.test(decoded) ? decoded : undefined
}

/** As much of `text` as fits, cut between two characters. */
function cutBytes(text: string, bytes: number): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(bytes))
  return text.slice(0, read)
}
