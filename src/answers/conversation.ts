import type { Locale } from '../corpus/types.ts'
import type { SearchIndex, SearchResult } from '../retrieval/types.ts'
import { localeOf } from '../shared/locale.ts'
import { askingClauseOf } from './asking-clause.ts'
import { forAsker, note, say } from './blocks.ts'
import { followUpOf, readingsOf } from './follow-up.ts'
import { askAction, type Library } from './library.ts'
import { MESSAGES } from './messages.ts'
import { showOverview } from './overview.ts'
import { joinAnswers, MAX_QUESTIONS, splitQuestions } from './several-questions.ts'
import { replyTo, type SmallTalk, smallTalkOf, withoutSmallTalk } from './small-talk.ts'
import type { Answer, ChatRequest, Command } from './types.ts'

/** Answers a message to a command that takes free questions. */
type Converse = (command: Command, request: ChatRequest) => Promise<Answer>

/**
 * Understands a message as people mean it: small talk is answered as such, what wants the whole gets
 * an overview, a question that leans on the one before is asked with it, the rest as it stands.
 *
 * @param page shows the page of another command
 */
export function createConversation(
  library: Library,
  page: (name: string, request: ChatRequest) => Promise<Answer>,
): Converse {
  const { corpus, index } = library

  const chat = async (kind: SmallTalk, command: Command, request: ChatRequest): Promise<Answer> => {
    const locale = localeWithin(request)
    const reply = replyTo(kind)
    if (reply)
      return {
        ...say('page', { ...request, locale }, reply[locale]),
        actions: offer(kind, request),
      }
    if (kind !== 'overview') return page(kind, request)
    return command.isTopic ? command.run({ ...request, text: '' }) : showOverview(library, request)
  }
  /** Who says hello may want to see what a question looks like. */
  const offer = (kind: SmallTalk, { locale }: ChatRequest): Answer['actions'] => {
    const question = corpus.topics[0]?.questions[locale][0]
    return GREETINGS.includes(kind) && question ? [askAction('ask', question)] : []
  }
  const ask: Converse = async (command, { before, ...request }) => {
    const { text, locale } = request
    const followUp = followUpOf(text)
    if (before === undefined)
      return followUp && !followUp.maybe && !command.isTopic
        ? { ...say('invalid', request, MESSAGES[locale].whatIsMeant), ...forAsker(request) }
        : command.run(request)
    if (await isKnown(index, before)) return askAfter(library, command, { ...request, before })
    return followUp ? ask(command, request) : command.run(request)
  }
  /** Where a whole message finds nothing, the clause of it that asks may. */
  const askTold: Converse = async (command, request) => {
    const whole = await ask(command, request)
    const clause = whole.outcome === 'found' ? undefined : askingClauseOf(request.text)
    if (clause === undefined) return whole
    const answer = await ask(command, { ...request, text: clause })
    return answer.outcome === 'found' ? { ...answer, question: request.text } : whole
  }
  const askAll = async (
    command: Command,
    questions: readonly string[],
    request: ChatRequest,
  ): Promise<Answer> => {
    const answers: Answer[] = []
    for (const text of questions.slice(0, MAX_QUESTIONS)) {
      const last = answers.at(-1)
      const before = last?.understood ?? last?.question ?? request.before
      answers.push(await ask(command, { ...request, text, ...(before && { before }) }))
    }
    return joinAnswers(questions, answers, request)
  }
  return async (command, request) => {
    const { text, page: number = 1 } = request
    if (number > 1) return command.run(request)
    if (EMOJI_ALONE.test(text)) {
      // A sign that the material explains is a question; any other is a mood.
      const answer = await command.run(request)
      if (answer.outcome === 'found') return answer
    }
    const kind = smallTalkOf(text)
    if (kind) return chat(kind, command, request)
    if (!/[\p{L}\p{N}]/u.test(text)) return command.run({ ...request, text: '' })
    const said = withoutSmallTalk(text)
    const questions = splitQuestions(said)
    return questions.length > 1
      ? askAll(command, questions, { ...request, text: said })
      : askTold(command, { ...request, text: said })
  }
}

