import type { Passage } from '../../corpus/types.ts'
import type { AnswerTypeTest } from '../query/answer-types.ts'
import { fold } from '../text/fold.ts'
import type { Hit, Span } from '../types.ts'

type Answer = Pick<Hit, 'answer' | 'translation'>

/** UTF-16 units of a heading with what is below it that stand out as a whole. */
const MAX_WHOLE = 160

/** UTF-16 units of the heading that a passage begins with; 0 where it begins with another line. */
const headingIn = ({ heading = '', text }: Passage): number => {
  const end = text.indexOf('\n')
  return end > 0 && heading.endsWith(text.slice(0, end)) ? end : 0
}

/**
 * What answers in a passage that begins with a heading which says something itself (`Deposit: two
 * euros`): the heading, where it alone has a value of the kind asked for, or holds more of the
 * question than what is below it does. It stands out as a whole, for a value says little without
 * its name.
 *
 * @param shareOf how much of the question words of the passage hold
 */
export const answerInHeading = (
  passage: Passage,
  found: Answer,
  shareOf: (folded: string) => number,
  value: AnswerTypeTest | undefined,
): Answer => {
  const end = passage.lead ? 0 : headingIn(passage)
  if (end === 0) return found
  const [above, below] = [fold(passage.text.slice(0, end)), fold(passage.text.slice(end))]
  const answer = (span: Span): Answer => ({ ...found, answer: [span] })
  const [theirs, ours] = [value?.(above) ?? 0, value?.(below) ?? 0]
  const isAbout = shareOf(above) > shareOf(below)
  if (theirs > ours && isAbout) return answer([0, end])
  if (isAbout && passage.text.length <= MAX_WHOLE) return answer([0, passage.text.length])
  const [first = [0, 0]] = found.answer
  return first[0] < end ? answer([0, Math.max(end, first[1])]) : found
}
