import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Corpus } from '../corpus/types.ts'
import { analyseCorpus } from './analyse-corpus.ts'
import { fingerprintOf } from './fingerprint.ts'
import { createSearchIndex } from './index.ts'
import { type Refusal, readSnapshot, writeSnapshot } from './snapshot.ts'
import type { SearchIndex } from './types.ts'

export interface OpenedIndex {
  readonly index: SearchIndex
  /** Undefined if it was read from the file; else why it was built: `absent` also if unreadable. */
  readonly built: Refusal | 'absent' | undefined
  /** Why what was built could not be kept in the file; the index is none the worse for it. */
  readonly unsaved: Error | undefined
}

/**
 * The index over a corpus, from the snapshot in a file if it is one of this very corpus, else built
 * and kept there for the next start. Never rejects.
 *
 * @param file need not exist, nor its folder
 */
export const openSearchIndex = async (corpus: Corpus, file: string): Promise<OpenedIndex> => {
  const fingerprint = fingerprintOf(corpus)
  const kept = await readFile(file).catch(() => undefined)
  const read = kept ? readSnapshot(kept, fingerprint) : 'absent'
  if (typeof read !== 'string')
    return { index: await createSearchIndex(corpus, read), built: undefined, unsaved: undefined }
  const indexData = analyseCorpus(corpus)
  const unsaved = await replace(file, writeSnapshot(indexData, fingerprint))
  return { index: await createSearchIndex(corpus, indexData), built: read, unsaved }
}

let writes = 0

/**
 * In one step, so that nobody reads half a file. It is not forced to the disk: a snapshot that a
 * power cut left unfinished is noticed when it is read.
 */
const replace = async (file: string, bytes: Uint8Array): Promise<Error | undefined> => {
  const beside = `${file}.${process.pid}-${++writes}.tmp`
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(beside, bytes)
    await rename(beside, file)
    return undefined
  } catch (error) {
    await rm(beside, { force: true }).catch(() => {})
    return error as Error
  }
}
