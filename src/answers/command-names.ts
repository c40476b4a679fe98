import type { Command } from './types.ts'

/** Everything that a command may be called by, in lower case. */
export function namesOf({ name, titles, aliases }: Command): readonly string[] {
  return [
    ...new Set([name, ...Object.values(titles), ...aliases].map((word) => word.toLowerCase())),
  ]
}
