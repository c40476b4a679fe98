import { setTimeout as wait } from 'node:timers/promises'
import type { Command } from '../answers/index.ts'
import type { OwnerContact } from '../bots/types.ts'
import type { Config } from '../config.ts'
import {
  describeProblem,
  type FileCache,
  type Material,
  type Passage,
  type Problem,
} from '../corpus/index.ts'
import { importPage } from '../import/index.ts'
import { type SearchEngine, SearchUnavailable } from '../retrieval/index.ts'
import {
  createMaterialReport,
  createService,
  openPlaceFiles,
  type PlaceFiles,
  type Store,
} from '../service/index.ts'
import { createSparseLog } from '../shared/sparse-log.ts'
import type { Log } from '../shared/types.ts'
import { createLiveResponder } from './live-responder.ts'
import { loadResponder } from './load-responder.ts'

/** What becomes of the material, in the order in which it happens. */
type MaterialEvent =
  /** Answers come from it from now on; the first time, nobody has been answered yet. */
  | { readonly type: 'read'; readonly corpus: Material; readonly isFirst: boolean }
  /** The new version cannot be used; the last good one goes on answering. */
  | { readonly type: 'refused'; readonly problem: string }

interface BotEvents {
  readonly onMaterial?: (event: MaterialEvent) => void
}

type BotConfig = Pick<Config, 'contentFolder' | 'limits' | 'gapDays' | 'locale'> & {
  /** Where servers and groups keep what they add; without it they cannot add anything. */
  readonly placesFolder?: string
  /** Where large material lies beside an engine; without it, in memory. */
  readonly dataFolder?: string
}

interface BotParts {
  readonly store: Store
  /** Holds the index; default MiniSearch, in this process. */
  readonly engine?: SearchEngine | undefined
  /** Gets a web page that somebody adds; default from the public internet. */
  readonly readPage?: typeof importPage
  readonly log: Log
}

/**
 * The bot over its material, with what a bot that stays needs around it.
 *
 * @param platforms where the person who hosts it is told what they should know; default nowhere
 */
export async function createBot(
  { contentFolder, limits, gapDays, locale, placesFolder, dataFolder }: BotConfig,
  { store, engine, log, readPage = importPage }: BotParts,
  { onMaterial = () => {} }: BotEvents = {},
  platforms: readonly OwnerContact[] = [],
) {
  const lookup = createMaterialLookup()
  const report = createMaterialReport(locale, (answer) => {
    // Of several copies, the one that serves a platform tells them there.
    for (const platform of platforms) if (platform.knowsOwner?.()) void platform.tellOwner?.(answer)
  })
  const files = placesFolder === undefined ? undefined : await openPlaceFiles(store, placesFolder)
  const service = createService({
    ...{ store, limits, gapDays, locale, platforms, topicOf: lookup.topicOf },
    collections: lookup.collections,
    ...(files && {
      places: { files, hasSource: lookup.hasSource, readPage: (url: string) => readPage(url) },
    }),
    // Asked when somebody asks the bot, and so when there is material.
    commands: () => material.commands,
    async reload() {
      await store.announce('reload')
      return material.reload()
    },
  })
  const loading = followMaterial(contentFolder, log, {
    more: service.commands,
    files,
    engine,
    storage: dataFolder,
    onMaterial(event) {
      if (event.type === 'refused') report.broken(event.problem)
      else {
        lookup.learn(event.corpus)
        report.fixed()
      }
      onMaterial(event)
    },
  })
  // Also what is announced while the material is read the first time.
  store.listen('reload', () => void loading.then(({ reload }) => reload()).catch(() => {}))
  const material = await loading
  return {
    responder: service.around(material),
    reload: () => void material.reload(),
    move: service.move,
    async close() {
      await service.close()
      await store.close()
    },
  }
}

interface FollowOptions {
  /** Holds the index; default MiniSearch, in this process. */
  readonly engine?: SearchEngine | undefined
  readonly onMaterial?: (event: MaterialEvent) => void
  /** What servers and groups have added. */
  readonly files?: Pick<PlaceFiles, 'folder' | 'refresh'> | undefined
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
  const places = files && { folder: files.folder, cache: new Map() }
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
          ...(places && { places }),
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
  for (let attempt = 1; ; attempt++) {
    try {
      return await load()
    } catch (error) {
      if (!(error instanceof SearchUnavailable) || attempt === attempts) throw error
      if (attempt === 1) log.warn(`the material is read when it can be indexed: ${error.message}`)
      await wait(ENGINE_RETRY)
    }
  }
}

/** What the service asks of the material: its collections, and the first topic that has a passage. */
function createMaterialLookup() {
  let topics: ReadonlyMap<string, string> = new Map()
  /** Those that can be chosen: not what places have added, nor what only some may read. */
  let collections: readonly string[] = []
  let sources: ReadonlySet<string> = new Set()
  return {
    learn(corpus: Material) {
      collections = corpus.collections.flatMap(({ name, place, access }) =>
        place === undefined && !access ? [name] : [],
      )
      sources = new Set(corpus.sources.map(({ id }) => id))
      const pairs = corpus.topics.flatMap(({ name, passages }) =>
        passages.map((passage) => [keyOf(passage), name] as const),
      )
      topics = new Map(pairs.reverse())
    },
    topicOf: (passage: Passage): string | undefined => topics.get(keyOf(passage)),
    collections: (): readonly string[] => collections,
    hasSource: (id: string): boolean => sources.has(id),
  }
}

const keyOf = ({ source, paragraphs: [first] }: Passage): string => `${source.id} ${first}`

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
