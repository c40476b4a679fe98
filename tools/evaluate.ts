import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { ContentError, loadCorpus, type Problem } from '../src/corpus/index.ts'
import { buildCorpus } from '../src/corpus/load.ts'
import type { PassageIndex } from '../src/retrieval/index/passage-index.ts'
import { createSearchIndex, openSearchEngine, type SearchIndex } from '../src/retrieval/index.ts'
import { readSettings, run, UsageError } from './run.ts'
import {
  askOwn,
  askQuery,
  type OwnOutcome,
  parseQuestions,
  type Query,
  type QueryOutcome,
  scoreBaselines,
  scoreByKind,
  scoreQueries,
} from './scoring.ts'

const HELP = `Measures how well questions are answered.

  npm run -s evaluate [-- --content DIR] [--questions TSV] [--verbose]
      scores the project's own questions on its material, by kind
  npm run -s evaluate -- --passages P.jsonl --queries Q.jsonl [--unanswerable U.jsonl]
      indexes other passages, {"id", "title", "text"} a line, and scores other questions,
      {"id", "text", "relevant": [id], "answers": [text]} a line
  npm run -s evaluate -- --sets DIR [--sample N]
      the same for every folder in DIR that holds passages.jsonl and queries*.jsonl, a row each;
      glance: what stands out holds the answer and has at most 40 characters; F1: words it shares
      with the answer

  --content DIR     folder with the material (default: CONTENT_DIR, or content)
  --questions TSV   questions on it (default: test/fixtures/questions.tsv)
  --engine URL      with --sets: an OpenSearch in place of MiniSearch, and how often its first
                    passage is the same
  --baselines       with --sets: what simple rules would let stand out in the same passages
  --sample N        ask only N questions of each file, evenly chosen (default: all)
  --verbose         list the questions that went wrong
  --json            print one line of JSON instead of a table
  --help            print this

The result goes to standard output, progress and errors to standard error.
`

