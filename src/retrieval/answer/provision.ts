import type { Passage } from '../../corpus/types.ts'
import type { Provision, Step } from '../query/provision.ts'
import { fold } from '../text/fold.ts'
import type { Span } from '../types.ts'

/** Where a provision stands. */
interface Place {
  readonly passage: Passage
  readonly span: Span
  /** Whether it begins with its own mark, which is none of what is in it. */
  readonly isItem?: boolean
}

/** What begins an item: （二）, (b), ②, 2., 2) or 二、 behind a line's end or a mark. */
const MARK =
  /(?<=^|[\n:：;；。,，] {0,4})(?:[（(](\d{1,3}|[一二三四五六七八九十]{1,3}|[ivx]{1,5}|[a-z])[）)]|([①-⑳])|(\d{1,3}|[a-z])[.)．](?!\d)|(\d{1,3}|[一二三四五六七八九十]{1,3})、)/giu

/** A paragraph of an article, with the passages that were made of its list. */
type Unit = readonly Passage[]

/**
 * The passages of an article, in reading order.
 *
 * @param passages of one source
 */
export const articleIn = (passages: Iterable<Passage>, { article }: Provision): Passage[] => {
  const begins = beginsWith(article)
  const found: Passage[] = []
  let isInside = false
  for (const passage of passages) {
    const headings = passage.heading?.split(' › ') ?? []
    const isNamed = headings.some(begins) || begins(passage.text)
    // Below no heading of its own it ends where another one begins.
    const last = found.at(-1)
    if (!isNamed) isInside &&= passage.heading === last?.heading && !ANY.test(fold(passage.text))
    else isInside = true
    if (isInside) found.push(passage)
  }
  return found
}

const ANY = /^(?:第\d+条|(?:article|section|clause|rule|regulation|§) ?\d)/

/** Whether a text begins with the name of an article, and of no longer one: no Article 40 for 4. */
export const beginsWith = (article: string): ((text: string) => boolean) => {
  const name = shortened(fold(article))
  return (text) => {
    const folded = shortened(fold(text.slice(0, 80)))
    return folded.startsWith(name) && !/^(?:\d|\.\d|[a-z]|之\d)/.test(folded.slice(name.length))
  }
}

/** `art. 4` and `article 4` are one. */
const shortened = (text: string): string =>
  text.replace(/^(?:art(?:icle)?|sect?(?:ion)?)\.? ?(?=\d)/, (word) => `${word[0]} `)

/** Where a provision stands among the passages of its article; nothing if it has no such part. */
export const findProvision = (
  passages: readonly Passage[],
  { steps }: Provision,
): Place | undefined => {
  let places = passages.map((passage): Place => ({ passage, span: [0, passage.text.length] }))
  for (const [s, step] of steps.entries()) {
    const below = s === 0 ? firstStep(passages, step, steps[1]) : itemIn(places, step.number)
    if (below.length === 0) return undefined
    places = below
  }
  return places[0]
}

/**
 * On the mainland an article has 款, which are its paragraphs, and 项, which are numbered; in Taiwan it
 * is the other way round. What is not there is looked for as the other.
 */
const firstStep = (passages: readonly Passage[], step: Step, next: Step | undefined): Place[] => {
  const wholes = passages.map((passage): Place => ({ passage, span: [0, passage.text.length] }))
  const ofTaiwan = passages.some(({ heading, text }) => /第.{1,5}條/.test(heading ?? text))
  const hasBelow = next?.name !== undefined && next.name !== '目'
  const paragraphFirst =
    hasBelow || step.name === (ofTaiwan ? '項' : '款') || isOther(step, ofTaiwan)
  const paragraph = () => paragraphOf(passages, Number(fold(`第${step.number}`).slice(1)))
  const item = () => itemIn(wholes, step.number)
  const [first, second] = paragraphFirst ? [paragraph, item] : [item, paragraph]
  const found = first()
  return found.length > 0 ? found : second()
}

/** 项 typed for 項. */
const isOther = ({ name }: Step, ofTaiwan: boolean): boolean => ofTaiwan && name === '项'

const paragraphOf = (passages: readonly Passage[], number: number): Place[] => {
  const unit = unitsOf(passages)[number - 1] ?? []
  return unit.map((passage) => ({ passage, span: [0, passage.text.length] }))
}

/** Items belong to the paragraph before them, and to the one that introduces them. */
const unitsOf = (passages: readonly Passage[]): readonly Unit[] => {
  const units: Passage[][] = []
  let lead = ''
  for (const passage of passages) {
    const own = passage.text.slice(0, passage.lead ?? 0)
    const isItem = own === '' ? startsItem(passage.text) : own === lead
    if (isItem && units.length > 0) units.at(-1)?.push(passage)
    else units.push([passage])
    lead = own
  }
  return units
}

const startsItem = (text: string): boolean => text.search(MARK) === 0

/** The item of a number: from its mark to the next of the same kind. */
export const itemIn = (places: readonly Place[], number: string): Place[] => {
  let kind: string | undefined
  for (const { passage, span, isItem } of places) {
    const words = passage.text.slice(...span)
    const marks = [...words.matchAll(MARK)].filter(({ index }) => index > 0 || !isItem)
    kind ??= marks[0] && kindOf(marks[0])
    const own = marks.filter((mark) => kindOf(mark) === kind)
    const m = own.findIndex((mark) => isNumber(mark, number))
    const mark = own[m]
    if (!mark) continue
    const end = own[m + 1]?.index ?? words.length
    const item = words.slice(mark.index, end).trimEnd()
    const start = span[0] + mark.index
    return [{ passage, span: [start, start + item.length], isItem: true }]
  }
  return []
}

/** The look of a mark, with 1 for its number. */
const kindOf = ([
  mark,
  inBrackets = '',
  circled,
  western = '',
  han = '',
]: RegExpMatchArray): string => {
  const number = inBrackets || circled || western || han
  const sort = /\d/.test(number) ? '1' : /[a-z]/i.test(number) ? 'a' : circled ? '①' : '一'
  return mark.replace(number, sort)
}

/** Letters are letters; all other numbers may be written as one likes: (2) is （二）. */
const isNumber = (
  [, inBrackets, circled, western, han]: RegExpMatchArray,
  number: string,
): boolean => {
  const written = circled ? String(circled.charCodeAt(0) - 0x245f) : (inBrackets ?? western ?? han)
  return toNumber(written ?? '') === toNumber(number)
}

const toNumber = (number: string): string => fold(`第${number}`).slice(1).toLowerCase()
