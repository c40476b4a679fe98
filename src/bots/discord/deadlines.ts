import { LRUCache } from 'lru-cache'

/** Milliseconds that Discord waits for the first answer to an interaction: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback */
const INTERACTION_DEADLINE = 3000
/** Interactions whose deadline is remembered. */
const MAX_DEADLINES = 2000

/** When interactions must be answered, in milliseconds of `performance.now()`. */
export interface Deadlines {
  /** An interaction has come in just now. */
  begin(id: string): void
  /** Of the interaction that a request to this address answers; undefined if it answers none. */
  of(url: string): number | undefined
}

export function createDeadlines(): Deadlines {
  const deadlines = new LRUCache<string, number>({ max: MAX_DEADLINES })
  return {
    begin: (id) => void deadlines.set(id, performance.now() + INTERACTION_DEADLINE),
    of(url) {
      const [, id = ''] = /\/interactions\/(\d+)\/[^/]+\/callback/.exec(url) ?? []
      return deadlines.get(id)
    },
  }
}
