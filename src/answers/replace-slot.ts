import { fold } from '../retrieval/index.ts'
import type { Span, Subject } from '../retrieval/types.ts'

/**
 * A question with one thing of it replaced by another of the same kind: 印度占多少 with 美国 becomes
 * 美国占多少. Undefined where nothing in it is surely of the same kind.
 *
 * @param names groups of names, each for one thing
 * @param subject what the question is about
 */
export function replaceSlot(
  question: string,
  item: string,
  names: readonly (readonly string[])[],
  subject: Subject | undefined,
): string | undefined {
  const slot =
    slotOfKind(question, item) ??
    slotOfName(question, item, names) ??
    slotOfForm(question, item, subject)
  return slot && putInto(question, slot, item)
}

/** A question with an item in a place of it. What stands beside that place is not said twice. */
export function putInto(question: string, [start, end]: Span, item: string): string {
  const [before, behind] = [question.slice(0, start), question.slice(end)]
  const isTwice = before !== '' && item.startsWith(before.slice(-1))
  // 夏季开放 takes the place of 冬季, with 开放 behind it.
  let said = item.length - 1
  while (said > 1 && !behind.startsWith(item.slice(-said))) said--
  return before.slice(0, isTwice ? -1 : undefined) + item + behind.slice(said > 1 ? said : 0)
}

/** Things told apart by how they are written, so that one may stand for another. */
const KINDS = [
  /\d{4} ?年?/g,
  /(?:星期|周|礼拜|禮拜)[一二三四五六日天末]|工作日|节假日|節假日|(?:mon|tues|wednes|thurs|fri|satur|sun|week|holi)days?|weekends?/gi,
  /(?:january|february|march|april|may|june|july|august|september|october|november|december)\b/gi,
  /第 ?[\d一二三四五六七八九十]+[个篇条章节次届座款种位本层步期场]?/g,
]

function slotOfKind(question: string, item: string): Span | undefined {
  for (const kind of KINDS) {
    const own = item.match(kind)?.[0]
    if (own === undefined || own.length < item.length / 2) continue
    const [found] = question.matchAll(kind)
    if (!found) continue
    // "on Sundays" takes the place of "on weekdays", with the word before.
    const lead = item.slice(0, item.indexOf(own))
    const start =
      lead && question.slice(0, found.index).toLowerCase().endsWith(lead.toLowerCase())
        ? found.index - lead.length
        : found.index
    return [start, found.index + found[0].length]
  }
  return undefined
}

/** The first name in the question, where the item is a name too. */
function slotOfName(
  question: string,
  item: string,
  names: readonly (readonly string[])[],
): Span | undefined {
  const wanted = fold(item)
  const own = names.find((group) => group.some((name) => fold(name) === wanted))
  if (!own) return undefined
  const others = names
    .filter((group) => group !== own)
    .flat()
    // A country is no product: names of one kind are mostly written in one script.
    .filter((name) => HAN.test(name) === HAN.test(item))
  return firstSlot(question, others)
}

/** Where the first of these names stands in a text; of those that begin there, the longest. */
export function firstSlot(text: string, names: readonly string[]): Span | undefined {
  const slots = names.flatMap((name) => slotsOf(text, name))
  return slots.sort(([a, x], [b, y]) => a - b || y - x)[0]
}

/** Where a name stands in a text, whatever its script and case; not inside a word. */
function slotsOf(text: string, name: string): readonly Span[] {
  const characters = [...text].map((character) => {
    const one = fold(character)
    return one.length === character.length ? one : character
  })
  const wanted = fold(name)
  const folded = characters.join('')
  const at = folded.indexOf(wanted)
  if (at < 0 || VERB_FOLLOWS.test(folded.slice(0, at))) return []
  const end = at + wanted.length
  const isCut = (index: number) =>
    LATIN.test(folded[index - 1] ?? '') && LATIN.test(folded[index] ?? '')
  const isPronoun = LATIN.test(wanted) && wanted.length <= 2 && text.slice(at, end) !== name
  return isCut(at) || isCut(end) || isPronoun ? [] : [[at, end]]
}

/** A name that is a verb too: 怎么降低成本. */
const VERB_FOLLOWS = /(?:怎么|怎样|如何|为什么|不|没有?|会|能|可以|要|想|被|去|来)$/u
const LATIN = /[a-z0-9]/
const HAN = /\p{Script=Han}/u

/** Something written alike: "the Swallow" and "the Petrel", 总馆 and 东湖分馆. */
function slotOfForm(question: string, item: string, subject: Subject | undefined) {
  const [, lead = '', word] =
    /^((?:(?:in|on|at|for|of|from|to|by|with|the|a|an)\s+)*)([^\s\p{Script=Han}]+)$/iu.exec(item) ??
    []
  return word === undefined
    ? slotOfEnding(question, item, subject)
    : slotAfter(question, lead, word)
}

/** The word after the same articles and prepositions, a name for a name. */
function slotAfter(question: string, lead: string, word: string): Span | undefined {
  const letters = /^\p{Lu}/u.test(word) ? '\\p{Lu}' : lead && '\\p{Ll}'
  if (letters === '') return undefined
  const same = [...lead.split(/\s+/).filter(Boolean), `${letters}[\\p{L}\\p{N}-]*`].join('\\s+')
  const [found] = question.matchAll(new RegExp(`(?<=\\s)${same}`, 'gu'))
  return found && [found.index, found.index + found[0].length]
}

/** Words that end alike mostly name things of one kind, but for these endings. */
const ENDING = /^(?![个的了着过人年月日们些种里上下中家])[\p{Script=Han}]$/u

/** The thing, or the part of it before or behind 的, that ends as the item does. */
function slotOfEnding(question: string, item: string, subject: Subject | undefined) {
  const last = item.at(-1) ?? ''
  if (item.length < 2 || !ENDING.test(last)) return undefined
  // 到南门 takes the place of 到东门.
  const from = question.indexOf(item.charAt(0))
  const to = from < 0 ? -1 : question.indexOf(last, from + 1) + 1
  if (to > 0 && Math.abs(to - from - item.length) <= 1) return [from, to] as const
  if (!subject) return undefined
  const { thing, part } = subject
  const [start, end] = part && part[1] - part[0] === item.length ? part : thing
  let at = start
  for (const word of question.slice(start, end).split('的')) {
    if (word.length > 1 && word.endsWith(last)) return [at, at + word.length] as const
    at += word.length + 1
  }
  return undefined
}
