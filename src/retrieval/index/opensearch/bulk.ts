import type { Client } from '@opensearch-project/opensearch'
import type { EngineDocument } from './documents.ts'

/** Documents of one request. */
const BATCH = 1_000
/** Milliseconds that a batch may take, and all of its segments to become one. */
const BATCH_TIMEOUT = 60_000

/**
 * Adds texts to an index, in batches; they can be searched when it resolves.
 *
 * @throws when one of them was not indexed
 */
export async function indexTexts(
  client: Client,
  index: string,
  texts: Iterable<EngineDocument>,
): Promise<void> {
  let batch: object[] = []
  const send = async () => {
    if (batch.length === 0) return
    const { body } = await client.bulk(
      { index, body: batch as Record<string, unknown>[] },
      { requestTimeout: BATCH_TIMEOUT },
    )
    const { items } = body as { items: { index?: { error?: { type: string } } }[] }
    const failed = items.find((item) => item.index?.error)
    if (failed) throw new Error(`a text was not indexed: ${failed.index?.error?.type}`)
    batch = []
  }
  for (const document of texts) {
    batch.push({ index: { _id: String(document.id) } }, document)
    if (batch.length >= 2 * BATCH) await send()
  }
  await send()
  await client.indices.refresh({ index }, { requestTimeout: BATCH_TIMEOUT })
}
