import { Client } from '@opensearch-project/opensearch'
import { SearchEngineError, SearchUnavailable } from '../../types.ts'
import type { PassageIndex } from '../passage-index.ts'
import { explainRefusal } from './errors.ts'
import { createOpenSearchIndex } from './index.ts'

/** Milliseconds; building waits longer where it asks for more. */
const REQUEST_TIMEOUT = 10_000
/** Other nodes that are asked when one does not answer. */
const MAX_RETRIES = 3
/** The oldest that the tests know. */
const MIN_MAJOR = 2

export interface SearchEngine {
  /** For one version of the material. */
  createIndex(): PassageIndex
  /** Whether the engine answers now. Never rejects. */
  isHere(): Promise<boolean>
  close(): Promise<void>
}

/**
 * A cluster of OpenSearch.
 *
 * @param url of one node or of several, with commas between them: `http://a:9200,http://b:9200`
 * @param alias begins the names of its indices; default `chuchu`
 * @throws {SearchEngineError} if it cannot be used, naming the setting and the fix
 * @throws {SearchUnavailable} if it does not answer now: that may pass by itself
 */
export const openSearchEngine = async (url: string, alias = 'chuchu'): Promise<SearchEngine> => {
  const client = new Client({
    nodes: url.split(',').map((each) => each.trim()),
    requestTimeout: REQUEST_TIMEOUT,
    maxRetries: MAX_RETRIES,
  })
  try {
    const { body } = await client.info()
    const { version } = body as { version?: { distribution?: string; number?: string } }
    if (
      version?.distribution !== 'opensearch' ||
      Number.parseInt(version.number ?? '', 10) < MIN_MAJOR
    )
      throw new SearchEngineError(
        `SEARCH_URL is the address of ${version?.distribution ?? 'something'} ${version?.number ?? ''}: it takes OpenSearch ${MIN_MAJOR} or newer`,
      )
  } catch (error) {
    await client.close()
    if (error instanceof SearchEngineError) throw error
    const reason = explainRefusal(error)
    if (reason) throw new SearchEngineError(`SEARCH_URL ${reason}`)
    throw new SearchUnavailable('away', { cause: error })
  }
  return {
    createIndex: () => createOpenSearchIndex(client, alias),
    isHere: () =>
      client.ping().then(
        () => true,
        () => false,
      ),
    close: () => client.close(),
  }
}
