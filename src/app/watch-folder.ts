import { realpath, stat } from 'node:fs/promises'
import { relative, sep } from 'node:path'
import { type FSWatcher, watch } from 'chokidar'
import { isIgnored } from '../corpus/index.ts'

/** Milliseconds between looks at whether the path still leads to the same folder. */
const IDENTITY_CHECK = 1_000

interface FolderWatch {
  close(): Promise<void>
}

/**
 * Watches what the path leads to, whatever becomes of it: a folder that is deleted and made again,
 * another one moved into its place, a symbolic link that leads elsewhere. Libraries that watch files
 * follow the folder itself, and notice none of these.
 *
 * @param onChange called for each change of a file that is read
 */
export async function watchFolder(
  folder: string,
  onChange: () => void,
  onError: (error: unknown) => void,
): Promise<FolderWatch> {
  let watcher: FSWatcher | undefined
  let identity: string | undefined
  let isClosed = false

  /** Watches the folder that is there now, if there is one. */
  async function follow(): Promise<void> {
    await watcher?.close()
    watcher = undefined
    identity = await identify(folder)
    const home = identity === undefined ? undefined : await realpath(folder).catch(() => undefined)
    if (home === undefined || isClosed) return
    // What is not read is not watched, nor where links to folders lead (see corpus/list-paths.ts).
    const ignored = (path: string) => relative(home, path).split(sep).some(isIgnored)
    const started = watch(home, { ignoreInitial: true, followSymlinks: false, ignored })
    watcher = started
    started.on('all', onChange)
    started.on('error', onError)
    await new Promise<void>((resolve) => started.once('ready', () => resolve()))
  }

  async function checkIdentity(): Promise<void> {
    if ((await identify(folder)) !== identity) {
      await follow()
      // What was written before the watch began was missed.
      if (!isClosed) onChange()
    }
  }

  let checking = Promise.resolve()
  const timer = setInterval(() => {
    checking = checking.then(checkIdentity).catch(onError)
  }, IDENTITY_CHECK)
  timer.unref()
  await follow()
  return {
    async close() {
      isClosed = true
      clearInterval(timer)
      await checking
      await watcher?.close()
    },
  }
}

/** Which folder a path leads to; undefined if it leads to none. */
async function identify(path: string): Promise<string | undefined> {
  try {
    const [real, { dev, ino }] = await Promise.all([realpath(path), stat(path)])
    return `${real} ${dev} ${ino}`
  } catch {
    return undefined
  }
}
