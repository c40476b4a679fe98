import type { Passages } from '../corpus/types.ts'

/** Of the passages that were asked among before: they are the same for every question of a scope. */
const KNOWN = new WeakMap<Passages, readonly string[]>()

/** The ids of passages, in their order. */
export const idsOf = (passages: Passages): readonly string[] => {
  const ids = KNOWN.get(passages) ?? Array.from(passages, ({ id }) => id)
  KNOWN.set(passages, ids)
  return ids
}
