import { setTimeout as wait } from 'node:timers/promises'
import type { Responder } from '../answers/index.ts'
import { watchFolder } from './watch-folder.ts'

/** Milliseconds without a change after which a change counts as complete: editors write a file in several steps. */
const QUIET = 500
/** Milliseconds after which material is read although it keeps changing. */
const MAX_RESTLESS = 30_000
/** Milliseconds after which material that could not be read is read once more: it may have been incomplete. */
const SETTLE = 2_000

interface LiveOptions {
  /** Builds a responder over the material as it is now. */
  readonly load: () => Promise<Responder>
  /** The folder to watch. */
  readonly folder: string
  /** The new material is answering. */
  readonly onReload?: (responder: Responder) => void
  /** The new material cannot be used: the last good one goes on answering. */
  readonly onProblem?: (error: Error) => void
}

export interface LiveResponder extends Responder {
  /**
   * Reads the material again now; resolves, when that is done, to what is wrong with it. Calls while
   * another one waits share its result.
   */
  reload(): Promise<Error | undefined>
  /** Stops watching. */
  close(): Promise<void>
}

/**
 * A responder that follows its material: when files of the folder change, everything is read again
 * and takes over in one step, so that no question ever sees half of it. Material that cannot be used
 * is a problem only if it stays so.
 *
 * @throws what `load` throws the first time
 */
export async function createLiveResponder({
  load,
  folder,
  onReload = () => {},
  onProblem = () => {},
}: LiveOptions): Promise<LiveResponder> {
  let current = await load()
  let reading: Promise<Error | undefined> = Promise.resolve(undefined)
  /** A reading that has not begun. */
  let waiting: Promise<Error | undefined> | undefined
  let complaint: Error | undefined

  async function read(): Promise<Error | undefined> {
    try {
      current = await load()
      onReload(current)
      return undefined
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error))
    }
  }
  function readAgain(): Promise<Error | undefined> {
    waiting ??= reading.then(() => {
      waiting = undefined
      return read()
    })
    reading = waiting
    return reading
  }
  /** A problem is reported once, also if several callers shared the reading. */
  function complain(problem: Error | undefined): void {
    if (problem && problem !== complaint) onProblem(problem)
    complaint = problem
  }
  const changes = createSettledChanges(async (isCurrent, signal) => {
    if ((await readAgain()) === undefined || !isCurrent()) return
    await wait(SETTLE, undefined, { signal }).catch(() => {})
    if (!isCurrent()) return
    const problem = await readAgain()
    if (isCurrent()) complain(problem)
  })
  const watcher = await watchFolder(folder, changes.note, (error) =>
    onProblem(error instanceof Error ? error : new Error(String(error))),
  )
  return {
    get commands() {
      return current.commands
    },
    respond: (request) => current.respond(request),
    suggest: (request) => current.suggest(request),
    async reload() {
      const problem = await readAgain()
      complain(problem)
      return problem
    },
    async close() {
      await watcher.close()
      await changes.close()
      await reading
    },
  }
}

/**
 * Calls back when changes have come to rest.
 *
 * @param onSettled told how to see whether nothing has changed since; aborted by a close
 */
function createSettledChanges(
  onSettled: (isCurrent: () => boolean, signal: AbortSignal) => Promise<void>,
) {
  const closing = new AbortController()
  let count = 0
  let timer: NodeJS.Timeout | undefined
  let firstAt: number | undefined
  let work: Promise<void> = Promise.resolve()
  const settle = () => {
    firstAt = undefined
    const seen = count
    const isCurrent = () => count === seen && !closing.signal.aborted
    work = onSettled(isCurrent, closing.signal)
  }
  return {
    note() {
      if (closing.signal.aborted) return
      count++
      firstAt ??= performance.now()
      clearTimeout(timer)
      const left = firstAt + MAX_RESTLESS - performance.now()
      timer = setTimeout(settle, Math.max(0, Math.min(QUIET, left)))
    },
    async close() {
      clearTimeout(timer)
      closing.abort()
      await work
    },
  }
}
