import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'

const current = new AsyncLocalStorage<string>()

/**
 * Runs what one event of a platform causes under an id of its own, which the log adds to every line
 * written meanwhile. The id is random: it says which lines belong together, and nothing of who asked.
 */
export const withQuestionId = <T>(run: () => T): T =>
  current.run(randomBytes(4).toString('hex'), run)

/** The id that belongs to the line being written; undefined outside of a question. */
export const currentQuestionId = (): string | undefined => current.getStore()

/** The same function, which runs later under the id that is current now. */
export const keepQuestionId = <T>(run: () => T): (() => T) => AsyncResource.bind(run)
