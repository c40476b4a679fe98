import { relative, sep } from 'node:path'
import { watch } from 'chokidar'
import type { Responder } from '../answers/index.ts'
import { isIgnored } from '../corpus/index.ts'

/** Editors write a file in several steps; a change is complete when nothing has happened for this long. */
const QUIET_MS = 300

export interface LiveOptions {
  /** Builds a responder over the material as it is now. */
  readonly load: () => Promise<Responder>
  /** The folder to watch. */
  readonly folder: string
  /** The new material is answering. */
  readonly onReload?: (responder: Responder) => void
  /** The new material cannot be used: the last good one goes on answering. */
  readonly onProblem?: (error: unknown) => void
}

export interface LiveResponder extends Responder {
  /** Reads the material again now; resolves, when that is done, to what is wrong with it. */
  reload(): Promise<Error | undefined>
  /** Stops watching. */
  close(): Promise<void>
}

/**
 * A responder that follows its material: whenever a file of the folder changes, everything is read
 * again and takes over in one step, so that no question ever sees half of it.
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
  let work: Promise<Error | undefined> = Promise.resolve(undefined)
  let timer: NodeJS.Timeout | undefined

  const reload = () => {
    work = work.then(async () => {
      try {
        current = await load()
        onReload(current)
        return undefined
      } catch (error) {
        onProblem(error)
        return error instanceof Error ? error : new Error(String(error))
      }
    })
    return work
  }
  // What is not read is not watched: neither where links to folders lead (see corpus/files.ts), nor
  // the index that every reload writes.
  const ignored = (path: string) => relative(folder, path).split(sep).some(isIgnored)
  const watcher = watch(folder, { ignoreInitial: true, followSymlinks: false, ignored })
  watcher.on('all', () => {
    clearTimeout(timer)
    timer = setTimeout(reload, QUIET_MS)
  })
  watcher.on('error', onProblem)
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()))
  return {
    get commands() {
      return current.commands
    },
    respond: (request) => current.respond(request),
    suggest: (request) => current.suggest(request),
    reload,
    async close() {
      clearTimeout(timer)
      await watcher.close()
      await work
    },
  }
}
