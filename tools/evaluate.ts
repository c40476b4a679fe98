import { parseArgs } from 'node:util'
import { loadCorpus } from '../src/corpus/index.ts'
import { createSearchIndex } from '../src/retrieval/index.ts'
import { evaluateSets } from './evaluate-sets.ts'
import { askAll, indexPassages, progress, readQueries, readText } from './queries.ts'
import { readSettings, run, UsageError } from './run.ts'
import { askOwn, type OwnOutcome, parseQuestions, scoreByKind, scoreQueries } from './scoring.ts'

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
  --json            print JSON instead of a table: one line, with --sets one a row
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
    await evaluateSets(values.sets, Number(values.sample ?? 1e9), {
      ...values,
      url: values.engine,
    })
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
