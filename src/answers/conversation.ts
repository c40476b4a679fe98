import type { SearchIndex } from '../retrieval/types.ts'
import { askingClauseOf } from './asking-clause.ts'
import { forAsker, note, say } from './blocks.ts'
import { followUpOf, writeOut } from './follow-up.ts'
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
    const { locale } = request
    const reply = replyTo(kind)
    if (reply) return { ...say('page', request, reply[locale]), actions: offer(kind, request) }
    if (kind !== 'overview') return page(kind, request)
    return command.isTopic ? command.run({ ...request, text: '' }) : showOverview(library, request)
  }
  /** Who says hello may want to see what a question looks like. */
  const offer = (kind: SmallTalk, { locale }: ChatRequest): Answer['actions'] => {
    const question = corpus.topics[0]?.questions[locale][0]
    return kind === 'greeting' && question ? [askAction('ask', question)] : []
  }
  const ask: Converse = async (command, { before, ...request }) => {
    const { text, locale } = request
    const followUp = followUpOf(text)
    if (before === undefined)
      return followUp && !followUp.maybe && !command.isTopic
        ? { ...say('invalid', request, MESSAGES[locale].whatIsMeant), ...forAsker(request) }
        : command.run(request)
    if (followUp && !(await isKnown(index, before))) return ask(command, request)
    if (!followUp && !(await leansOn(index, text, before))) return command.run(request)
    if (followUp?.kind === 'more') {
      const answer = await command.run({ ...request, text: before, page: 2 })
      return explain({ ...answer, question: text }, MESSAGES[locale].goesOn(before), before)
    }
    let written: Answer | undefined
    const whole = followUp && writeOut(text, followUp, before, corpus.lexicon)
    if (whole) {
      const leans = await leansOn(index, whole, before)
      const answer = await command.run({ ...request, text: whole, ...(leans && { before }) })
      written = explain({ ...answer, question: text }, MESSAGES[locale].understood(whole), whole)
      const { unknownWords = [] } = answer.search ?? {}
      if (answer.outcome === 'found' || unknownWords.length > 0) return written
    }
    // 那冰岛呢？ after 印度占多少？ must not find 印度 where nothing speaks of 冰岛.
    if (followUp?.kind === 'item' && (await index.search(followUp.item)).unknownWords.length > 0)
      return command.run({ ...request, text: followUp.item })
    const answer = await command.run({ ...request, before })
    if (written && written.outcome === answer.outcome) return written
    if (followUp?.kind === 'item' && answer.outcome !== 'found') {
      const alone = await command.run({ ...request, text: followUp.item })
      if (alone.outcome === 'found') return { ...alone, question: text }
    }
    return explain(answer, MESSAGES[locale].goesOn(before), `${before} ${text}`)
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

const EMOJI_ALONE = /^(?=.*\p{Extended_Pictographic})[^\p{L}\p{N}]{1,8}$/u

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
async function leansOn(index: SearchIndex, text: string, before: string): Promise<boolean> {
  const alone = await index.search(text, { limit: HITS_COMPARED })
  if (alone.unknownWords.length > 0) return false
  const joint = await index.search(text, { limit: 1, context: before })
  const [best] = alone.hits
  const same = alone.hits.find(({ passage }) => passage === joint.hits[0]?.passage)
  if (!best || !same || joint.certainty !== 'found') return false
  return alone.certainty !== 'found' || (same !== best && same.score >= best.score * NEARLY_AS_GOOD)
}
