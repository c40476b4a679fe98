import { parseArgs } from 'node:util'
import type { Corpus } from '../src/corpus/index.ts'
import { createSearchIndex, openSearchEngine } from '../src/retrieval/index.ts'
import { makeCorpus } from './bench/made.ts'
import { run, UsageError } from './run.ts'

const HELP = `How the index grows with the material: build time, memory of the process, time of a question.

  npm run -s growth -- --passages 10000               MiniSearch, in memory
  npm run -s growth -- --passages 10000 --engine URL  an OpenSearch of one node or of several

Run it once for each size, so that one does not measure what another has left.`

const QUESTIONS = 200
/** Passages of one encyclopaedia; more material is more of them. */
const PART = 10_000

await run(async () => {
  const { values } = parseArgs({
    options: {
      passages: { type: 'string', default: '10000' },
      engine: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  const size = Number(values.passages)
  if (!Number.isInteger(size) || size < 1) throw new UsageError('--passages takes a whole number.')
  const { passages, questions } = makePassages(size)
  const corpus = toCorpus(passages)
  const engine = values.engine === undefined ? undefined : await openSearchEngine(values.engine)
  globalThis.gc?.()
  const before = process.memoryUsage()
  const [start, cpu] = [performance.now(), process.cpuUsage()]
  const index = await createSearchIndex(corpus, engine?.createIndex())
  const seconds = (performance.now() - start) / 1000
  const used = process.cpuUsage(cpu)
  globalThis.gc?.()
  const after = process.memoryUsage()
  const times: number[] = []
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
      indexMegabytes: Math.round((after.heapUsed - before.heapUsed) / 2 ** 20),
      processMegabytes: Math.round(after.rss / 2 ** 20),
      medianMilliseconds: Number(times[Math.floor(times.length / 2)]?.toFixed(2)),
      p95Milliseconds: Number(times[Math.floor(times.length * 0.95)]?.toFixed(2)),
    }),
  )
  await engine?.close()
})

function makePassages(size: number) {
  const parts = Array.from({ length: Math.ceil(size / PART) }, (_, part) =>
    makeCorpus({
      passages: Math.min(PART, size - part * PART),
      questions: part === 0 ? QUESTIONS : 1,
      seed: part + 1,
    }),
  )
  const passages = parts.flatMap((part, p) =>
    part.passages.map((passage) => ({ ...passage, id: `${p}-${passage.id}` })),
  )
  return { passages, questions: parts[0]?.variants.plain ?? [] }
}

function toCorpus(made: readonly { id: string; title: string; text: string }[]): Corpus {
  const passages = made.map(({ id, title, text }) => ({
    id: `${id}#1`,
    source: { id, title, language: 'zh', text },
    paragraphs: [1, 1] as const,
    text,
    translations: [],
  }))
  return {
    sources: passages.map(({ source }) => source),
    passages,
    topics: [],
    collections: [],
    lexicon: [],
  }
}
