import type { Passage } from '../../corpus/types.ts'
import type { Hit, Span } from '../types.ts'

type Answer = Pick<Hit, 'answer' | 'translation'>

const COMMENT = /^[ \t]*(?:#|\/\/|;|--|\/?\*|%|'|rem )/i
/** Lines of code that one comment stands for. */
const MAX_LINES = 3

/** A comment says what the lines of code below it do: where it answers, they stand out with it. */
export const withCommentedCode = ({ text, styles = [] }: Passage, found: Answer): Answer => {
  const [answer, ...more] = found.answer
  if (!answer || more.length > 0) return found
  const block = styles.find(
    ({ type, start, end }) => type === 'block' && start <= answer[0] && answer[1] <= end,
  )
  return block ? { ...found, answer: [withLinesBelow(text, answer, block.end)] } : found
}

const withLinesBelow = (text: string, [start, end]: Span, blockEnd: number): Span => {
  const last = text.lastIndexOf('\n', end - 1) + 1
  if (!COMMENT.test(text.slice(last, end))) return [start, end]
  const [rest = '', ...lines] = text.slice(end, blockEnd).split('\n')
  const code = lines.findIndex((line) => line.trim() === '' || COMMENT.test(line))
  const below = lines.slice(0, Math.min(MAX_LINES, code < 0 ? lines.length : code))
  return below.length > 0 ? [start, end + [rest, ...below].join('\n').length] : [start, end]
}
