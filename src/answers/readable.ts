import { EVERYWHERE } from '../corpus/scope.ts'
import type { Collection } from '../corpus/types.ts'
import type { ChatRequest } from './types.ts'

/**
 * Whether a request may be answered from a collection. What a scope has added is for that scope
 * alone, and always. What names who may read it is for them alone, and always. Anything else, with
 * what the host has added for everybody, is for everybody, unless the scope has chosen other
 * collections.
 */
export function isReadable(
  { name, scope, access }: Collection,
  { from, collections }: Pick<ChatRequest, 'from' | 'collections'>,
): boolean {
  if (scope !== undefined && scope !== EVERYWHERE) return from?.scope === scope
  if (access) return keysOf(from).some((key) => access.includes(key))
  return collections === undefined || collections.includes(name)
}

const keysOf = (from: ChatRequest['from']): readonly string[] =>
  from ? [from.scope, ...(from.roles ?? [])] : []
