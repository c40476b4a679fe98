import { foldAligned } from '../text/fold.ts'
import type { Subject } from '../types.ts'
import type { QuestionReader } from './query-reader.ts'

/** Words that bind or help, and are no part of a thing where they stand alone. */
const AUXILIARY = /^(?:[能会可要有在是叫没不了给从到把被让和跟与也都还就已去来过着得那]|没有)$/
/** Verbs that take a thing where nobody is named who acts: 坐缆车, 租雪板. */
const VERB = /^[坐乘搭骑换丢带买借租寄用交退修停开关收打送靠吃喝看听住养包拍玩做写画]$/
const PRONOUN = /^[我你您他她它佢]们?$/
/** When something is asked of, and not what. */
const TIME = /^(?:现在|目前|后来|以前|以后|今年|去年|明年|今天|明天|平时)$/
const ASKS = /什么|甚么|[谁哪几啥咋怎]|多[少久大高长远]/
/** What asks for the number of what stands before it; 多少钱 asks of a thing itself. */
const ASKS_NUMBER = /^ ?是?(?:多少(?!钱|元)|多大|几[^点时号])/
/** A time or a count behind a thing is no part of it: 雪票一天能滑几次. */
const COUNT_OR_TIME =
  /^[一两几每半](?:$|[天日次周月年位个张本份小分点人])|^\d|[前后时天]$|^(?:周|星期|礼拜)./
const MAX_WORD = 6

type Words = Pick<QuestionReader, 'isWord' | 'isThing'>

/** The thing that a question in Chinese is about; undefined where it names none before it asks. */
export const subjectOf = (
  typed: string,
  reader: Words & Pick<QuestionReader, 'withoutStopWords'>,
): Subject | undefined => {
  if (!/\p{Script=Han}/u.test(typed)) return undefined
  const { text, span } = reader.withoutStopWords(typed)
  const folded = foldAligned(typed).text
  const words = cutLongest(text, reader.isWord)
  const isSkipped = (word: string) =>
    !WORD.test(word) || [AUXILIARY, PRONOUN, TIME].some((kind) => kind.test(word))
  let first = words.findIndex((word) => !isSkipped(word))
  const isObject = VERB.test(words[first] ?? '') && isNoun(words[first + 1] ?? '', reader)
  if (isObject) first++
  const start = words.slice(0, Math.max(0, first)).join('').length
  if (first < 0 || ASKS.test(folded.slice(0, start))) return undefined
  const length = words.slice(first + 1).findIndex((_, w) => isNoPart(words, first + 1 + w, reader))
  const own = words.slice(first, length < 0 ? undefined : first + 1 + length)
  const stop = start + own.join('').length
  const last = own.at(-1) ?? ''
  const part = own.length > 1 && reader.isWord(last) ? stop - last.length : undefined
  const thing = text.slice(start, stop).replace(/的$/, '')
  const isOfPerson = PRONOUN.test(text.slice(0, start).trim())
  if ((isOfPerson && !thing.includes('的')) || (own.length === 1 && COUNT_OR_TIME.test(last)))
    return undefined
  const isMeasure = reader.isWord(last) && ASKS_NUMBER.test(folded.slice(stop))
  return {
    thing: span(start, start + thing.length),
    part: part === undefined ? undefined : span(part, stop),
    isMeasured: part !== undefined && isMeasure,
    isNamed:
      !isObject && (own.length > 1 || (last.length > 1 && isNoun(last, reader) && !isMeasure)),
  }
}

const WORD = /[\p{L}\p{N}]/u
/** T2 Max: words of letters and digits are one thing. */
const LATIN = /^[a-z\d]+(?: [a-z\d]+)*/

/** The longest words of the dictionary, from the beginning. */
const cutLongest = (text: string, isWord: (word: string) => boolean): string[] => {
  const words: string[] = []
  for (let at = 0; at < text.length; ) {
    const latin = LATIN.exec(text.slice(at))?.[0].length ?? 1
    let length = Math.max(latin, Math.min(MAX_WORD, text.length - at))
    while (length > latin && !isWord(text.slice(at, at + length))) length--
    words.push(text.slice(at, at + length))
    at += length
  }
  return words
}

/** What names a thing, or what no dictionary has, as names are. */
const isNoun = (word: string, { isWord, isThing }: Words): boolean =>
  isThing(word) ||
  (!isWord(word) && WORD.test(word) && !COUNT_OR_TIME.test(word) && !AUXILIARY.test(word))

/** What ends a thing: a verb, a time or a count, but not at the beginning of a compound: 登记处. */
const isNoPart = (words: readonly string[], w: number, reader: Words): boolean => {
  const [before = '', word = '', next = ''] = words.slice(w - 1)
  if (!WORD.test(word) || AUXILIARY.test(word) || TIME.test(word)) return true
  if (before === '第') return false
  // 一舟 may be a name.
  if (COUNT_OR_TIME.test(word)) return !/[a-z\d]$/.test(before) && COUNT_OR_TIME.test(word + next)
  if (VERB.test(word)) return !isNoun(next, reader)
  const isVerb = word.length > 1 && reader.isWord(word) && !reader.isThing(word)
  return isVerb && !isNoun(next, reader)
}