const GREETINGS: readonly SmallTalk[] = ['greeting', 'morning', 'cantoneseMorning']

/** Characters of 666, 3q and ok, which are said in every language. */
const MAX_WITHOUT_LANGUAGE = 3

/** The language of a message, which is that of the question before where it has none of its own. */
const localeWithin = ({ text, locale, before }: ChatRequest): Locale =>
  before && HAN.test(before) && !HAN.test(text) && text.trim().length <= MAX_WITHOUT_LANGUAGE
    ? localeOf(undefined, before)
    : locale
const HAN = /\p{Script=Han}/u

const EMOJI_ALONE = /^(?=.*\p{Extended_Pictographic})[^\p{L}\p{N}]{1,8}$/u

/** Answers a question that may lean on the one before, and says so where it does. */
async function askAfter(
  { corpus, index }: Library,
  command: Command,
  { before, ...request }: ChatRequest & { readonly before: string },
): Promise<Answer> {
  const { text, locale } = request
  const followUp = followUpOf(text)
  const isItem = followUp?.kind === 'item'
  const { goesOn, understood } = MESSAGES[locale]
  if (followUp?.kind === 'more') {
    const answer = await command.run({ ...request, text: before, page: 2 })
    return explain({ ...answer, question: text }, goesOn(before), before)
  }
  const own = isItem ? followUp.item : text
  const alone = await index.search(own, { limit: HITS_COMPARED })
  const isKnownAlone = alone.unknownWords.length === 0
  const isNamed = !followUp && (await index.subjectOf(text))?.isNamed
  const readings = isNamed
    ? []
    : readingsOf(text, followUp, before, await index.subjectOf(before), corpus.lexicon)
  const mayLean = readings.length > 0 || (await leansOn(index, alone, text, before))
  if (!followUp && !(isKnownAlone && mayLean)) return command.run(request)
  let likeliest: Answer | undefined
  for (const { whole, said } of readings) {
    const answer = await command.run({ ...request, text: whole, said })
    const explained = explain({ ...answer, question: text }, understood(whole), whole)
    if (answer.outcome === 'found') return explained
    likeliest ??= explained
  }
  // 那冰岛呢？ after 印度占多少？ must not find 印度 where nothing speaks of 冰岛.
  if (isItem && !isKnownAlone) return likeliest ?? command.run({ ...request, text: own })
  const said = readings[0]?.said
  const joined = await command.run({ ...request, before, ...(said && { said }) })
  // A mention of an item is no answer; but 那第二个呢？ may name what the material counts so.
  const mayBeAlone = !followUp || (isItem && ORDINAL.test(own))
  if (joined.outcome !== 'found' && mayBeAlone) {
    const answer = await command.run({ ...request, text: own })
    if (answer.outcome === 'found') return { ...answer, question: text }
  }
  if (likeliest && likeliest.outcome === joined.outcome) return likeliest
  return explain(joined, goesOn(before), `${before} ${text}`)
}

const ORDINAL = /^第/

const explain = (answer: Answer, words: string, understood: string): Answer => ({
  ...answer,
  understood,
  blocks: [...answer.blocks, note(words)],
})

/** Whether the material has a word of a question: on another nothing can lean. */
const isKnown = async (index: SearchIndex, question: string): Promise<boolean> =>
  (await index.search(question, { limit: 1 })).hits.length > 0

/** Share of the best passage's score from which another is as good an answer. */
const NEARLY_AS_GOOD = 0.8
const HITS_COMPARED = 10

/**
 * Whether a question that seems whole is answered with the one before and not without: what it finds
 * by itself is no answer, or no better than what both find together.
 */
async function leansOn(
  index: SearchIndex,
  alone: SearchResult,
  text: string,
  before: string,
): Promise<boolean> {
  const joint = await index.search(text, { limit: 1, context: before })
  const [best] = alone.hits
  const same = alone.hits.find(({ passage }) => passage === joint.hits[0]?.passage)
  if (!best || !same || joint.certainty !== 'found') return false
  return alone.certainty !== 'found' || (same !== best && same.score >= best.score * NEARLY_AS_GOOD)
}
