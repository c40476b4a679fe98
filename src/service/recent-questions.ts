import { LRUCache } from 'lru-cache'
import { type ChatRequest, type Responder, wrapResponder } from '../answers/index.ts'

/** Milliseconds after which a question begins a new conversation. */
const CONVERSATION_LASTS = 5 * 60_000
/** Conversations that are remembered; the least recent goes first. */
const MAX_CONVERSATIONS = 5_000
/** UTF-16 units of a question that are remembered. */
const MAX_QUESTION = 200

interface Perf {
  now(): number
}

/**
 * Tells the responder what the same person asked before in the same channel, so that a question may
 * lean on it. In memory only: nothing of it outlives the process.
 *
 * @param perf a monotonic clock; for tests
 */
export function rememberQuestions(responder: Responder, perf: Perf = performance): Responder {
  const recent = new LRUCache<string, string>({
    max: MAX_CONVERSATIONS,
    ttl: CONVERSATION_LASTS,
    perf,
    // Looks at the clock each time, and needs no timer.
    ttlResolution: 0,
  })
  return wrapResponder(responder, {
    async respond(request) {
      const { from, draft } = request
      if (!from || draft) return responder.respond(request)
      const key = `${from.user} ${from.channel}`
      const before = request.before ?? recent.get(key)
      const answer = await responder.respond(
        before === undefined ? request : { ...request, before },
      )
      const question = answer.understood ?? answer.question
      if (isQuestion(request) && question) recent.set(key, question.slice(-MAX_QUESTION))
      return answer
    },
  })
}

/** Turning a page is no new question. */
const isQuestion = ({ page = 1 }: ChatRequest): boolean => page <= 1
