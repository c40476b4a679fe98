import { shorten } from '../shared/shorten.ts'
import { forAsker, heading, note } from './blocks.ts'
import { followUpOf } from './follow-up.ts'
import { MESSAGES } from './messages.ts'
import type { Answer, Block, ChatRequest, Citation, Outcome, Quote } from './types.ts'

/** Questions of one message that are answered. */
export const MAX_QUESTIONS = 3

const ASKS =
  /什[么麼]|甚[么麼]|为何|為何|[为為]啥|怎|如何|[谁誰]|哪|[几幾]|多[少大久长長高远遠重]|啥|咋|是否|[吗嗎嘛]|有没有|有沒有|能不能|可不可以|会不会|會不會|是不是|(?:^|[\s,.;])(?:what|who|whom|whose|when|where|why|which|how|is|are|was|were|do|does|did|can|could|will|would|has|have|should|may)\b/i
/** Whether a part of a message has a word that asks. */
export const asks = (part: string): boolean => ASKS.test(part)

/** A Chinese comma parts two questions where each side has an asking word of its own. */
const COMMA = /[，,；;](?=[^，,；;]*\p{Script=Han})/gu
const ASKS_FOR_SOMETHING =
  /什[么麼]|甚[么麼]|怎|[谁誰]|哪|[几幾](?!乎)|多[少大久长長高远遠]|为何|為何|[为為]啥/
/** Such a clause only says when or why the next one asks. */
const DEPENDS = /^(?:如果|要是|假如|既然|因为|因為|由于|由於|虽然|雖然|不管|无论|無論|当|當|除了)/

const OPENING = '「『“《（(【[‘'
const CLOSING = '」』”》）)】]’'
const QUOTED = /[「『“《（(【[‘][^」』”》）)】\]’]{0,100}[」』”》）)】\]’]/gu

/**
 * The questions of a message, each with what is said before it; the message alone if it asks one
 * thing. A question mark inside quotation marks, or behind what does not ask, divides nothing.
 */
export function splitQuestions(message: string): readonly string[] {
  return splitItems(message) ?? splitAtMarks(message)
}

/** The number of an item in a list, wherever the line breaks have gone. */
const ITEM = /(?:(?<=^|[\s,.;?!，。；？！:：])[（(]?([1-9])[）)．.、:：](?!\d)|([①-⑨]))\s*/gu
/** Characters before the first item, which only greet: 请问：1. … */
const MAX_BEFORE_ITEMS = 20

/** The questions of a numbered list, if each of its items asks. */
function splitItems(message: string): readonly string[] | undefined {
  const marks = [...message.matchAll(ITEM)]
  const isList = marks.every(
    ({ 1: digit, 2: circle = '' }, m) => Number(digit ?? circle.normalize('NFKC')) === m + 1,
  )
  const before = message.slice(0, marks[0]?.index ?? 0)
  if (marks.length < 2 || !isList || before.length > MAX_BEFORE_ITEMS || ASKS.test(before))
    return undefined
  const items = marks.map(({ 0: mark, index }, m) =>
    message.slice(index + mark.length, marks[m + 1]?.index).trim(),
  )
  return items.every((item) => ASKS.test(item)) ? items : undefined
}

function splitAtMarks(message: string): readonly string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (const { 0: mark, index } of message.matchAll(/[?？]+|[「『“《（(【[‘」』”》）)】\]’]/gu)) {
    if (OPENING.includes(mark)) depth++
    else if (CLOSING.includes(mark)) depth = Math.max(0, depth - 1)
    else if (depth === 0) {
      parts.push(message.slice(start, index + mark.length).trim())
      start = index + mark.length
    }
  }
  const rest = message.slice(start).trim()
  const questions = (ASKS.test(rest) ? [...parts, rest] : parts).flatMap(splitAtCommas)
  const each = questions
    .map((part) => part.replaceAll(QUOTED, ''))
    .every((part) => ASKS.test(part) || followUpOf(part) !== undefined)
  return questions.length > 1 && each ? questions : [message]
}

function splitAtCommas(question: string): readonly string[] {
  const clauses = question.split(COMMA).map((clause) => clause.trim())
  const eachAsks = clauses.every(
    (clause) => ASKS_FOR_SOMETHING.test(clause) && !DEPENDS.test(clause),
  )
  // A comma inside quotation marks parts nothing.
  return eachAsks && ![...question].some((each) => OPENING.includes(each)) ? clauses : [question]
}

/** Characters of a question above its answer, and of all of them. */
const HEADING_LENGTH = 80
const QUESTION_LENGTH = 300

const BEST: readonly Outcome[] = ['found', 'near', 'none']

/** One answer to several questions: under each its best quote, or that there is none. */
export function joinAnswers(
  questions: readonly string[],
  answers: readonly Answer[],
  request: ChatRequest,
): Answer {
  const { locale, text } = request
  const citations: Citation[] = []
  const blocks = answers.flatMap((answer, index): readonly Block[] => {
    const [quote] = answer.blocks.filter((block) => block.type === 'quote')
    const rest = answer.blocks.filter((block) => block.type !== 'quote')
    const cited = answer.citations.find((citation) => citation.number === quote?.citation)
    const number = citations.length + 1
    if (cited) citations.push({ ...cited, number })
    const own: readonly Quote[] = quote && cited ? [{ ...quote, citation: number }] : []
    return [heading(shorten(questions[index] ?? '', HEADING_LENGTH)), ...own, ...rest]
  })
  const outcome = BEST.find((each) => answers.some((answer) => answer.outcome === each))
  const last = answers.at(-1)
  const understood = last?.understood ?? last?.question
  const onlyFirst = MESSAGES[locale].onlyFirstQuestions(answers.length)
  return {
    outcome: outcome ?? 'invalid',
    locale,
    ...((outcome ?? 'none') === 'none' && forAsker(request)),
    question: shorten(text, QUESTION_LENGTH),
    ...(understood && { understood }),
    confidence: Math.max(...answers.map(({ confidence = 0 }) => confidence)),
    blocks: questions.length > answers.length ? [...blocks, note(onlyFirst)] : blocks,
    citations,
    actions: [],
  }
}
