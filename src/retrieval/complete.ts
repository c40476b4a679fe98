import type { Passage } from '../corpus/types.ts'
import { answerOf } from './answer/answer-span.ts'
import { focusOf } from './answer/focus.ts'
import { idsOf } from './ids.ts'
import { rerank } from './ranking/rerank.ts'
import type { SearchData } from './search-data.ts'
import { fold } from './text/fold.ts'
import { splitSentences } from './text/sentences.ts'
import { isHanWritten } from './text/terms.ts'
import type { Completion, SearchIndex } from './types.ts'

/** UTF-16 units of what was typed that are read. */
const MAX_READ = 100

/** Completes half-typed questions: by characters, by words, by pinyin and by initials. */
export const createCompleter = (material: SearchData): SearchIndex['complete'] => {
  const { passages, questions } = material
  return async (typed, { limit = 10, among } = {}) => {
    const folded = fold(typed.slice(0, MAX_READ)).trim()
    const queryTerms = await questions.readTyped(folded)
    if (queryTerms.length === 0) return []
    const focus = focusOf(folded, undefined)
    const english = !isHanWritten(folded)
    const ranking = await rerank(material, queryTerms, undefined, {
      ...(among && { among: idsOf(among) }),
    })
    const completions = ranking.ranked.slice(0, limit).map((each): Completion => {
      const passage = passages.at(each.text.passage) as Passage
      const heading = passage.heading?.split(' › ').at(-1)
      if (heading && fold(heading).includes(folded)) return { passage, text: heading }
      const { answer } = answerOf(material, each, ranking, focus, english)
      return { passage, text: sentenceAt(passage.text, answer[0]?.[0] ?? 0) }
    })
    return [...new Map(completions.map((each) => [each.text, each])).values()]
  }
}

const sentenceAt = (text: string, offset: number): string =>
  text.slice(...(splitSentences(text).findLast(([start]) => start <= offset) ?? [0, text.length]))
