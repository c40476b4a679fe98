import { SOFT_BREAK } from './inlines.ts'
import { joinRich, linesOf, type Rich, sliceRich } from './rich.ts'

// Questions and their answers, as people write them down: with a mark, a number, or in bold.

/** `3.`, `（三）` and `3、`, before a question or its mark. */
const NUMBER =
  /^(?:[（([]?\d{1,3}[)）\].．、:：][ \t]*|[（(]?[一二三四五六七八九十]{1,3}[)）、．.][ \t]*)/u
const QUESTION =
  /^(?:Q|问题|問題|提问|提問|问|問|Question)\s?[\d一二三四五六七八九十]{0,3}\s?[:：.．、)）]\s*(?=\S)/iu
const ANSWER =
  /^(?:A|答案|解答|回答|答|Answer)\s?[\d一二三四五六七八九十]{0,3}\s?[:：.．、)）]\s*(?=\S)/iu
const ASKED = /[?？]["”’』」）)]*\s*$/
/** UTF-16 units of a question that has no mark. */
const MAX_UNMARKED = 60
const ASKING = {
  end: /[吗嗎呢么麼]$/,
  inside:
    /怎[么麼样樣]|如何|什[么麼]|甚麼|哪[里裡儿兒些个個种種]|多少|[几幾][点點个個天号號]|谁|誰|[为為]何|是否|能否|可否|能不能|可不可以|有[没沒]有|要不要|会不会|會不會|多[久长長]|(\p{Script=Han})[不没沒]\1/u,
  notAsking: /[没沒不][什甚怎][么麼]|(?:[么麼]|谁|誰|哪里|哪裡)[都也]|[无無][论論]|不管/,
  english:
    /^(?:(?:how|what|when|where|who|which|why)\b[^,.]{0,40}\b(?:is|are|was|were|do|does|did|can|should|will|would|must|to)|(?:can|could|do|does|did|may|must|should) (?:i|we|you|they|it|one)|(?:is|are|was|were) (?:there|the|it|this|that|my|your|our))\b/i,
}

/** Whether a line asks, with a question mark or, if it is short, by its words. */
export function asks(line: string): boolean {
  const words = line.trim()
  if (ASKED.test(words)) return true
  const { end, inside, notAsking, english } = ASKING
  if (words.length > MAX_UNMARKED || /[。！!：:]["”’』」）)]*$/.test(words)) return false
  return english.test(words) || ((end.test(words) || inside.test(words)) && !notAsking.test(words))
}

const withoutNumber = (line: string): string => line.replace(NUMBER, '')

/** `问：…`, `Q3. …`, `3、问：…`, and `3. …?`. */
export function isQuestion(line: string): boolean {
  const words = withoutNumber(line)
  return (
    QUESTION.test(words) ||
    (words !== line && ASKED.test(words) && !/[。！!]|[.?？]\s+\S/.test(words))
  )
}

const isAnswer = (line: string): boolean => ANSWER.test(withoutNumber(line))

export const isBold = ({ text, styles }: Rich): boolean =>
  text !== '' &&
  styles.some(
    ({ type, start, end }) => type === 'strong' && start === 0 && end >= text.trimEnd().length,
  )

/**
 * Questions and answers that stand in one paragraph, apart, and a first line in bold from what it is
 * the title of; else all of it.
 */
export function splitExchange(rich: Rich): readonly Rich[] {
  if (!/[\n\r]/.test(rich.text)) return [rich]
  const lines = linesOf(rich)
  const [first, second] = lines
  const isTitled = first !== undefined && isBold(first) && second !== undefined && !isBold(second)
  if (!isTitled && !isQuestion(rich.text.split(/[\n\r]/, 1)[0] ?? '')) return [rich]
  const starts = lines.flatMap(({ text }, l) => {
    const before = lines[l - 1]?.text ?? ''
    const isBehind = (isQuestion(before) && ASKED.test(before)) || (l === 1 && isTitled)
    return l === 0 || isBehind || isQuestion(text) || isAnswer(text) ? [l] : []
  })
  return starts.map((start, s) => joinRich(lines.slice(start, starts[s + 1]), SOFT_BREAK))
}

/** The question of an item of a list and its answer, if it begins with one; else all of it. */
export function splitItem(item: Rich): readonly Rich[] {
  const at = item.text.indexOf('\n')
  const words = item.text.slice(0, at < 0 ? 0 : at).replace(/^(?:[•☑☐]|\d+\.) /, '')
  if (!ASKED.test(words) && !isQuestion(words)) return [item]
  return [sliceRich(item, item.text.startsWith('• ') ? 2 : 0, at), sliceRich(item, at + 1)]
}
