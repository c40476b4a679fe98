import { type Client, errors } from '@opensearch-project/opensearch'

/** Versions that are kept: the current one, and those that slower copies may still answer from. */
const MAX_VERSIONS = 4

/** What is kept of a version in the `_meta` of its mapping. */
export interface Meta {
  /** Whether all of its documents are indexed; default false. */
  readonly complete?: boolean
  /** The order in which versions became current, from 1: the largest is the latest. */
  readonly turn?: number
}

/** Which versions of an index there are, and which one is current. */
export const createVersions = (client: Client, alias: string) => {
  /** Swaps the alias in one step. The versions before stay for copies that still answer from them. */
  const makeCurrent = async (name: string): Promise<void> => {
    const before = await currentNames()
    if (before.includes(name)) return
    await client.indices.updateAliases({
      body: {
        actions: [
          ...before.map((index) => ({ remove: { index, alias } })),
          { add: { index: name, alias } },
        ],
      },
    })
    const known = await turns()
    // A version built long ago becomes current again when the material is as it was then.
    await mark(name, { complete: true, turn: 1 + Math.max(0, ...known.values()) })
    const old = [...known]
      .sort(([, a], [, b]) => b - a)
      .map(([index]) => index)
      .filter((index) => index !== name && !before.includes(index))
      .slice(MAX_VERSIONS - 1 - before.length)
    for (const index of old) await client.indices.delete({ index }).catch(() => {})
  }

  /** The turn of each version. */
  const turns = async (): Promise<ReadonlyMap<string, number>> => {
    const { body } = await client.indices.getMapping({ index: `${alias}-*` })
    const mappings = Object.entries(body as Record<string, { mappings: { _meta?: Meta } }>)
    return new Map(mappings.map(([index, { mappings }]) => [index, mappings._meta?.turn ?? 0]))
  }

  const mark = (index: string, meta: Meta) =>
    client.indices.putMapping({ index, body: { _meta: meta } as never })

  const currentNames = async (): Promise<string[]> => {
    try {
      const { body } = await client.indices.getAlias({ name: alias })
      return Object.keys(body)
    } catch (error) {
      if (error instanceof errors.ResponseError && error.statusCode === 404) return []
      throw error
    }
  }

  return { makeCurrent, turns, mark }
}
