import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { type Edit, withEditedCopy } from '../edits.ts'
import { run, UsageError } from '../run.ts'
import type { scoreByKind, scoreQueries } from '../scoring.ts'
import { ABLATIONS } from './ablations.ts'

const HELP = `Says what each idea of the search gives: leaves one out of a copy, and measures the copy.

  npm run -s ablate -- --sets DIR [options]

  --sets DIR    folders with passages.jsonl and queries*.jsonl, as of evaluate
  --sample N    ask only N questions of each file, evenly chosen (default: 300)
  --only TEXT   only the ideas whose name holds this text
  --help        print this

Prints a table in %: of each file the share of questions with the right passage first, of those
with unanswerable questions the area under the curve and how many of these are answered, all the
same; then of the project's own questions. A minute or two for each of ${ABLATIONS.length} ideas.`

type SetScores = ReturnType<typeof scoreQueries> & { readonly set: string }
type OwnScores = ReturnType<typeof scoreByKind>

await run(async () => {
  const { values } = parseArgs({
    options: {
      sets: { type: 'string' },
      sample: { type: 'string', default: '300' },
      only: { type: 'string', default: '' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  if (values.sets === undefined) throw new UsageError('Name the folder of the sets: --sets DIR')
  const chosen = ABLATIONS.filter(({ name }) => name.includes(values.only))
  if (chosen.length === 0) throw new UsageError(`--only ${values.only}: no idea has this name.`)
  const sets = resolve(values.sets)
  for (const [i, edit] of [undefined, ...chosen].entries()) {
    const { bySet, byKind } = await measure(edit, sets, values.sample)
    const columns = toColumns(bySet, byKind)
    if (i === 0) {
      console.log(row(['left out', ...columns.map(([name]) => name)]))
      console.log(row(['---', ...columns.map(() => '---:')]))
    }
    console.log(row([edit?.name ?? 'nothing', ...columns.map(([, cell]) => cell)]))
  }
})

/** Scores a copy of the project with one edit, or none. */
function measure(edit: Edit | undefined, sets: string, sample: string) {
  return withEditedCopy(edit ? [edit] : [], async (folder) => {
    const evaluate = async (...options: string[]) => {
      const command = ['--import', 'tsx', 'tools/evaluate.ts', '--json', ...options]
      const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: folder })
      return stdout.trim().split('\n')
    }
    const [bySet, [own = '[]']] = await Promise.all([
      evaluate('--sets', sets, '--sample', sample),
      evaluate(),
    ])
    return {
      bySet: bySet.map((line) => JSON.parse(line) as SetScores),
      byKind: JSON.parse(own) as OwnScores,
    }
  })
}

function toColumns(
  bySet: readonly SetScores[],
  byKind: OwnScores,
): readonly (readonly [name: string, cell: string])[] {
  // Questions in other spellings are judged by whether they find the passage.
  const judged = bySet.filter(({ set, auc }) => auc !== null && !set.includes('.'))
  const asked = byKind.filter(({ kind }) => kind === 'colloquial' || kind === 'english')
  const refused = byKind.filter(({ kind }) => kind === 'near-miss')
  return [
    ...bySet.map(({ set, recallAt1 }) => [`${set}, first`, percent(recallAt1)] as const),
    ...judged.map(({ set, auc }) => [`${set}, AUC`, percent(auc)] as const),
    ...judged.map(({ set, answered }) => [`${set}, found`, percent(answered)] as const),
    ...judged.map(
      ({ set, wronglyAnswered }) => [`${set}, answered wrongly`, percent(wronglyAnswered)] as const,
    ),
    ...asked.map(({ kind, first }) => [`own ${kind}, first`, percent(first)] as const),
    ...refused.map(({ kind, certain }) => [`own ${kind}, refused`, percent(certain)] as const),
  ]
}

function percent(share: number | null): string {
  return share === null ? '–' : (share * 100).toFixed(1)
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
