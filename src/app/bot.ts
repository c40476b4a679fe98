import type { Answer, Command } from '../answers/index.ts'
import type { Config } from '../config.ts'
import { type Corpus, describeProblem, type FileCache, type Problem } from '../corpus/index.ts'
import { createMaterialReport, createService, type Store } from '../service/index.ts'
import type { MaterialSize } from '../service/state.ts'
import type { Log } from '../shared/types.ts'
import { createLiveResponder } from './live-responder.ts'
import { loadResponder } from './load-responder.ts'

/** Who wants to know what becomes of the material. */
export interface MaterialWatcher {
  /** It was read, the first time or again. */
  showSize?(size: MaterialSize): void
  /** Answers come from a new version of it. */
  showMaterial?(): Promise<unknown>
  /** The new version cannot be used. */
  showProblem?(problem: string): void
  /** The person who hosts the bot should know. */
  tellOwner?(answer: Answer): Promise<unknown>
}

type BotConfig = Pick<Config, 'contentFolder' | 'limits' | 'gapDays' | 'locale'>

/** The bot over its material, with what a bot that stays needs around it. */
export async function createBot(
  { contentFolder, limits, gapDays, locale }: BotConfig,
  store: Store,
  log: Log,
  watcher: MaterialWatcher,
) {
  const service = createService({
    ...{ store, limits, gapDays },
    commands: () => material.commands,
    async reload() {
      await store.announce('reload')
      return material.reload()
    },
  })
  const report = createMaterialReport(locale, (answer) => void watcher.tellOwner?.(answer))
  const reported: MaterialWatcher = {
    ...watcher,
    async showMaterial() {
      report.mended()
      await watcher.showMaterial?.()
    },
    showProblem(problem) {
      report.broken(problem)
      watcher.showProblem?.(problem)
    },
  }
  const options = { more: service.commands }
  const material = await followMaterial(contentFolder, log, reported, options)
  store.listen('reload', () => void material.reload())
  return {
    responder: service.around(material),
    reload: () => void material.reload(),
    close: store.close,
  }
}

/** Answers from the folder's material, as it is now and as it will be edited. */
export async function followMaterial(
  folder: string,
  log: Log,
  watcher: MaterialWatcher = {},
  options: { readonly more?: readonly Command[] } = {},
) {
  const onError = (error: unknown) => log.error('an answer failed', { error })
  const onWarnings = createWarningReport(log)
  const onLoad = ({ sources, passages }: Corpus) =>
    watcher.showSize?.({ sources: sources.length, passages: passages.length })
  const cache: FileCache = new Map()
  return createLiveResponder({
    folder,
    load: () =>
      loadResponder(folder, { onError, onLoad, onWarnings, cache, patient: true, ...options }),
    onReload() {
      log.info('the material was read again')
      void watcher.showMaterial?.()
    },
    onProblem(error) {
      log.error(`the material was not read again, the last good one answers: ${String(error)}`)
      watcher.showProblem?.(error instanceof Error ? error.message : String(error))
    },
  })
}

/** Says once what was left out of the material: what an earlier version left out is known. */
function createWarningReport(log: Log) {
  const said = new Set<string>()
  return (warnings: readonly Problem[]) => {
    for (const line of warnings.map(describeProblem)) {
      if (!said.has(line)) log.warn(`left out: ${line}`)
      said.add(line)
    }
  }
}
