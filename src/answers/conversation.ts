import { say } from './blocks.ts'
import { askAction, type Library } from './library.ts'
import { showOverview } from './overview.ts'
import { replyTo, type SmallTalk, smallTalkOf, withoutSmallTalk } from './small-talk.ts'
import type { Answer, ChatRequest, Command } from './types.ts'

/** Answers a message to a command that takes free questions. */
export type Converse = (command: Command, request: ChatRequest) => Promise<Answer>

/**
 * Understands a message as people mean it: small talk is answered as such, what wants the whole gets
 * an overview, the rest is a question for the command.
 *
 * @param page shows the page of another command
 */
export function createConversation(
  library: Library,
  page: (name: string, request: ChatRequest) => Promise<Answer>,
): Converse {
  const chat = async (kind: SmallTalk, command: Command, request: ChatRequest): Promise<Answer> => {
    const { locale } = request
    const reply = replyTo(kind)
    if (reply) return { ...say('page', request, reply[locale]), actions: offer(kind, locale) }
    if (kind !== 'overview') return page(kind, request)
    return command.isTopic ? command.run({ ...request, text: '' }) : showOverview(library, request)
  }
  /** Who says hello may want to see what a question looks like. */
  const offer = (kind: SmallTalk, locale: ChatRequest['locale']): Answer['actions'] => {
    const question = library.corpus.topics[0]?.questions[locale][0]
    return kind === 'greeting' && question ? [askAction('ask', question)] : []
  }
  return async (command, request) => {
    const { text, page: number = 1 } = request
    if (number > 1) return command.run(request)
    const kind = smallTalkOf(text)
    if (kind === undefined && !/[\p{L}\p{N}]/u.test(text))
      return command.run({ ...request, text: '' })
    if (kind) return chat(kind, command, request)
    return command.run({ ...request, text: withoutSmallTalk(text) })
  }
}
