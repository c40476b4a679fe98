import { access, constants } from 'node:fs/promises'
import { join } from 'node:path'
import type { Answer, Command } from '../answers/index.ts'
import type { Config } from '../config.ts'
import type { Corpus } from '../corpus/index.ts'
import type { OpenedIndex } from '../retrieval/open.ts'
import { createMaterialReport, createService, openStore } from '../service/index.ts'
import type { MaterialSize } from '../service/state.ts'
import type { Log } from '../shared/types.ts'
import { createLiveResponder } from './live-responder.ts'
import { indexFileOf, loadResponder } from './load-responder.ts'

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

type BotConfig = Pick<Config, 'contentFolder' | 'databaseUrl' | 'limits' | 'gapDays' | 'locale'> & {
  /** Without one nothing outlives the process. */
  readonly dataFolder: string | undefined
}

/** The bot over its material, with what a bot that stays needs around it. */
export async function createBot(
  { contentFolder, dataFolder, databaseUrl, limits, gapDays, locale }: BotConfig,
  log: Log,
  watcher: MaterialWatcher,
) {
  const store = await openStore({ url: databaseUrl, folder: dataFolder, log })
  const service = createService({
    ...{ store, limits, gapDays },
    commands: () => material.commands,
    reload: () => material.reload(),
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
  const indexFile = await placeIndex(contentFolder, dataFolder)
  const options = { more: service.commands, indexFile }
  const material = await followMaterial(contentFolder, log, reported, options)
  return {
    responder: service.around(material),
    reload: () => void material.reload(),
    close: store.close,
  }
}

/** Next to the material, or with the bot's own data where that may not be written to. */
async function placeIndex(contentFolder: string, dataFolder: string | undefined): Promise<string> {
  const beside = indexFileOf(contentFolder)
  if (dataFolder === undefined) return beside
  const isWritable = await access(contentFolder, constants.W_OK).then(
    () => true,
    () => false,
  )
  return isWritable ? beside : join(dataFolder, 'index')
}

/** Answers from the folder's material, as it is now and as it will be edited. */
export async function followMaterial(
  folder: string,
  log: Log,
  watcher: MaterialWatcher = {},
  options: { readonly more?: readonly Command[]; readonly indexFile?: string } = {},
) {
  const onError = (error: unknown) => log.error('an answer failed', { error })
  const onIndex = createIndexReport(log)
  const onLoad = ({ sources, passages }: Corpus) =>
    watcher.showSize?.({ sources: sources.length, passages: passages.length })
  return createLiveResponder({
    folder,
    load: () => loadResponder(folder, { onError, onLoad, onIndex, patient: true, ...options }),
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

/** Says once that an index cannot be kept: the bot is none the worse for it until its next start. */
function createIndexReport(log: Log) {
  let said = false
  return ({ unsaved }: OpenedIndex) => {
    if (unsaved && !said) log.warn(`${UNSAVED}: ${unsaved.message}`)
    said ||= unsaved !== undefined
  }
}

const UNSAVED = 'the index cannot be kept in a file, so that every start will build it again'
