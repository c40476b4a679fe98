import { setImmediate as nextTurn } from 'node:timers/promises'
import {
  createResponder,
  RESERVED_NAMES,
  type Responder,
  type ResponderOptions,
} from '../answers/index.ts'
import {
  type Corpus,
  type FileCache,
  type LoadOptions as LoadCorpusOptions,
  loadCorpus,
  type Problem,
} from '../corpus/index.ts'
import { createSearchIndex, type SearchEngine } from '../retrieval/index.ts'

export interface LoadOptions extends ResponderOptions {
  /** Whether to load all at once, so that no question waits: for a bot that stays; default false. */
  readonly patient?: boolean
  /** Holds the index; default MiniSearch, in this process. */
  readonly engine?: SearchEngine | undefined
  /** Told of the material when everything is ready to answer from it. */
  readonly onLoad?: (corpus: Corpus) => void
  /** Told of what was left out of the material, if anything was. */
  readonly onWarnings?: (warnings: readonly Problem[]) => void
  /** Keeps the files between two loads, so that an edit reads one file again. */
  readonly cache?: FileCache
  /** What servers and groups have added themselves. */
  readonly places?: LoadCorpusOptions['places']
}

/**
 * The bot over the material of a folder, without any platform.
 *
 * @throws {ContentError} if the material cannot be used
 */
export async function loadResponder(
  folder: string,
  {
    patient = false,
    engine,
    onLoad = () => {},
    onWarnings = () => {},
    cache,
    places,
    ...options
  }: LoadOptions = {},
): Promise<Responder> {
  const corpus = await loadCorpus(folder, {
    reservedNames: RESERVED_NAMES,
    onWarnings,
    ...(cache && { cache }),
    ...(places && { places }),
  })
  const index = await createSearchIndex(corpus, engine?.createIndex())
  const responder = createResponder(corpus, index, options)
  if (patient) {
    await nextTurn()
    await index.prepare()
  }
  onLoad(corpus)
  return responder
}