await run(async () => {
  const { values } = parseArgs({
    options: {
      content: { type: 'string' },
      questions: { type: 'string', default: 'test/fixtures/questions.tsv' },
      passages: { type: 'string' },
      queries: { type: 'string' },
      unanswerable: { type: 'string' },
      sets: { type: 'string' },
      sample: { type: 'string' },
      engine: { type: 'string' },
      baselines: { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) process.stdout.write(HELP)
  else if (values.sets !== undefined)
    await evaluateSets(values.sets, Number(values.sample ?? 1e9), values.baselines, values.engine)
  else if (values.passages !== undefined && values.queries !== undefined)
    await evaluateQueries(values.passages, values.queries, values.unanswerable, values.json)
  else if (values.passages !== undefined || values.queries !== undefined)
    throw new UsageError('--passages and --queries go together: give both')
  else await evaluateOwn(values.content ?? readSettings().contentFolder, values.questions, values)
})

async function evaluateOwn(
  content: string,
  path: string,
  { json, verbose }: { readonly json: boolean; readonly verbose: boolean },
) {
  const index = await createSearchIndex(await loadCorpus(content))
  const outcomes: OwnOutcome[] = []
  for (const each of parseQuestions(await readText(path))) outcomes.push(await askOwn(index, each))
  const scores = scoreByKind(outcomes)
  if (json) return void console.log(JSON.stringify(scores))
  console.log(row(['kind', 'n', 'first', 'contained', 'glance', 'certain']))
  for (const { kind, n, first, contained, glance, certain } of scores)
    console.log(row([kind, String(n), ...[first, contained, glance, certain].map(percent)]))
  if (verbose) outcomes.filter(isWrong).forEach(printOutcome)
}

function isWrong({ first, glance, certain }: OwnOutcome): boolean {
  return !(first && glance && certain)
}

function printOutcome({ id, question, paragraphs, result }: OwnOutcome) {
  const got = result.hits.slice(0, 3).map(({ passage }) => `¶${passage.paragraphs[0]}`)
  const wanted = paragraphs.map((paragraph) => `¶${paragraph}`).join(' ') || 'nothing'
  const confidence = result.confidence.toFixed(2)
  console.log(`${id}  ${question}  wants ${wanted}, got ${got.join(' ')} (${confidence})`)
}

async function evaluateQueries(
  passages: string,
  queries: string,
  unanswerable: string | undefined,
  json: boolean,
) {
  const questions = await readQueries(queries)
  const off = unanswerable === undefined ? [] : await readQueries(unanswerable)
  const { index, count, buildMilliseconds } = await indexPassages(passages)
  const scores = {
    passages: count,
    ...scoreQueries(
      await askAll(index, questions, 'questions'),
      await askAll(index, off, 'unanswerable'),
    ),
    buildMilliseconds,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  }
  progress('')
  if (json) return void console.log(JSON.stringify(scores))
  for (const [name, value] of Object.entries(scores)) console.log(row([name, show(value)]))
}

/** Every question file of every folder, a row each; `queries.unans.jsonl` has no answers. */
async function evaluateSets(folder: string, sample: number, baselines: boolean, url?: string) {
  const engine = url === undefined ? undefined : await openSearchEngine(url)
  const names = [
    'set',
    'n',
    'R@1',
    'R@20',
    'AUC',
    'found',
    'wrongly',
    'contained',
    'glance',
    'F1',
    ...(engine ? ['same'] : []),
    'length',
    'p50',
    'p95',
  ]
  const line = (cells: readonly string[]) =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(24) : cell.padStart(9))).join(' ')
  console.log(line(names))
  const folders = (await readdir(folder)).sort()
  for (const set of folders) {
    const files = (await readdir(join(folder, set)).catch(() => [])).filter((name) =>
      /^queries.*\.jsonl$/.test(name),
    )
    if (files.length === 0) continue
    const passages = join(folder, set, 'passages.jsonl')
    const { index } = await indexPassages(passages, engine?.createIndex())
    const embedded = engine && (await indexPassages(passages)).index
    const ask = async (name: string) => {
      const queries = await readQueries(join(folder, set, name))
      const step = Math.max(1, queries.length / sample)
      const some = Array.from(
        { length: Math.min(sample, queries.length) },
        (_, i) => queries[Math.floor(i * step)] as Query,
      )
      const outcomes = await askAll(index, some, `${set} ${name}`)
      const others = embedded && (await askAll(embedded, some, `${set} ${name}`))
      const same = others?.filter(({ first }, i) => first === outcomes[i]?.first).length
      return { outcomes, same: same === undefined ? null : same / Math.max(1, some.length) }
    }
    const off = files.includes('queries.unans.jsonl')
      ? (await ask('queries.unans.jsonl')).outcomes
      : []
    for (const name of files.filter((each) => each !== 'queries.unans.jsonl')) {
      const { outcomes, same } = await ask(name)
      const s = scoreQueries(outcomes, off)
      const shares = [
        s.recallAt1,
        s.recallAt20,
        s.auc,
        s.answered,
        s.wronglyAnswered,
        s.answerContained,
        s.glance,
        s.answerF1,
        ...(engine ? [same] : []),
      ]
      progress('')
      console.log(
        line([
          `${set}${name.slice('queries'.length, -'.jsonl'.length)}`,
          String(s.n),
          ...shares.map((share) => (share === null ? '-' : (share * 100).toFixed(2))),
          (s.answerLength ?? 0).toFixed(0),
          ...[s.p50Milliseconds, s.p95Milliseconds].map((time) => (time ?? 0).toFixed(2)),
        ]),
      )
      if (baselines)
        for (const { rule, contained, glance, f1, length } of scoreBaselines(outcomes))
          console.log(
            line([
              `  ${rule}`,
              ...['', '', '', '', '', ''],
              ...[contained, glance, f1].map((share) => (share * 100).toFixed(2)),
              ...(engine ? [''] : []),
              length.toFixed(0),
            ]),
          )
    }
  }
}

/** @param engine default MiniSearch */
async function indexPassages(passages: string, engine?: PassageIndex) {
  const problems: Problem[] = []
  const file = { path: basename(passages), text: await readText(passages) }
  const corpus = buildCorpus([file], (problem) => problems.push(problem))
  if (problems.length > 0) throw new ContentError(problems)
  progress(`indexing ${corpus.passages.length} passages`)
  const start = performance.now()
  const index = await createSearchIndex(corpus, engine)
  return { index, count: corpus.passages.length, buildMilliseconds: performance.now() - start }
}

async function askAll(index: SearchIndex, queries: readonly Query[], name: string) {
  const outcomes: QueryOutcome[] = []
  for (const [i, query] of queries.entries()) {
    if (i % 100 === 0) progress(`${name} ${i} of ${queries.length}`)
    outcomes.push(await askQuery(index, query))
  }
  return outcomes
}

/** One line that is written over where somebody watches, a line each where it goes to a file. */
function progress(text: string) {
  const { stderr } = process
  if (stderr.isTTY) stderr.write(`\r\u001b[K${text}`)
  else if (text !== '') stderr.write(`${text}\n`)
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${(error as Error).message}`)
  }
}

async function readQueries(path: string): Promise<Query[]> {
  const lines = (await readText(path)).split('\n').map((line, i) => ({ line, number: i + 1 }))
  return lines
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => {
      const query = parseLine(line)
      if (typeof query?.text !== 'string' || !Array.isArray(query.relevant))
        throw new UsageError(
          `${path}:${number} is no question: write {"id": "…", "text": "…", "relevant": ["…"]}`,
        )
      return query
    })
}

function parseLine(line: string): Query | undefined {
  try {
    return JSON.parse(line) as Query
  } catch {
    return undefined
  }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

function row(cells: readonly string[]): string {
  return cells
    .map((cell) => cell.padEnd(20))
    .join('')
    .trimEnd()
}

function show(value: number | null): string {
  if (value === null) return '-'
  return String(Number.isInteger(value) ? value : Number(value.toFixed(4)))
}
