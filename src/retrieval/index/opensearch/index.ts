import type { Client } from '@opensearch-project/opensearch'
import type { PassageIndex } from '../passage-index.ts'
import { createBuilder } from './build.ts'
import { documentsOf } from './documents.ts'
import { toEngineError } from './errors.ts'
import { BEGINNING, toBeginning, toCandidates, toFrequencies, toSimilar } from './queries.ts'

/** Milliseconds that a question waits for the engine. */
const QUERY_TIMEOUT = 2_000
/** In shorter words every change makes another word. */
const MIN_MISSPELT = 6

/** What the engine answers; the client's own types are wider than what we ask for. */
interface Found {
  readonly hits: { readonly hits: readonly { readonly _id: string; readonly _score: number }[] }
}
interface Counted {
  readonly aggregations: Record<
    string,
    { readonly buckets: readonly { readonly doc_count: number }[] }
  >
}
interface Suggested {
  readonly suggest: Record<
    string,
    readonly { readonly options: readonly { readonly text: string }[] }[]
  >
}
interface Began {
  readonly aggregations: Record<string, { readonly buckets: readonly { readonly key: string }[] }>
}

/**
 * {@link PassageIndex} in an OpenSearch cluster. Terms are cut here, and indexed as they are, so every
 * engine sees the same words.
 *
 * Each version of the material is an index of its own, named by the hash of its terms: a copy of the
 * bot that starts finds it and builds nothing, and goes on asking the version whose texts it has in
 * memory while another copy builds the next. The alias tells operators which one is current.
 *
 * @param alias begins the names of all versions
 */
export const createOpenSearchIndex = (client: Client, alias: string): PassageIndex => {
  const builder = createBuilder(client, alias)
  let current: string | undefined

  const ask = async <Answer>(body: object): Promise<Answer | undefined> => {
    if (current === undefined) return undefined
    try {
      const response = await client.search(
        {
          index: current,
          body: body as Record<string, unknown>,
          // Document frequencies over all shards, or the same text scores differently by chance.
          search_type: 'dfs_query_then_fetch',
          // A shard that is missing must not look like a text that is missing.
          allow_partial_search_results: false,
        },
        { requestTimeout: QUERY_TIMEOUT },
      )
      return response.body as unknown as Answer
    } catch (error) {
      throw toEngineError(error)
    }
  }

  return {
    // The cluster holds it.
    isInMemory: false,
    estimateBytes: () => 0,

    async replace(texts) {
      current = await builder.build({ [Symbol.iterator]: () => documentsOf(texts) })
    },

    async candidates(terms, options) {
      if (terms.length === 0 || options.among?.length === 0) return []
      const found = await ask<Found>(toCandidates(terms, options))
      return (found?.hits.hits ?? []).map(({ _id, _score }) => ({ id: Number(_id), score: _score }))
    },

    async frequencies(terms) {
      if (terms.length === 0) return []
      const counted = await ask<Counted>(toFrequencies(terms))
      const count = (name: string, at: number) =>
        counted?.aggregations[name]?.buckets[at]?.doc_count ?? 0
      return terms.map((_, t) => ({ inTexts: count('texts', t), inTitles: count('titles', t) }))
    },

    async similar(word) {
      if (word.length < MIN_MISSPELT) return []
      const suggested = await ask<Suggested>(toSimilar(word))
      return (suggested?.suggest.similar ?? []).flatMap(({ options }) =>
        options.map(({ text }) => text),
      )
    },

    async beginning(start) {
      const began = await ask<Began>(toBeginning(start))
      return (began?.aggregations[BEGINNING]?.buckets ?? []).map(({ key }) => key)
    },

    async size() {
      if (current === undefined) return 0
      const { body } = await client.count({ index: current })
      return (body as { count: number }).count
    },

    async close() {
      current = undefined
    },
  }
}
