import type { ByLocale } from '../corpus/types.ts'
import { fold } from '../retrieval/index.ts'
import DATA from './small-talk.json' with { type: 'json' }

/** What a message wants that asks the material nothing in particular. */
export type SmallTalk = keyof typeof DATA

/**
 * Regular expressions over a message without its spaces and marks, folded: 唔該晒 is 请问晒. Spaces
 * in them only help the reader. `replies` are said, the others lead to a page.
 */
interface Entry {
  readonly patterns: readonly string[]
  readonly replies?: ByLocale
}

/** Whom people address, before or after what they say. */
const ADDRESSEE =
  '(?:there|all|everyone|everybody|guys|friends?|bot|robot|chuchu|please|大家|各位|小助手|助手|机器人|出处|朋友|亲爱的|亲|老师|请问)'
/** Particles at the end of a phrase. */
const PARTICLE = '[啊呀吧哦喔呢嘛啦哈哟了的嘞哇]'
/** UTF-16 units of a message that may be small talk. */
const MAX_SMALL_TALK = 40

const alternatives = ({ patterns }: Entry): string => patterns.join('|').replaceAll(' ', '')
const phrase = (words: string): string => `${ADDRESSEE}?(?:${words})${PARTICLE}{0,3}${ADDRESSEE}?`

const PATTERNS = (Object.entries(DATA) as [SmallTalk, Entry][]).map(
  ([kind, entry]) => [kind, new RegExp(`^${phrase(alternatives(entry))}$`)] as const,
)

/**
 * The small talk that a whole message is; undefined if it may ask something of the material. Of
 * several phrases the last decides: 你好，你是谁？ wants to know who.
 */
export function smallTalkOf(message: string): SmallTalk | undefined {
  const parts = message.split(MARKS).map(lettersOf).filter(Boolean)
  if (parts.length === 0) return EMOJI.test(message) ? 'acknowledgement' : undefined
  const whole = parts.join('')
  if (whole.length > MAX_SMALL_TALK) return undefined
  const kinds = parts.map(kindOf)
  return kindOfPhrase(whole) ?? (kinds.includes(undefined) ? undefined : kinds.at(-1))
}

/** What is left of a message without the small talk around it: 你好，印度占多少？谢谢 → 印度占多少？ */
export function withoutSmallTalk(message: string): string {
  const parts = message.split(/(?<=[,，.。!！?？;；~～\n])(?![,，.。!！?？;；~～\n])/u)
  const isSaid = (part: string) => smallTalkOf(part) === undefined
  const first = parts.findIndex(isSaid)
  return (
    parts
      .slice(first, parts.findLastIndex(isSaid) + 1)
      .join('')
      .trim() || message
  )
}

export const replyTo = (kind: SmallTalk): ByLocale | undefined => (DATA[kind] as Entry).replies

const MARKS = /[,，.。!！?？;；:：~～\n]+/u
const EMOJI = /\p{Extended_Pictographic}/u

const kindOfPhrase = (letters: string): SmallTalk | undefined =>
  PATTERNS.find(([, pattern]) => pattern.test(letters))?.[0]

/** Of one phrase, or of two without a mark between them: 你好你是谁. */
function kindOf(letters: string): SmallTalk | undefined {
  const one = kindOfPhrase(letters)
  if (one) return one
  for (let at = 1; at < letters.length; at++) {
    const second = kindOfPhrase(letters.slice(0, at)) && kindOfPhrase(letters.slice(at))
    if (second) return second
  }
  return undefined
}

const lettersOf = (part: string): string => fold(part).replaceAll(/[^\p{L}\p{N}]/gu, '')
