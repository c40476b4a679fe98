import type { Passage, Passages } from '../corpus/types.ts'
import { itemIn } from './answer/provision.ts'
import { toNear, toResult } from './provisions.ts'
import { type NamedStep, readNamedStep } from './query/step.ts'
import { fold } from './text/fold.ts'
import type { Hit, SearchIndex } from './types.ts'

/** Steps that a list has at most. */
const MAX_STEPS = 40
/** Hits that may be the list. */
const MAX_LISTS = 5

/**
 * Finds the step that a question names by its number (报废的第三步, step 3 of the set-up) as the item
 * of the list that answers the question for all steps, or for what they are of. A list without such an
 * item is at most near. What the material itself calls so is searched as it is.
 *
 * @param asksNothing whether words only frame a question: 是什么
 */
export const withNamedSteps =
  (
    search: SearchIndex['search'],
    passages: Passages,
    asksNothing: (words: string) => Promise<boolean>,
  ): SearchIndex['search'] =>
  async (question, options = {}) => {
    const step = readNamedStep(question)
    const result = await search(question, options)
    const first = result.hits[0]
    if (!step || (first && isNamedIn(first.passage, step))) return result
    // Without its list, a number names a step of any.
    if (!options.context && (await asksNothing(step.questions[1]))) return result
    for (const words of step.questions) {
      const asked = await search(words, { ...options, limit: MAX_LISTS })
      for (const hit of asked.hits) {
        if (hit.score < asked.thresholds.found) break
        const list = listAround(hit.passage, options.among ?? passages)
        if (numbersIn(list) < 2) continue
        const place = itemOf(list, step.number ?? numbersIn(list))
        if (!place) return toNear(asked, hit)
        const { passage, span } = place
        const named: Hit = {
          ...{ passage, score: hit.score, closeness: 1, answer: [span] },
          ...{ translation: undefined, matches: hit.matches },
        }
        return { ...toResult(asked, hit.score), hits: [named] }
      }
    }
    return result
  }

const isNamedIn = ({ heading = '', text }: Passage, { number }: NamedStep): boolean =>
  number !== undefined &&
  new RegExp(`(?:第|步骤 ?|step )${number}(?!\\d)`).test(fold(`${heading}\n${text}`))

/** The passages that were made of one list: each has the same words above it. */
const listAround = (passage: Passage, passages: Passages): readonly Passage[] => {
  const leadOf = ({ text, lead = 0 }: Passage) => text.slice(0, lead)
  const own = passages.filter(({ source }) => source.id === passage.source.id)
  return [...own].filter(
    (other) => other.heading === passage.heading && leadOf(other) === leadOf(passage),
  )
}

const itemOf = (list: readonly Passage[], number: number) =>
  itemIn(
    list.map((passage) => ({ passage, span: [passage.lead ?? 0, passage.text.length] })),
    String(number),
  )[0]

/** How many items of a list are numbered, from 1 on. */
const numbersIn = (list: readonly Passage[]): number => {
  let number = 0
  while (number < MAX_STEPS && itemOf(list, number + 1)) number++
  return number
}
