import { createHash } from 'node:crypto'
import {
  type Answer,
  type ChatRequest,
  type Responder,
  wrapResponder,
} from '../../answers/index.ts'
import type { SettingsStore } from '../settings/store.ts'
import type { Store } from '../store/index.ts'
import { type GapStore, normalise, type Vote } from './store.ts'

/** Counts what the material does not answer, and offers two buttons under what it does. */
export function countGaps(
  responder: Responder,
  gaps: GapStore,
  settings: SettingsStore,
): Responder {
  return wrapResponder(responder, {
    async respond(request) {
      const answer = await responder.respond(request)
      const { from, draft } = request
      const { search } = answer
      const question = answer.understood ?? answer.question
      if (!from || draft || !search || !question) return answer
      if ((request.page ?? 1) > 1 || !(await settings.of(from.scope)).remember) return answer
      if (answer.outcome === 'none' || answer.outcome === 'near')
        await gaps.count(question, answer.outcome, nearestIn(search))
      return answer.outcome === 'none'
        ? answer
        : {
            ...answer,
            actions: [...answer.actions, ...VOTES.map((vote) => toAction(vote, question))],
          }
    },
  })
}

const VOTES = ['helpful', 'unhelpful'] as const
const SIGNS = { helpful: '👍', unhelpful: '👎' }
const toAction = (vote: Vote, text: string): Answer['actions'][number] => ({
  kind: 'feedback',
  label: SIGNS[vote],
  request: { command: vote, text },
})

const nearestIn = ({ hits: [hit] }: NonNullable<Answer['search']>): string | undefined =>
  hit && `${hit.passage.source.id} ${hit.passage.paragraphs[0]}`

/**
 * Counts a click on one of the two buttons; a second one of the same person changes nothing. Tells
 * whether it was counted.
 *
 * What is claimed is a hash, so that nobody can read from it who asked what.
 */
export function createVoting(
  gaps: GapStore,
  once: Store['once'],
): (request: ChatRequest, vote: Vote) => Promise<boolean> {
  return async ({ text, from }, vote) => {
    if (!from) return false
    const hash = createHash('sha256')
      .update(`${from.user} ${normalise(text)}`)
      .digest('base64url')
    return once(`vote ${hash}`, () => gaps.vote(text, vote))
  }
}
