import type { ByLocale } from '../corpus/types.ts'
import { fold } from '../retrieval/index.ts'
import DATA from './small-talk.json' with { type: 'json' }

/** What a message wants that asks the material nothing in particular. */
export type SmallTalk = keyof typeof DATA

/**
 * Regular expressions over a message without its spaces and marks, in simplified script and lower
 * case; spaces in them only help the reader. `replies` are said, the others lead to a page.
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
/** Phrases in one message: 你好，在吗？谢谢！ */
const MAX_PHRASES = 3

const alternatives = ({ patterns }: Entry): string => patterns.join('|').replaceAll(' ', '')
const phrase = (words: string): string => `${ADDRESSEE}?(?:${words})${PARTICLE}{0,3}${ADDRESSEE}?`

const ENTRIES = Object.entries(DATA) as [SmallTalk, Entry][]
const WHOLE = new RegExp(
  `^(?:${phrase(ENTRIES.map(([, entry]) => alternatives(entry)).join('|'))}){1,${MAX_PHRASES}}$`,
)
const LAST = ENTRIES.map(
  ([kind, entry]) => [kind, new RegExp(`^(?:${phrase(alternatives(entry))})$`)] as const,
)

/**
 * The small talk that a whole message is; undefined if it may ask something of the material. Of
 * several phrases the last decides: 你好，你是谁？ wants to know who.
 */
export function smallTalkOf(message: string): SmallTalk | undefined {
  const phrases = message.split(MARKS).map(lettersOf).filter(Boolean)
  const letters = phrases.join('')
  if (letters === '') return EMOJI.test(message) ? 'acknowledgement' : undefined
  if (letters.length > MAX_SMALL_TALK || !WHOLE.test(letters)) return undefined
  return kindOf(letters) ?? kindOf(phrases.at(-1) ?? '') ?? 'greeting'
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

const kindOf = (letters: string): SmallTalk | undefined =>
  LAST.find(([, pattern]) => pattern.test(letters))?.[0]

const lettersOf = (part: string): string => fold(part).replaceAll(/[^\p{L}\p{N}]/gu, '')
