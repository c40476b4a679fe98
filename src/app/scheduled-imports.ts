import { describeReport, importSource, listImports } from '../import/index.ts'
import type { Log } from '../shared/types.ts'

interface ScheduleOptions {
  readonly contentFolder: string
  /** Hours between two imports of a source. */
  readonly every: number
  readonly log: Log
  /** Milliseconds between two looks at what is due; default 5 minutes. */
  readonly lookMs?: number
}

/**
 * Brings imports up to date when they are due, one after the other. A source that cannot be read
 * keeps its pages, and has its next turn like any other.
 */
export function scheduleImports({
  contentFolder,
  every,
  log,
  lookMs = 5 * 60_000,
}: ScheduleOptions): { readonly stop: () => Promise<void> } {
  const pause = every * 3_600_000
  const tries = new Map<string, number>()
  let work: Promise<void> = Promise.resolve()
  let isStopped = false

  const importDue = async () => {
    for (const { folder, source, at } of await listImports(contentFolder)) {
      const isDue = Date.now() - Math.max(at, tries.get(folder) ?? 0) >= pause
      if (isStopped || !isDue) continue
      tries.set(folder, Date.now())
      try {
        const report = await importSource(source, folder)
        log.info(`${source} was imported again: ${describeReport(report)}`)
        for (const failure of report.failed.slice(0, 5)) log.warn(`not imported: ${failure}`)
      } catch (error) {
        log.warn(`${source} was not imported again: ${(error as Error).message}`)
      }
    }
  }
  const look = () => {
    work = work.then(importDue).catch((error) => log.error('imports failed', { error }))
  }
  look()
  const timer = setInterval(look, lookMs)
  timer.unref()
  return {
    async stop() {
      isStopped = true
      clearInterval(timer)
    },
  }
}
