import {
  type Answer,
  type ChatRequest,
  loadPictures,
  type Responder,
  type Suggestion,
} from '../../answers/index.ts'
import { withTimeout } from '../../shared/timeouts.ts'
import { markAsker } from './button-data.ts'
import { notice } from './messages.ts'
import { MAX_PICTURES } from './pictures.ts'
import { type DiscordMessage, renderAnswer } from './render.ts'

/** Milliseconds. Discord forgets an autocomplete after 3 s, and the answer needs its way there. */
const SUGGESTION_TIMEOUT = 1_500

export interface AnsweringOptions {
  readonly responder: Responder
  /** The id that a command is registered under. */
  readonly commandId: (name: string) => string | undefined
  /** Whether a user hosts the bot. */
  readonly isOwner: (userId: string) => boolean
  readonly report: (error: unknown) => void
}

/** From a request to the messages that answer it, for every kind of event. */
export interface Answering extends AnsweringOptions {
  /** Never rejects: what fails is reported, and answered with an apology. */
  ask(request: ChatRequest): Promise<Answer>
  /** Never rejects: what fails or takes too long is reported, and nothing is suggested. */
  suggest(request: ChatRequest): Promise<readonly Suggestion[]>
  /** What a user sees of an answer. */
  show(userId: string): (answer: Answer) => readonly DiscordMessage[]
}

export function createAnswering(options: AnsweringOptions): Answering {
  const { responder, commandId, report } = options
  return {
    ...options,
    async ask(request) {
      try {
        return await loadPictures(await responder.respond(request), MAX_PICTURES)
      } catch (error) {
        report(error)
        return notice('failed', request.locale, 'failed')
      }
    },
    async suggest(request) {
      try {
        return await withTimeout(SUGGESTION_TIMEOUT, responder.suggest(request))
      } catch (error) {
        report(error)
        return []
      }
    },
    show: (userId) => (answer) => renderAnswer(answer, { asker: markAsker(userId), commandId }),
  }
}
