import type { AnswerTypeTest } from '../query/answer-types.ts'
import { CELL_JOINER } from '../text/cells.ts'
import { type IndexedText, sentenceIn } from '../text/indexed-text.ts'
import { scoreTerm, type Weight } from './bm25.ts'
import { type TermCounter, WHOLE } from './term-counter.ts'
import type { TermMatcher } from './term-matcher.ts'

export interface Matcher {
  readonly match: TermMatcher
  readonly count: TermCounter
}

export interface Look extends Matcher {
  readonly weights: readonly Weight[]
  readonly value: AnswerTypeTest | undefined
  readonly meanLength: number
}

/** A sentence that asks does not answer: what follows it may, and articles ask before they answer. */
const ASKS = /(?:[?？]["”』」]?|[吗嘛][~～]?)\s*$|为什么|为何/
const ASKING_WORTH = 0.8
/** What parts the clauses of a sentence: one that asks at its end may say something before. */
const CLAUSE_MARK = /[,，;；]/

/** The heading that a text stands below, of those within each other the last; '' without one. */
const headingOf = ({ title }: IndexedText): string =>
  title.split('\n', 2)[1]?.split(' › ').at(-1) ?? ''

/** What a text has of a question, all of it, and in those two neighbouring sentences that have most. */
export const lookAt = (text: IndexedText, { match, count, weights, value, meanLength }: Look) => {
  const matches = match(text.text, text.starts)
  const titleMatches = match(text.title, WHOLE)
  const counts = count(text.text, matches)
  const titleCounts = count(text.title, titleMatches)
  const length = text.length / meanLength
  const terms = weights.length
  // What stands below 地址 is that of all that the title names.
  const isPart = value?.heading?.test(headingOf(text)) ?? false
  const ofTitle = ({ held, inTitle }: Weight) => (isPart ? held : inTitle)
  let [bm25, covered] = [0, 0]
  for (let t = 0; t < terms; t++) {
    const weight = weights[t] as Weight
    const [inText, inTitle] = [counts[t] as number, titleCounts[t] as number]
    if (inText + inTitle === 0) continue
    bm25 += scoreTerm(weight, isPart ? Math.max(1, inText) : inText, inTitle > 0, length)
    covered += inText > 0 ? weight.held : ofTitle(weight)
  }
  let [together, at] = [0, 0]
  for (let s = 0; s < text.starts.length; s++) {
    let share = 0
    for (let t = 0, i = s * terms; t < terms; t++, i++) {
      if (matches[i] || matches[i + terms]) share += (weights[t] as Weight).held
      else if (titleMatches[t]) share += ofTitle(weights[t] as Weight)
    }
    if (share <= together) continue
    if (ASKS.test(sentenceIn(text, s))) share *= ASKING_WORTH
    if (share > together) [together, at] = [share, s]
  }
  const last = text.starts.length - 1
  const leavesOpen = at >= last - 1 && ASKS.test(sentenceIn(text, last))
  const onlyAsks = leavesOpen && at === last && !CLAUSE_MARK.test(sentenceIn(text, last))
  const window = text.text.slice(text.starts[at], text.starts[at + 2])
  const valued = isPart && value?.isOpen ? 1 : (value?.(window) ?? 1)
  const anchoring = () => (value ? anchoringOf(window, match, weights, titleMatches, value) : 1)
  return { bm25, covered, together, valued, leavesOpen, onlyAsks, anchoring }
}

/** What a value counts that has to stand in one clause with its subject, in pairs of characters. */
export const VALUE_SIZE = 1.5

/** What a word in the clause before or after counts beside one in the clause itself. */
const NEIGHBOUR_WORTH = 0.3
/** The same where the clause begins with the number: 十五元一顶 speaks of what stands before. */
const ELLIPTIC_WORTH = 0.9
const BEGINS_WITH_NUMBER =
  /^(?:每\p{Script=Han}|(?:工本费|收费|费用|售价|单价|票价|价格) ?[:：]? ?|[约共仅只需要是为才]{1,2}|only |just |about )?[\d一二三四五六七八九十两半$¥€£]/u

const CLAUSE_END = /(?:[,，;；。!！?？]|[:：](?! ?\d))\s*/g
/** All of a table's row speaks of one thing. */
const ROW_END = /[;；。!！?？]\s*/g

/** Of what a title leaves open of a question, the most that one clause with a value has. */
const anchoringOf = (
  window: string,
  match: TermMatcher,
  weights: readonly Weight[],
  titleMatches: ArrayLike<number>,
  value: AnswerTypeTest,
): number => {
  const ends = window.matchAll(window.includes(CELL_JOINER) ? ROW_END : CLAUSE_END)
  const starts = [0, ...Array.from(ends, (end) => end.index + end[0].length)]
  const matches = match(window, starts)
  const open = weights.map(({ asked }, t) => (titleMatches[t] ? 0 : asked))
  const all = open.reduce((sum, asked) => sum + asked, 0)
  const shares = starts.map((start, c) => {
    const clause = window.slice(start, starts[c + 1])
    const fits = Math.min(1, Math.max(0, value(clause)))
    if (fits === 0 || all === 0) return fits
    const before = BEGINS_WITH_NUMBER.test(clause) ? ELLIPTIC_WORTH : NEIGHBOUR_WORTH
    const holds = (clause: number, t: number) => (matches[clause * weights.length + t] ?? 0) > 0
    const held = open.reduce((sum, asked, t) => {
      if (holds(c, t)) return sum + asked
      if (holds(c - 1, t)) return sum + asked * before
      return holds(c + 1, t) ? sum + asked * NEIGHBOUR_WORTH : sum
    }, 0)
    return (fits * held) / all
  })
  return Math.max(...shares)
}
