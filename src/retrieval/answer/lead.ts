import type { Passage } from '../../corpus/types.ts'
import type { AnswerTypeTest } from '../query/answer-types.ts'
import type { Ranking } from '../ranking/rerank.ts'
import { createTermMatcher } from '../ranking/term-matcher.ts'
import { fold } from '../text/fold.ts'
import { splitSentences } from '../text/sentences.ts'
import type { Hit, Span } from '../types.ts'
import { answerInHeading } from './heading.ts'

/** UTF-16 units of what a lead introduces that stand out as a whole. */
const MAX_BODY = 300

/** A list that only the heading above it introduces. */
const LIST = /^(?:[•☑☐]|\d+\.) /
const QUESTION = /[?？]["”』」)]*\s*$/

type Answer = Pick<Hit, 'answer' | 'translation'>

/**
 * What answers in a passage that begins with a lead (a question, the line above a list), or is a
 * list below its heading. A lead is no answer, unless it alone holds a value of the kind asked for. Where it holds as much of the
 * question as any sentence below it, all that it introduces answers.
 */
export const answerBelowLead = (
  passage: Passage,
  found: Answer,
  { queryTerms, weights }: Ranking,
  value: AnswerTypeTest | undefined,
): Answer => {
  const { text, lead = 0 } = passage
  const shareIn = (words: string, starts: readonly number[]): number => {
    const held = createTermMatcher(queryTerms)(words, starts)
    const shares = starts.map((_, part) =>
      weights.reduce(
        (sum, weight, t) => sum + (held[part * weights.length + t] ? weight.held : 0),
        0,
      ),
    )
    return Math.max(0, ...shares)
  }
  if (lead === 0 && !LIST.test(text))
    return answerInHeading(passage, found, (words) => shareIn(words, [0]), value)
  const [above, below] = [fold(text.slice(0, lead)), fold(text.slice(lead))]
  if (value && value(above) >= 1 && value(below) === 0 && !QUESTION.test(above)) {
    const [first = 0, last = lead] = [
      splitSentences(text)[0]?.[0],
      text.slice(0, lead).trimEnd().length,
    ]
    return { ...found, answer: [[first, last]] }
  }
  const sentences = splitSentences(below)
  const asked = shareIn(above, [0])
  const said = shareIn(
    below,
    sentences.map(([start]) => start),
  )
  if (asked >= said && text.length - lead <= MAX_BODY)
    return { ...found, answer: [[lead, text.length]] }
  const answer = found.answer.flatMap(([start, end]): readonly Span[] =>
    end > lead ? [[Math.max(start, lead), end]] : [],
  )
  const [first, last] = splitSentences(text.slice(lead))[0] ?? [0, text.length - lead]
  return { ...found, answer: answer.length > 0 ? answer : [[lead + first, lead + last]] }
}
