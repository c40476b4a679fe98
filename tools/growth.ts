import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import type { Corpus } from '../src/corpus/index.ts'
import { createSearchIndex, openSearchEngine } from '../src/retrieval/index.ts'
import { makeCorpus } from './bench/made.ts'
import { run, UsageError } from './run.ts'

const HELP = `How the index grows with the material: build time, longest stall of the event loop during the
build, memory of the process, time of a question.

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
  const { passages, questions } = makePassages(size, characters)
  const corpus = toCorpus(passages)
  const engine = values.engine === undefined ? undefined : await openSearchEngine(values.engine)
  globalThis.gc?.()
  const before = process.memoryUsage()
  const delay = monitorEventLoopDelay({ resolution: DELAY_RESOLUTION })
  delay.enable()
  const [start, cpu] = [performance.now(), process.cpuUsage()]
  const index = await createSearchIndex(corpus, engine?.createIndex())
  const seconds = (performance.now() - start) / 1000
  const used = process.cpuUsage(cpu)
  delay.disable()
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
      longestStallMilliseconds: Math.round(delay.max / 1e6),
      indexMegabytes: Math.round((after.heapUsed - before.heapUsed) / 2 ** 20),
      processMegabytes: Math.round(after.rss / 2 ** 20),
      medianMilliseconds: Number(times[Math.floor(times.length / 2)]?.toFixed(2)),
      p95Milliseconds: Number(times[Math.floor(times.length * 0.95)]?.toFixed(2)),
    }),
  )
  await engine?.close()
})

/** As many passages as asked for, each of one or more invented ones. */
function makePassages(size: number, characters: number) {
  const passages: MadePassage[] = []
  let questions: readonly { readonly text: string }[] = []
  for (let part = 1; passages.length < size; part++) {
    const made = makeCorpus({
      passages: characters > 1 ? PART : Math.min(PART, size - passages.length),
      questions: part === 1 ? QUESTIONS : 1,
      seed: part,
    })
    if (part === 1) questions = made.variants.plain ?? []
    for (const { id, title, text } of joined(made.passages, characters))
      if (passages.length < size) passages.push({ id: `${part}-${id}`, title, text })
  }
  return { passages, questions }
}

interface MadePassage {
  readonly id: string
  readonly title: string
  readonly text: string
}

/** Neighbouring passages in one, until it has so many characters. */
function* joined(made: readonly MadePassage[], characters: number): Generator<MadePassage> {
  let text = ''
  for (const passage of made) {
    text += passage.text
    if (text.length < characters) continue
    yield { ...passage, text }
    text = ''
  }
}

function toCorpus(made: readonly MadePassage[]): Corpus {
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
