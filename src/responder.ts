import { createResponder, RESERVED_NAMES, type Responder } from './answers/index.ts'
import { loadCorpus } from './corpus/index.ts'
import { createSearchIndex } from './retrieval/index.ts'

/**
 * The bot over the material of a folder, without any platform.
 *
 * @throws {ContentError} if the material cannot be used
 */
export async function loadResponder(
  folder: string,
  onError?: (error: unknown) => void,
): Promise<Responder> {
  const corpus = await loadCorpus(folder, { reservedNames: RESERVED_NAMES })
  const index = await createSearchIndex(corpus)
  return createResponder(corpus, index, onError ? { onError } : {})
}
