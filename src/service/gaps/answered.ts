import type { ChatRequest, Responder } from '../../answers/index.ts'
import type { GapStore } from './store.ts'

/** Questions that are asked again, the most frequent first; each takes some milliseconds. */
const MAX_ASKED = 50

/**
 * Asks the open questions again where somebody has added a source, and takes those from the list that
 * it answers. One that is asked elsewhere comes back.
 *
 * @param responder as people of that scope are answered, but counting nothing
 * @returns how many
 */
export async function closeAnswered(
  gaps: GapStore,
  responder: Responder,
  { from, locale }: ChatRequest,
  source: string,
): Promise<number> {
  let closed = 0
  for (const { text } of await gaps.list(MAX_ASKED)) {
    const { outcome, citations } = await responder.respond({
      ...{ command: 'ask', text, locale, draft: true },
      ...(from && { from }),
    })
    const isAnswered = citations.some(({ passage }) => passage.source.id === source)
    if (outcome !== 'found' || !isAnswered) continue
    await gaps.close(text)
    closed++
  }
  return closed
}
