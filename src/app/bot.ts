import type { OwnerContact } from '../bots/types.ts'
import type { Config } from '../config.ts'
import type { Material, Passage } from '../corpus/index.ts'
import { importPage } from '../import/index.ts'
import type { SearchEngine } from '../retrieval/index.ts'
import {
  createMaterialReport,
  createService,
  openScopeFiles,
  type Store,
} from '../service/index.ts'
import type { Log } from '../shared/types.ts'
import { followMaterial, type MaterialEvent } from './follow-material.ts'

interface BotEvents {
  readonly onMaterial?: (event: MaterialEvent) => void
}

type BotConfig = Pick<Config, 'contentFolder' | 'limits' | 'gapDays' | 'locale'> & {
  /** Where servers and groups keep what they add; without it they cannot add anything. */
  readonly scopesFolder?: string
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
  { contentFolder, limits, gapDays, locale, scopesFolder, dataFolder }: BotConfig,
  { store, engine, log, readPage = importPage }: BotParts,
  { onMaterial = () => {} }: BotEvents = {},
  platforms: readonly OwnerContact[] = [],
) {
  const lookup = createMaterialLookup()
  const report = createMaterialReport(locale, (answer) => {
    // Of several copies, the one that serves a platform tells them there.
    for (const platform of platforms) if (platform.knowsOwner?.()) void platform.tellOwner?.(answer)
  })
  const files = scopesFolder === undefined ? undefined : await openScopeFiles(store, scopesFolder)
  const service = createService({
    ...{ store, limits, gapDays, locale, platforms, topicOf: lookup.topicOf },
    collections: lookup.collections,
    ...(files && {
      scopes: { files, hasSource: lookup.hasSource, readPage: (url: string) => readPage(url) },
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
    responder: service.wrap(material),
    reload: () => void material.reload(),
    move: service.move,
    async close() {
      await material.close()
      await service.close()
      await store.close()
    },
  }
}

/** What the service asks of the material: its collections, and the first topic that has a passage. */
function createMaterialLookup() {
  let topics: ReadonlyMap<string, string> = new Map()
  /** Those that can be chosen: not what servers and groups have added, nor what only some may read. */
  let collections: readonly string[] = []
  let sources: ReadonlySet<string> = new Set()
  return {
    learn(corpus: Material) {
      collections = corpus.collections.flatMap(({ name, scope, access }) =>
        scope === undefined && !access ? [name] : [],
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
