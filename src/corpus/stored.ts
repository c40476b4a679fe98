import { close, closeSync, openSync, readSync, unlinkSync, write } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { LRUCache } from 'lru-cache'
import type { Corpus, Material, Passage, Passages, Position, Source } from './types.ts'

/** Bytes that are written at once, at least. */
const BATCH = 2 ** 20
/** Passages that stay in memory after they were asked for. */
const MAX_KEPT = 2_500
/** UTF-16 units of texts of sources that stay in memory after they were asked for. */
const MAX_KEPT_TEXT = 4 * 2 ** 20

const writeBytes = promisify(write)

/** What {@link storeCorpus} takes: passages may be made while they are written. */
export type CorpusToStore = Omit<Corpus, 'passages'> & { readonly passages: Iterable<Passage> }

/**
 * The same material with its passages and the texts of its sources on the disk, so that each passage
 * takes 24 bytes of memory. They lie in one file without a name: the system frees its space when
 * nobody holds the material any more, and when the process ends, however it ends.
 *
 * @param folder where there is room for the material
 */
export const storeCorpus = async (
  { passages, sources, topics, collections, ...rest }: CorpusToStore,
  folder: string,
): Promise<Material> => {
  const file = openUnnamed(folder)
  const { table, sourcesStored } = await writePassages(file, passages)
  const stored = (source: Source) => sourcesStored.get(source) ?? source
  const copy = (passage: Passage): Passage => ({
    ...(JSON.parse(toJson(passage)) as Omit<Passage, 'source'>),
    source: stored(passage.source),
  })
  return {
    ...rest,
    passages: createPassages(file, table),
    sources: sources.map(stored),
    topics: topics.map((topic) => ({
      ...topic,
      passages: topic.passages.map(copy),
      digest: topic.digest.map(copy),
    })),
    collections: collections.map((each) => ({ ...each, sources: each.sources.map(stored) })),
  }
}

interface UnnamedFile {
  readonly descriptor: number
}

/** Closes a file when all that read from it are gone. */
const OPEN = new FinalizationRegistry<number>((descriptor) => close(descriptor, () => {}))

const openUnnamed = (folder: string): UnnamedFile => {
  const path = join(folder, `.passages-${process.pid}-${performance.now()}`)
  const file = { descriptor: openSync(path, 'wx+', 0o600) }
  OPEN.register(file, file.descriptor)
  try {
    unlinkSync(path)
  } catch (error) {
    closeSync(file.descriptor)
    throw error
  }
  return file
}

/** Synchronous: what was written a moment ago, or asked for often, the system has in memory. */
const readAt = ({ descriptor }: UnnamedFile, at: number, length: number): string => {
  const bytes = Buffer.allocUnsafe(length)
  for (let done = 0; done < length; ) {
    const read = readSync(descriptor, bytes, done, length - done, at + done)
    if (read === 0) throw new Error('the file of passages is shorter than it was')
    done += read
  }
  return bytes.toString('utf8')
}

/** Where each passage stands, in the file and in the material. */
interface Table {
  readonly at: Float64Array
  readonly length: Uint32Array
  readonly source: Uint32Array
  readonly first: Uint32Array
  readonly last: Uint32Array
  readonly sources: readonly Source[]
}

/** @returns also each source, without its text, by the source as it was */
const writePassages = async (file: UnnamedFile, passages: Iterable<Passage>) => {
  const columns: Record<'at' | 'length' | 'source' | 'first' | 'last', number[]> = {
    ...{ at: [], length: [], source: [], first: [], last: [] },
  }
  const numbers = new Map<Source, number>()
  const sourcesStored = new Map<Source, Source>()
  const readText = createTextReader(file)
  let end = 0
  let batch: Buffer[] = []
  let batched = 0
  const flush = async () => {
    const bytes = Buffer.concat(batch)
    batch = []
    batched = 0
    for (let done = 0; done < bytes.length; )
      done += (await writeBytes(file.descriptor, bytes, done)).bytesWritten
  }
  const append = (text: string): number => {
    const bytes = Buffer.from(text)
    batch.push(bytes)
    batched += bytes.length
    end += bytes.length
    return bytes.length
  }
  for (const passage of passages) {
    const { source, paragraphs } = passage
    if (!numbers.has(source)) {
      numbers.set(source, numbers.size)
      const { text, ...rest } = source
      const at = end
      const length = append(text)
      sourcesStored.set(
        source,
        withText(rest, () => readText(at, length)),
      )
    }
    columns.at.push(end)
    columns.length.push(append(toJson(passage)))
    columns.source.push(numbers.get(source) as number)
    columns.first.push(paragraphs[0])
    columns.last.push(paragraphs[1])
    if (batched >= BATCH) await flush()
  }
  await flush()
  const table: Table = {
    at: Float64Array.from(columns.at),
    length: Uint32Array.from(columns.length),
    source: Uint32Array.from(columns.source),
    first: Uint32Array.from(columns.first),
    last: Uint32Array.from(columns.last),
    sources: [...sourcesStored.values()],
  }
  return { table, sourcesStored }
}

const toJson = ({ source: _, ...rest }: Passage): string => JSON.stringify(rest)

/** A copy by JSON: strings that are parts of another one would keep all of that in memory. */
const withText = (source: Omit<Source, 'text'>, read: () => string): Source => ({
  ...(JSON.parse(JSON.stringify(source)) as typeof source),
  get text() {
    return read()
  },
})

const createTextReader = (file: UnnamedFile) => {
  const known = new LRUCache<number, string>({
    maxSize: MAX_KEPT_TEXT,
    sizeCalculation: (text) => text.length + 1,
  })
  return (at: number, length: number): string => {
    const text = known.get(at) ?? readAt(file, at, length)
    known.set(at, text)
    return text
  }
}

const createPassages = (file: UnnamedFile, table: Table): Passages => {
  const known = new LRUCache<number, Passage>({ max: MAX_KEPT })
  const sourceOf = (row: number) => table.sources[table.source[row] as number] as Source
  const positionOf = (row: number): Position => ({
    source: sourceOf(row),
    paragraphs: [table.first[row] as number, table.last[row] as number],
  })
  const read = (row: number): Passage => {
    const text = readAt(file, table.at[row] as number, table.length[row] as number)
    return { ...(JSON.parse(text) as Omit<Passage, 'source'>), source: sourceOf(row) }
  }
  const kept = (row: number): Passage => {
    const passage = known.get(row) ?? read(row)
    known.set(row, passage)
    return passage
  }
  /** Of these rows of the table; without them, of all. */
  const select = (length: number, rows?: Uint32Array): Passages => {
    const rowOf = (index: number) => (rows ? (rows[index] as number) : index)
    return {
      length,
      at(index) {
        const from = index < 0 ? index + length : index
        return from >= 0 && from < length ? kept(rowOf(from)) : undefined
      },
      filter(isWanted) {
        const wanted: number[] = []
        for (let index = 0; index < length; index++)
          if (isWanted(positionOf(rowOf(index)))) wanted.push(rowOf(index))
        return select(wanted.length, Uint32Array.from(wanted))
      },
      // Going through all of them leaves those in memory that questions ask for.
      *[Symbol.iterator]() {
        for (let index = 0; index < length; index++) {
          const row = rowOf(index)
          yield known.peek(row) ?? read(row)
        }
      },
    }
  }
  return select(table.at.length)
}
