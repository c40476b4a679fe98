import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import {
  type CorpusToStore,
  type Material,
  type Passage,
  type Source,
  storeCorpus,
} from '../src/corpus/index.ts'
import { createSearchIndex, openSearchEngine } from '../src/retrieval/index.ts'
import { makeCorpus } from './bench/made.ts'
import { run, UsageError } from './run.ts'

const HELP = `How the index grows with the material: build time, longest stall of the event loop during the
build, memory of the process, time of a question. The material is invented encyclopaedias of 10,000
short passages; with an engine it lies on the disk, as a bot keeps it.

  npm run -s growth -- --passages 10000                     MiniSearch, in memory
  npm run -s growth -- --passages 10000 --engine URL        an OpenSearch of one node or of several
  npm run -s growth -- --passages 20000 --characters 450    passages of at least 450 characters each

With the memory that Node gives a bot by default: node --expose-gc --import tsx tools/growth.ts …

Run it once for each size, so that one does not measure what another has left.`

const QUESTIONS = 200
/** Milliseconds between two looks at the event loop; a stall is measured to that. */
const DELAY_RESOLUTION = 10
/** Passages of one encyclopaedia; more material is more of them. */
const PART = 10_000

await run(async () => {
  const { values } = parseArgs({
    options: {
      passages: { type: 'string', default: '10000' },
      characters: { type: 'string', default: '1' },
      engine: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  const size = Number(values.passages)
  if (!Number.isInteger(size) || size < 1) throw new UsageError('--passages takes a whole number.')
  const characters = Number(values.characters)
  if (!Number.isInteger(characters) || characters < 1)
    throw new UsageError('--characters takes a whole number.')
  const questions = makePart(1, size, characters).variants.plain ?? []
  const engine = values.engine === undefined ? undefined : await openSearchEngine(values.engine)
  const folder = await mkdtemp(join(tmpdir(), 'growth-'))
  globalThis.gc?.()
  const empty = process.memoryUsage()
  const material = await keep(makeCorpusOf(size, characters), engine && folder)
  await rm(folder, { recursive: true })
  globalThis.gc?.()
  const before = process.memoryUsage()
  const delay = monitorEventLoopDelay({ resolution: DELAY_RESOLUTION })
  delay.enable()
  const [start, cpu] = [performance.now(), process.cpuUsage()]
  const index = await createSearchIndex(material, engine?.createIndex())
  const seconds = (performance.now() - start) / 1000
  const used = process.cpuUsage(cpu)
  delay.disable()
  globalThis.gc?.()
  const after = process.memoryUsage()
  const times: number[] = []
  const first = performance.now()
  await index.search(questions[0]?.text ?? '')
  const firstMilliseconds = Math.round(performance.now() - first)
  for (const { text } of questions) {
    const asked = performance.now()
    await index.search(text)
    times.push(performance.now() - asked)
  }
  times.sort((a, b) => a - b)
  console.log(
    JSON.stringify({
      passages: size,
      engine: engine ? 'opensearch' : 'minisearch',
      buildSeconds: Number(seconds.toFixed(1)),
      processorSeconds: Number(((used.user + used.system) / 1e6).toFixed(1)),
      longestStallMilliseconds: Math.round(delay.max / 1e6),
      materialMegabytes: toMegabytes(memoryOf(before) - memoryOf(empty)),
      indexMegabytes: toMegabytes(memoryOf(after) - memoryOf(before)),
      processMegabytes: toMegabytes(after.rss),
      firstMilliseconds,
      medianMilliseconds: Number(times[Math.floor(times.length / 2)]?.toFixed(2)),
      p95Milliseconds: Number(times[Math.floor(times.length * 0.95)]?.toFixed(2)),
    }),
  )
  await engine?.close()
})

/** The heap, and what stands beside it: columns of numbers. */
function memoryOf({ heapUsed, arrayBuffers }: NodeJS.MemoryUsage): number {
  return heapUsed + arrayBuffers
}

function toMegabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20)
}

/** As a bot keeps it: on the disk if an engine has the index. */
async function keep(corpus: CorpusToStore, folder: string | undefined): Promise<Material> {
  return folder === undefined
    ? { ...corpus, passages: [...corpus.passages] }
    : storeCorpus(corpus, folder)
}

/** As many passages as asked for, made while somebody goes through them. */
function makeCorpusOf(size: number, characters: number): CorpusToStore {
  const sources: Source[] = []
  function* passages(): Generator<Passage> {
    for (let part = 1, count = 0; count < size; part++) {
      const made = [...joined(makePart(part, size - count, characters).passages, characters)]
      const text = made.map((each) => each.text).join('\n\n')
      const source = { id: `part-${part}`, title: `百科第${part}册`, language: 'zh', text }
      sources.push(source)
      for (const each of made.slice(0, size - count))
        yield {
          ...{ id: `part-${part}#${++count}`, source, heading: each.title, text: each.text },
          ...{ paragraphs: [count, count] as const, translations: [] },
        }
    }
  }
  return {
    ...{ sources, passages: { [Symbol.iterator]: passages } },
    ...{ topics: [], collections: [], lexicon: [] },
  }
}

function makePart(part: number, left: number, characters: number) {
  return makeCorpus({
    passages: characters > 1 ? PART : Math.min(PART, left),
    questions: part === 1 ? QUESTIONS : 1,
    seed: part,
  })
}

interface MadePassage {
  readonly title: string
  readonly text: string
}

/** Neighbouring passages in one, until it has so many characters. */
function* joined(made: readonly MadePassage[], characters: number): Generator<MadePassage> {
  let text = ''
  for (const passage of made) {
    text += passage.text
    if (text.length < characters) continue
    yield { title: passage.title, text }
    text = ''
  }
}
