import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import {
  createResponder,
  RESERVED_NAMES,
  type Responder,
  type ResponderOptions,
} from '../answers/index.ts'
import { type Corpus, loadCorpus } from '../corpus/index.ts'
import { createSearchIndex } from '../retrieval/index.ts'
import { type OpenedIndex, openSearchIndex } from '../retrieval/open.ts'

export interface LoadOptions extends ResponderOptions {
  /** Whether to load all at once, so that no question waits: for a bot that stays; default false. */
  readonly patient?: boolean
  /**
   * The file that keeps the index for the next start, or false for none; default
   * {@link indexFileOf} the folder.
   */
  readonly indexFile?: string | false
  /** Called whenever an index was read or built, also where the file could not be written. */
  readonly onIndex?: (opened: OpenedIndex) => void
  /** Told of the material when everything is ready to answer from it. */
  readonly onLoad?: (corpus: Corpus) => void
}

/** Hidden, so that nobody takes it for material. */
export const indexFileOf = (folder: string): string => join(folder, '.cache', 'index')

/**
 * The bot over the material of a folder, without any platform.
 *
 * @throws {ContentError} if the material cannot be used
 */
export async function loadResponder(
  folder: string,
  {
    patient = false,
    indexFile = indexFileOf(folder),
    onIndex = () => {},
    onLoad = () => {},
    ...options
  }: LoadOptions = {},
): Promise<Responder> {
  const corpus = await loadCorpus(folder, { reservedNames: RESERVED_NAMES })
  const opened = indexFile === false ? undefined : await openSearchIndex(corpus, indexFile)
  if (opened) onIndex(opened)
  const index = opened?.index ?? (await createSearchIndex(corpus))
  const responder = createResponder(corpus, index, options)
  if (patient) {
    await nextTurn()
    index.prepare()
  }
  onLoad(corpus)
  return responder
}
