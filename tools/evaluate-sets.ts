import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openSearchEngine } from '../src/retrieval/index.ts'
import { askAll, indexPassages, progress, readQueries } from './queries.ts'
import { type Query, scoreBaselines, scoreQueries } from './scoring.ts'

interface SetOptions {
  /** Whether to tell what simple rules would let stand out in the same passages. */
  readonly baselines: boolean
  /** Whether to print a line of JSON for each row, shares from 0 to 1. */
  readonly json: boolean
  /** Of an OpenSearch in place of MiniSearch. */
  readonly url?: string | undefined
}

/** Every question file of every folder, a row each; `queries.unans.jsonl` has no answers. */
export async function evaluateSets(
  folder: string,
  sample: number,
  { baselines, json, url }: SetOptions,
) {
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
  if (!json) console.log(line(names))
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
      const row = `${set}${name.slice('queries'.length, -'.jsonl'.length)}`
      if (json) {
        console.log(JSON.stringify({ set: row, ...s, ...(engine && { same }) }))
        continue
      }
      console.log(
        line([
          row,
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
