import type { Command } from '../answers/index.ts'
import { describeProblem, type FileCache, type Material, type Problem } from '../corpus/index.ts'
import { type SearchEngine, SearchUnavailable } from '../retrieval/index.ts'
import type { ScopeFiles } from '../service/index.ts'
import { retry } from '../shared/retry.ts'
import { createSparseLog } from '../shared/sparse-log.ts'
import type { Log } from '../shared/types.ts'
import { createLiveResponder } from './live-responder.ts'
import { loadResponder } from './load-responder.ts'

/** What becomes of the material, in the order in which it happens. */
export type MaterialEvent =
  /** Answers come from it from now on; the first time, nobody has been answered yet. */
  | { readonly type: 'read'; readonly corpus: Material; readonly isFirst: boolean }
  /** The new version cannot be used; the last good one goes on answering. */
  | { readonly type: 'refused'; readonly problem: string }

interface FollowOptions {
  /** Holds the index; default MiniSearch, in this process. */
  readonly engine?: SearchEngine | undefined
  readonly onMaterial?: (event: MaterialEvent) => void
  /** What servers and groups have added. */
  readonly files?: Pick<ScopeFiles, 'folder' | 'refresh'> | undefined
  /** Where large material lies beside an engine; default in memory. */
  readonly storage?: string | undefined
  /** More commands than those that answer from the material. */
  readonly more?: readonly Command[]
}

/** Answers from the folder's material, as it is now and as it will be edited. */
export async function followMaterial(
  folder: string,
  log: Log,
  { onMaterial = () => {}, more = [], engine, files, storage }: FollowOptions = {},
) {
  const onError = createErrorReport(log)
  const onWarnings = createWarningReport(log)
  let corpus: Material | undefined
  const onLoad = (loaded: Material) => {
    corpus = loaded
  }
  const cache: FileCache = new Map()
  const scopes = files && { folder: files.folder, cache: new Map() }
  const tell = (isFirst: boolean) => corpus && onMaterial({ type: 'read', corpus, isFirst })
  const responder = await createLiveResponder({
    folder,
    async load() {
      await files?.refresh()
      // Before the first is read, nothing answers: there is nothing to go on with.
      const attempts = corpus ? MAX_ENGINE_ATTEMPTS : Number.POSITIVE_INFINITY
      return whileEngineAway(log, attempts, () =>
        loadResponder(folder, {
          ...{ onError, onLoad, onWarnings, cache, patient: true, more, engine, storage },
          ...(scopes && { scopes }),
        }),
      )
    },
    onReload() {
      log.info('the material was read again')
      tell(false)
    },
    onProblem(error) {
      log.error(`the material was not read again, the last good one answers: ${String(error)}`)
      onMaterial({ type: 'refused', problem: error.message })
    },
  })
  tell(true)
  return responder
}

/** Milliseconds between two attempts to build the index while its engine is away, and attempts at most. */
const ENGINE_RETRY = 2_000
const MAX_ENGINE_ATTEMPTS = 15

/** Tries again what fails because the engine is away, or too slow. */
async function whileEngineAway<Result>(
  log: Log,
  attempts: number,
  load: () => Promise<Result>,
): Promise<Result> {
  let failures = 0
  return retry(load, {
    ...{ firstPause: ENGINE_RETRY, maxPause: ENGINE_RETRY },
    isTransient: (error) => error instanceof SearchUnavailable && ++failures < attempts,
    onFailure(error) {
      if (failures === 1)
        log.warn(`the material is read when it can be indexed: ${(error as Error).message}`)
    },
  })
}

/** An engine that is away fails every question: one line, then each power of two. */
function createErrorReport(log: Log) {
  let reason = ''
  const away = createSparseLog((questions) =>
    log.error(`questions fail: ${reason}; they are answered again when it is back`, { questions }),
  )
  return (error: unknown) => {
    if (!(error instanceof SearchUnavailable)) return log.error('an answer failed', { error })
    reason = error.message
    away.note()
  }
}

/** Logs what was left out of the material, each problem once over all versions. */
function createWarningReport(log: Log) {
  const said = new Set<string>()
  return (warnings: readonly Problem[]) => {
    for (const line of warnings.map(describeProblem)) {
      if (!said.has(line)) log.warn(`left out: ${line}`)
      said.add(line)
    }
  }
}
