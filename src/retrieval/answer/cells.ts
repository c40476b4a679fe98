import type { Passage } from '../../corpus/types.ts'
import type { AnswerTypeTest } from '../query/answer-types.ts'
import type { QueryTerm } from '../query/query-term.ts'
import { createTermMatcher } from '../ranking/term-matcher.ts'
import { type Cell, cellsIn } from '../text/cells.ts'
import { fold } from '../text/fold.ts'
import type { Hit } from '../types.ts'

type Answer = Pick<Hit, 'answer' | 'translation'>

/**
 * What answers in the row of a table: the cell below the name that the question says; else the cell
 * that it says, where a value of the kind that is asked for is the name above it or the beginning of
 * the row; else the only cell with such a value.
 *
 * @param asksForRow whether the question names a cell and asks what the row is about: 哪款卖 2999
 */
export const answerInRow = (
  passage: Passage,
  found: Answer,
  queryTerms: readonly QueryTerm[],
  value: AnswerTypeTest | undefined,
  asksForRow: boolean,
): Answer => {
  const cells = cellsIn(passage.text, passage.lead).map((cell) => ({
    ...cell,
    head: fold(cell.head),
    words: fold(cell.words),
  }))
  if (cells.length === 0) return found
  // A single character stands in too many names.
  const terms = queryTerms.filter(({ text }) => text.length > 1)
  const said = sharesOf(
    cells.map(({ words }) => words),
    terms,
  )
  const named = sharesOf(
    cells.map(({ head }, c) => ((said[c] as number) > 0 ? '' : head)),
    terms,
  )
  const below = best(named)
  if (below.length === 1) return toAnswer(found, cells, below)
  const saying = best(said)
  if (asksForRow && saying.length > 0 && !saying.includes(0))
    return toAnswer(found, cells, [0, ...saying])
  if (!value) return found
  const isValue = (words: string) => words !== '' && value(words) >= 1
  if (saying.length > 0 && saying.every((c) => isValue(cells[c]?.head ?? '')))
    return toAnswer(found, cells, saying)
  const valued = [...cells.keys()].filter((c) => isValue(`${cells[c]?.head} ${cells[c]?.words}`))
  if (valued.length !== 1) return found
  const others = valued[0] === 0 ? saying.filter((c) => c > 0) : []
  return toAnswer(found, cells, [...valued, ...others])
}

const toAnswer = (found: Answer, cells: readonly Cell[], chosen: readonly number[]): Answer => ({
  ...found,
  answer: chosen.map((c) => (cells[c] as Cell).span),
})

/** How much of the query terms each text holds; a term that all of them hold counts nothing. */
const sharesOf = (texts: readonly string[], terms: readonly QueryTerm[]): readonly number[] => {
  const match = createTermMatcher(terms)
  const held = texts.map((text) => match(text, [0]))
  const rarity = terms.map((_, t) => {
    const holding = held.filter((counts) => counts[t]).length
    return holding > 0 ? Math.log(texts.length / holding) : 0
  })
  return held.map((counts) =>
    rarity.reduce((sum, worth, t) => (counts[t] ? sum + worth * (terms[t]?.weight ?? 0) : sum), 0),
  )
}

/** The places of the largest number above 0. */
const best = (numbers: readonly number[]): readonly number[] => {
  const most = Math.max(...numbers)
  return most > 0 ? [...numbers.keys()].filter((place) => numbers[place] === most) : []
}
