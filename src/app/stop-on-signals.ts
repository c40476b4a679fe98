import type { Log } from '../shared/types.ts'

/** Milliseconds within which a second signal counts as the first: npm forwards what the terminal has sent as well. */
const SAME_SIGNAL = 1_000
/** Milliseconds between looks at the parent process. */
const PARENT_CHECK = 500

interface StopOptions {
  readonly parts: readonly { stop(): Promise<void> }[]
  readonly log: Log
  /** Called when all parts have stopped. */
  readonly close: () => Promise<void>
  /**
   * Whether to stop also when the parent process has ended. npm passes on SIGTERM and SIGINT alone;
   * after a SIGHUP or SIGKILL to npm the bot would go on without it, and a second one answer beside it.
   */
  readonly withParent: boolean
}

/** The first signal lets the answers in flight finish; a later one ends the process at once. */
export function stopOnSignals({ parts, log, close, withParent }: StopOptions): void {
  let stoppedAt: number | undefined
  const stop = async (reason: string) => {
    if (stoppedAt !== undefined) {
      if (performance.now() - stoppedAt > SAME_SIGNAL) process.exit(1)
      return
    }
    stoppedAt = performance.now()
    log.info(`${reason}: finishing the answers in flight`)
    await Promise.allSettled(parts.map((part) => part.stop()))
    await close()
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  if (withParent) onParentEnd(() => stoppedAt === undefined && stop('npm has ended'))
}

/** Calls back once when the process that started this one has ended. */
function onParentEnd(callBack: () => void): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    callBack()
  }, PARENT_CHECK)
  timer.unref()
}
