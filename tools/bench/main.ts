import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { run, UsageError } from '../run.ts'
import { ENGINES } from './engines.ts'
import { type CorpusSize, makeCorpus } from './made.ts'
import type { Material, MaterialMeasurement } from './material.ts'
import { readMessages } from './messages.ts'
import { fetchPeers } from './peers.ts'
import { type Row, toAbsolute, toMaterialTable, toTable } from './table.ts'
import type { BenchCorpus, Engine, Measurement } from './types.ts'
import type { Task } from './worker.ts'

const HELP = `Measures the search against other engines: quality, time and memory; and what
reading material takes.

  npm run -s bench -- [options] > table.md

  --corpus NAMES    of made (an invented encyclopaedia), messages (TypeScript's, in two
                    Chinese translations) and material (reading files, without other
                    engines); default: all three
  --passages N      passages of a corpus at most, 100 to 10000 (default: 2000)
  --questions N     questions in each variant at most, 10 to 2000 (default: 500)
  --rounds N        times each engine is run, in turn, 1 to 20 (default: 3)
  --seed N          another seed makes another encyclopaedia (default: 1)
  --files N         Markdown files that are read, 1 to 10000 (default: 1000)
  --pages N         pages of the PDF that is read, 1 to 3000 (default: 500)
  --engines NAMES   default: ${Object.keys(ENGINES).join(',')}
  --json            print what each process measured, instead of tables
  --help            print this

Other engines are fetched once, into node_modules/.cache/bench. docs/benchmarks.md
explains the columns and keeps the last tables.
`

const CORPORA: Readonly<Record<string, (size: CorpusSize) => BenchCorpus>> = {
  made: makeCorpus,
  messages: readMessages,
}

/** Among the corpora, but not for the engines. */
const MATERIAL = 'material'

const log = (line: string) => console.error(line)

await run(async () => {
  const { values } = parseArgs({
    options: {
      corpus: { type: 'string', default: 'made,messages,material' },
      passages: { type: 'string', default: '2000' },
      questions: { type: 'string', default: '500' },
      rounds: { type: 'string', default: '3' },
      seed: { type: 'string', default: '1' },
      files: { type: 'string', default: '1000' },
      pages: { type: 'string', default: '500' },
      engines: { type: 'string', default: Object.keys(ENGINES).join() },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(HELP)
    return
  }
  const rounds = readNumber('rounds', values.rounds, 1, 20)
  const size: CorpusSize = {
    passages: readNumber('passages', values.passages, 100, 10_000),
    questions: readNumber('questions', values.questions, 10, 2000),
    seed: readNumber('seed', values.seed, 0, 2 ** 31),
  }
  const files = readNumber('files', values.files, 1, 10_000)
  const pages = readNumber('pages', values.pages, 1, 3000)
  const chosen = readNames('corpus', values.corpus, { ...CORPORA, [MATERIAL]: undefined })
  const corpora = chosen.filter((name) => name !== MATERIAL)
  const engines = readNames('engines', values.engines, ENGINES)
  const packages = engines.flatMap((name) => (ENGINES[name] as Engine).packages)
  if (corpora.includes('messages')) packages.push('typescript')
  if (corpora.length > 0) await fetchPeers(packages, log)
  if (!values.json) process.stdout.write(describeRun(size, rounds))
  for (const name of corpora) {
    const corpus = (CORPORA[name] as (size: CorpusSize) => BenchCorpus)(size)
    const rows = await measureAll(engines, corpus, rounds)
    process.stdout.write(values.json ? `${toJson(corpus, rows)}\n` : toSection(corpus, rows))
  }
  if (chosen.includes(MATERIAL)) {
    const read = await measureReading([{ files }, { pages }], rounds)
    process.stdout.write(
      values.json
        ? `${JSON.stringify({ corpus: MATERIAL, read })}\n`
        : `\n### reading material\n\n${toMaterialTable(read)}\n`,
    )
  }
})

/** Every engine in a process of its own, one after the other, so that noise hits all alike. */
async function measureAll(engines: readonly string[], corpus: BenchCorpus, rounds: number) {
  const rows = engines.map((name) => ({
    name,
    label: (ENGINES[name] as Engine).label,
    rounds: [] as Measurement[],
  }))
  for (let round = 1; round <= rounds; round++)
    for (const { name, label, rounds: measured } of rows) {
      log(`${corpus.name}, round ${round} of ${rounds}: ${label}`)
      measured.push(await measureInProcess({ engine: name, corpus }))
    }
  return rows
}

/** What each kind of material took, round by round. */
async function measureReading(kinds: readonly Material[], rounds: number) {
  const rows = kinds.map((material) => ({ material, measured: [] as MaterialMeasurement[] }))
  for (let round = 1; round <= rounds; round++)
    for (const { material, measured } of rows) {
      log(`material, round ${round} of ${rounds}: ${JSON.stringify(material)}`)
      measured.push(await measureInProcess({ material }))
    }
  return rows.map(({ measured }) => measured)
}

async function measureInProcess<Measured = Measurement>(task: Task): Promise<Measured> {
  const worker = fork(join(import.meta.dirname, 'worker.ts'), {
    execArgv: [...process.execArgv, '--expose-gc', '--disable-warning=ExperimentalWarning'],
    serialization: 'advanced',
  })
  worker.send(task)
  const [measurement] = await Promise.race([
    once(worker, 'message'),
    once(worker, 'exit').then(([code]) => {
      throw new Error(`a measuring process ended with code ${code}; what it said stands above`)
    }),
  ])
  await once(worker, 'exit')
  return measurement
}

function describeRun({ seed }: CorpusSize, rounds: number): string {
  return (
    `Measured on ${new Date().toISOString().slice(0, 10)} at ${readCommit()}, ` +
    `Node ${process.versions.node}, ${availableParallelism()} cores; seed ${seed}, rounds ${rounds}.\n`
  )
}

/** The commit that is measured, and whether the search was changed since. */
function readCommit(): string {
  const git = (...words: string[]) => execFileSync('git', words, { encoding: 'utf8' }).trim()
  try {
    const changed = git('status', '--porcelain', 'src/retrieval')
    return `commit ${git('rev-parse', '--short', 'HEAD')}${changed && ' with changes'}`
  } catch {
    return 'an unknown commit'
  }
}

function toSection({ name, passages, variants }: BenchCorpus, rows: readonly Row[]): string {
  const size = `${passages.length} passages, ${variants.plain?.length} questions`
  return `\n### ${name}: ${size}\n\n${toTable(rows)}\n\n${rows[0] ? toAbsolute(rows[0]) : ''}\n`
}

function toJson({ name, passages }: BenchCorpus, rows: readonly Row[]): string {
  return JSON.stringify({ corpus: name, passages: passages.length, engines: rows })
}

function readNumber(option: string, value: string, least: number, most: number): number {
  const number = Number(value)
  if (!Number.isInteger(number) || number < least || number > most)
    throw new UsageError(`--${option} ${value}: a whole number from ${least} to ${most}.`)
  return number
}

function readNames(option: string, value: string, known: object): string[] {
  const names = value.split(',')
  const unknown = names.find((name) => !Object.hasOwn(known, name))
  if (unknown !== undefined)
    throw new UsageError(`--${option} ${unknown}: use ${Object.keys(known).join(', ')}.`)
  return names
}
