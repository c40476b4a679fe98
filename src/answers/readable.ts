import { EVERYWHERE } from '../corpus/place.ts'
import type { Collection } from '../corpus/types.ts'
import type { ChatRequest } from './types.ts'

/**
 * Whether a request may be answered from a collection. What a place has added is for that place
 * alone, and always. What names who may read it is for them alone, and always. Anything else, with
 * what the host has added for everybody, is for everybody, unless the place has chosen other
 * collections.
 */
export function isReadable(
  { name, place, access }: Collection,
  { from, collections }: Pick<ChatRequest, 'from' | 'collections'>,
): boolean {
  if (place !== undefined && place !== EVERYWHERE) return from?.scope === place
  if (access) return keysOf(from).some((key) => access.includes(key))
  return collections === undefined || collections.includes(name)
}

const keysOf = (from: ChatRequest['from']): readonly string[] =>
  from ? [from.scope, ...(from.roles ?? [])] : []
