import { openSearchEngine, type SearchEngine, SearchUnavailable } from '../retrieval/index.ts'
import { retry } from '../shared/retry.ts'
import { createSparseLog } from '../shared/sparse-log.ts'
import type { Log } from '../shared/types.ts'

/** Milliseconds between two looks for the engine. */
const PAUSES = { firstPause: 1_000, maxPause: 30_000 }

/**
 * Opens the search engine as soon as it answers: it often starts beside the bot, and takes longer.
 *
 * @throws {SearchEngineError} if it cannot be used
 */
export async function waitForEngine(url: string, log: Log): Promise<SearchEngine> {
  const failures = createSparseLog((attempts) =>
    log.warn(
      'SEARCH_URL does not answer, and is asked again; check the address, and that OpenSearch runs',
      { attempts },
    ),
  )
  return retry(() => openSearchEngine(url), {
    ...PAUSES,
    isTransient: (error) => error instanceof SearchUnavailable,
    onFailure: failures.note,
  })
}
