import type { MaterialMeasurement } from './material.ts'
import { quantile } from './measure.ts'
import type { Measurement } from './types.ts'

/** An engine and what each of its processes measured. */
export interface Row {
  readonly label: string
  readonly rounds: readonly Measurement[]
}

const NONE = '–'

/**
 * One Markdown table: quality in percent, separation from 0.5 to 1, costs as multiples of the
 * first row's. Costs are medians of the rounds; quality is the same in all of them.
 */
export function toTable(rows: readonly Row[]): string {
  const [base] = rows
  const [first] = base?.rounds ?? []
  if (!base || !first) return ''
  const variants = Object.keys(first.quality)
  const kinds = Object.keys(first.separation)
  const costs: readonly [string, (measurement: Measurement) => number][] = [
    ['build', ({ build }) => build],
    ['median query', ({ median }) => median],
    ['p95 query', ({ p95 }) => p95],
    ['index memory', ({ index }) => index],
    ['all memory', ({ total }) => total],
  ]
  const header = [
    'engine',
    ...variants.map((variant) => `${variant} R@1 / MRR`),
    ...kinds.map((kind) => `AUC ${kind}`),
    ...costs.map(([name]) => `${name} ×`),
  ]
  const cellsOf = ({ label, rounds }: Row): string[] => {
    const [measured] = rounds
    return [
      label,
      ...variants.map((variant) => {
        const quality = measured?.quality[variant]
        return quality ? `${percent(quality.recallAt1)} / ${percent(quality.reciprocalRank)}` : NONE
      }),
      ...kinds.map((kind) => measured?.separation[kind]?.toFixed(3) ?? NONE),
      ...costs.map(([, cost]) => ratio(middle(rounds.map(cost)) / middle(base.rounds.map(cost)))),
    ]
  }
  const rule = header.map((_, column) => (column === 0 ? '---' : '--:'))
  return [header, rule, ...rows.map(cellsOf)].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** What the first row's multiples are multiples of. */
export function toAbsolute({ label, rounds }: Row): string {
  const of = (cost: (measurement: Measurement) => number) => middle(rounds.map(cost))
  const [build, index, total] = [of((m) => m.build), of((m) => m.index), of((m) => m.total)]
  const [median, p95] = [of((m) => m.median), of((m) => m.p95)]
  return (
    `${label} = 1: build ${build.toFixed(0)} ms, median ${median.toFixed(2)} ms, ` +
    `p95 ${p95.toFixed(2)} ms, index ${megabytes(index)} MB, all ${megabytes(total)} MB.`
  )
}

/** A Markdown table of what reading material took: medians of the rounds. */
export function toMaterialTable(rows: readonly (readonly MaterialMeasurement[])[]): string {
  const lines = rows.map((rounds) => {
    const of = (cost: (measurement: MaterialMeasurement) => number) =>
      middle(rounds.map(cost)).toFixed(0)
    const { name = '', passages = 0 } = rounds[0] ?? {}
    const times = [of((m) => m.read), of((m) => m.readAgain), of((m) => m.index)]
    const memory = of((m) => m.memory / 2 ** 20)
    return [name, `${passages}`, ...times.map((time) => `${time} ms`), `${memory} MB`]
  })
  const header = ['material', 'passages', 'read', 'read after one edit', 'index', 'memory']
  const rule = header.map((_, column) => (column === 0 ? '---' : '--:'))
  return [header, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

const middle = (values: readonly number[]): number => quantile(values, 0.5)
const percent = (share: number): string => (share * 100).toFixed(1)
const ratio = (value: number): string => (value < 0.095 ? value.toFixed(3) : value.toFixed(2))
const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1)
