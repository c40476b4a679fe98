import { setImmediate as nextTurn } from 'node:timers/promises'
import {
  createResponder,
  RESERVED_NAMES,
  type ReadPicture,
  type Responder,
  type ResponderOptions,
} from '../answers/index.ts'
import {
  type FileCache,
  type LoadOptions as LoadCorpusOptions,
  loadCorpus,
  type Material,
  type Problem,
  readPicture as readContentPicture,
  storeCorpus,
} from '../corpus/index.ts'
import { createSearchIndex, type SearchEngine } from '../retrieval/index.ts'

interface LoadOptions extends ResponderOptions {
  /** Whether to load all at once, so that no question waits: for a bot that stays; default false. */
  readonly patient?: boolean
  /** Holds the index; default MiniSearch, in this process. */
  readonly engine?: SearchEngine | undefined
  /** Where large material lies beside an engine, so that it is not in memory; default in memory. */
  readonly storage?: string | undefined
  /** Called with the material when everything is ready to answer from it. */
  readonly onLoad?: (material: Material) => void
  /** Called with what was left out of the material, if anything was. */
  readonly onWarnings?: (warnings: readonly Problem[]) => void
  /** Keeps the files between two loads, so that an edit reads one file again. */
  readonly cache?: FileCache
  /** What servers and groups have added themselves. */
  readonly scopes?: LoadCorpusOptions['scopes']
}

/** Passages, of which 50,000 short ones take some 25 MB, that stay in memory beside an engine. */
const MAX_IN_MEMORY = 50_000

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
    storage,
    onLoad = () => {},
    onWarnings = () => {},
    cache,
    scopes,
    ...options
  }: LoadOptions = {},
): Promise<Responder> {
  const material = await loadMaterial(
    folder,
    {
      reservedNames: RESERVED_NAMES,
      onWarnings,
      hasEngine: engine !== undefined,
      ...(cache && { cache }),
      ...(scopes && { scopes }),
    },
    engine && storage,
  )
  const index = await createSearchIndex(material, engine?.createIndex())
  const readPicture: ReadPicture = async (path) => {
    const picture = await readContentPicture(folder, path)
    return 'bytes' in picture ? picture : undefined
  }
  const responder = createResponder(material, index, { readPicture, ...options })
  if (patient) {
    await nextTurn()
    await index.prepare()
  }
  onLoad(material)
  return responder
}

/** @param storage where large material is kept, if not in memory */
async function loadMaterial(
  folder: string,
  options: LoadCorpusOptions,
  storage: string | undefined,
): Promise<Material> {
  const corpus = await loadCorpus(folder, options)
  if (storage === undefined || corpus.passages.length <= MAX_IN_MEMORY) return corpus
  // The cache is as large as the material itself.
  for (const files of [options.cache, options.scopes?.cache]) files?.clear()
  return storeCorpus(corpus, storage)
}
