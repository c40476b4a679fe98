import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { type Client, errors } from '@opensearch-project/opensearch'
import { createPause } from '../../../shared/pause.ts'
import { indexTexts } from './bulk.ts'
import type { EngineDocument } from './documents.ts'
import { toEngineError } from './errors.ts'
import { createVersions, type Meta } from './versions.ts'

/** BM25 as MiniSearch has it here. */
const SIMILARITY = { plain: { type: 'BM25', k1: 1.2, b: 0.75 } }
const TERMS = { type: 'text', analyzer: 'whitespace', similarity: 'plain', index_options: 'freqs' }
const MAPPINGS = {
  dynamic: false,
  properties: {
    id: { type: 'integer' },
    passage: { type: 'keyword' },
    text: TERMS,
    title: TERMS,
    characters: { type: 'keyword', similarity: 'plain', index_options: 'freqs' },
    titleCharacters: { type: 'keyword', similarity: 'plain', index_options: 'freqs' },
    words: { type: 'keyword' },
  },
} as const

/** Documents of one shard: one is enough for a hundred thousand short texts, and the quickest. */
const SHARD_SIZE = 250_000
const MAX_SHARDS = 8
/** Milliseconds between two looks at what another copy builds. */
const FOLLOW_EVERY = 500
/** Milliseconds without progress after which another copy takes over the build. */
const ABANDONED_AFTER = 30_000
/** Of the hash, in the names of indices. */
const HASH_LENGTH = 24

interface State {
  readonly isComplete: boolean
  readonly documents: number
}

/** Builds versions of an index, once for all copies of the bot. */
export const createBuilder = (client: Client, alias: string) => {
  const versions = createVersions(client, alias)

  /** @returns the name of the index that holds these texts */
  const build = async (texts: Iterable<EngineDocument>): Promise<string> => {
    const { hash, count } = await hashOf(texts)
    const name = `${alias}-${hash}`
    try {
      for (;;) {
        const state = await stateOf(name)
        if (state?.isComplete) break
        if (state === undefined && (await create(name, count))) {
          await fill(name, texts)
          break
        }
        await follow(name)
      }
      await versions.makeCurrent(name)
      return name
    } catch (error) {
      throw toEngineError(error)
    }
  }

  /** Undefined if there is no such index. */
  const stateOf = async (name: string): Promise<State | undefined> => {
    try {
      const { body } = await client.indices.getMapping({ index: name })
      const mapping = Object.values(body as Record<string, { mappings: { _meta?: Meta } }>)[0]
      const isComplete = mapping?.mappings._meta?.complete === true
      if (isComplete) return { isComplete, documents: 0 }
      const stats = await client.indices.stats({ index: name, metric: ['indexing'] })
      const { _all } = stats.body as {
        _all: { primaries?: { indexing?: { index_total?: number } } }
      }
      return { isComplete, documents: _all.primaries?.indexing?.index_total ?? 0 }
    } catch (error) {
      if (error instanceof errors.ResponseError && error.statusCode === 404) return undefined
      throw error
    }
  }

  /** Whether it is this copy that has created it: only one can. */
  const create = async (name: string, count: number): Promise<boolean> => {
    const turn = 1 + Math.max(0, ...(await versions.turns()).values())
    const shards = Math.min(MAX_SHARDS, Math.ceil(count / SHARD_SIZE) || 1)
    try {
      await client.indices.create({
        index: name,
        body: {
          settings: {
            number_of_shards: shards,
            // One on every other node, up to two: any node may die, and each can answer.
            auto_expand_replicas: '0-2',
            refresh_interval: '-1',
            similarity: SIMILARITY,
          },
          mappings: { ...MAPPINGS, _meta: { turn } },
        } as never,
      })
      return true
    } catch (error) {
      if (typeOf(error) === 'resource_already_exists_exception') return false
      throw error
    }
  }

  const fill = async (name: string, texts: Iterable<EngineDocument>): Promise<void> => {
    try {
      await indexTexts(client, name, texts)
      const turn = (await versions.turns()).get(name) ?? 0
      await versions.mark(name, { complete: true, turn })
    } catch (error) {
      // Half of it must not be taken for all of it.
      await client.indices.delete({ index: name }).catch(() => {})
      throw error
    }
  }

  /** Waits while another copy builds; deletes what that one has left unfinished. */
  const follow = async (name: string): Promise<void> => {
    let progressAt = performance.now()
    for (let before = -1; ; ) {
      const state = await stateOf(name)
      if (state === undefined || state.isComplete) return
      if (state.documents !== before) progressAt = performance.now()
      before = state.documents
      if (performance.now() - progressAt > ABANDONED_AFTER) {
        await client.indices.delete({ index: name }).catch(() => {})
        return
      }
      await wait(FOLLOW_EVERY)
    }
  }

  return { build }
}

const typeOf = (error: unknown): string =>
  error instanceof errors.ResponseError
    ? String((error.body as { error?: { type?: string } })?.error?.type ?? '')
    : ''

/** Of the terms themselves, so that material and analysis both change it, and of how they are mapped. */
const hashOf = async (texts: Iterable<EngineDocument>) => {
  const hash = createHash('sha256').update(JSON.stringify([MAPPINGS, SIMILARITY]))
  const pause = createPause()
  let count = 0
  for (const { passage, title, text } of texts) {
    hash.update(`${passage}\n${title}\n${text}\n`)
    count++
    await pause()
  }
  return { hash: hash.digest('hex').slice(0, HASH_LENGTH), count }
}
