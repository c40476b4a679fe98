import type { Action } from '../../answers/index.ts'
import { cutText } from '../../shared/shorten.ts'
import { replaceLoneSurrogates } from './markdown.ts'

/** https://docs.discord.com/developers/components/reference#anatomy-of-a-component-custom-id */
const CUSTOM_ID_LENGTH = 100

/** What a button carries. */
export interface Click {
  readonly kind: Action['kind']
  readonly request: Action['request']
  /** Short mark of who asked. */
  readonly asker: string
}

const VERSION = '1'
const KINDS: Readonly<Record<Action['kind'], string>> = {
  context: 'c',
  more: 'm',
  sources: 's',
  question: 'q',
  topic: 't',
  feedback: 'f',
  setting: 'e',
  consent: 'y',
  form: 'w',
}

/** A button's state, in at most 100 characters; a text too long for that is cut. */
export function writeCustomId({ kind, request }: Action, asker: string): string {
  const head = `${VERSION}:${KINDS[kind]}:${asker}:${request.page ?? 1}:${request.command}:`
  return cutText(head + replaceLoneSurrogates(request.text.trim()), CUSTOM_ID_LENGTH).trimEnd()
}

const CUSTOM_ID = new RegExp(
  `^${VERSION}:([a-z]):([0-9a-z]+):([1-9]\\d{0,5}):([a-z0-9_]{1,32}):([\\s\\S]*)$`,
)

/** Undefined for a button of another version, or of another bot. */
export function readCustomId(customId: string): Click | undefined {
  const [, letter, asker, page, command, text = ''] = customId.match(CUSTOM_ID) ?? []
  const kind = (Object.keys(KINDS) as Action['kind'][]).find((key) => KINDS[key] === letter)
  if (!kind || !asker || !command) return undefined
  return { kind, asker, request: { command, text, page: Number(page) } }
}

/** The largest prime below 36⁴: every digit of an id counts, and the mark has four characters. */
const MARKS = 1_679_609n

/**
 * Four characters for a user: a click does not come with the message that its message replies to,
 * so a button must remember whose it is. Two people with one mark, one pair in 1.7 million, could
 * turn each other's pages.
 */
export const markAsker = (userId: string): string => (BigInt(userId) % MARKS).toString(36)
