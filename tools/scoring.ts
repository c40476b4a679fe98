import type { SearchIndex, SearchResult } from '../src/retrieval/index.ts'
import { type Baselines, baselinesOf, type Judgement, judge, RULES } from './baselines.ts'

/** A question on the project's own material; see `test/fixtures/questions.tsv`. */
interface OwnQuestion {
  readonly id: string
  readonly kind: string
  readonly question: string
  /** Paragraphs that answer; none where the material does not. */
  readonly paragraphs: readonly number[]
  /** One of these stands in the sentences that answer; nothing in particular if empty. */
  readonly contains: readonly string[]
}

/** Reads tab-separated lines `id kind question paragraphs must_contain`; `#` begins a comment, `-` is nothing. */
export const parseQuestions = (tsv: string): OwnQuestion[] =>
  tsv
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [id = '', kind = '', question = '', paragraphs = '-', contains = '-'] = line.split('\t')
      const list = (cell: string, separator: string) =>
        cell.trim() === '-' ? [] : cell.trim().split(separator)
      return {
        id,
        kind,
        question,
        paragraphs: list(paragraphs, ',').map(Number),
        contains: list(contains, '|'),
      }
    })

/** Whether one question went well, and how. */
export interface OwnOutcome extends OwnQuestion {
  readonly result: SearchResult
  /** An answering paragraph is first; true where there is none to find. */
  readonly first: boolean
  /** What must stand out does; true where nothing must. */
  readonly contained: boolean
  /** So it does, and one look takes in all that stands out. */
  readonly glance: boolean
  /** Found, or not found, as it should be. */
  readonly certain: boolean
}

export const askOwn = async (index: SearchIndex, question: OwnQuestion): Promise<OwnOutcome> => {
  const result = await index.search(question.question)
  const [hit] = result.hits
  const answerable = question.paragraphs.length > 0
  const [from = 0, to = 0] = hit?.passage.paragraphs ?? []
  const first = !answerable || question.paragraphs.some((each) => each >= from && each <= to)
  const shown = hit ? answerText(hit) : ''
  const answer = shown.toLowerCase()
  const contained =
    question.contains.length === 0 ||
    (first && question.contains.some((each) => answer.includes(each.toLowerCase())))
  const certain = answerable ? result.certainty !== 'none' : result.certainty !== 'found'
  const glance = contained && (question.contains.length === 0 || shown.length <= GLANCE.han)
  return { ...question, result, first, contained, glance, certain }
}

/** Shares of the outcomes of each kind, in the order in which kinds first occur. */
export const scoreByKind = (outcomes: readonly OwnOutcome[]) =>
  [...new Set(outcomes.map(({ kind }) => kind))].map((kind) => {
    const own = outcomes.filter((outcome) => outcome.kind === kind)
    const share = (test: (outcome: OwnOutcome) => boolean) => own.filter(test).length / own.length
    return {
      kind,
      n: own.length,
      first: share(({ first }) => first),
      contained: share(({ contained }) => contained),
      glance: share(({ glance }) => glance),
      certain: share(({ certain }) => certain),
    }
  })

/** A line of a question file for `--queries`. */
export interface Query {
  readonly id: string
  readonly text: string
  readonly relevant: readonly string[]
  readonly answers?: readonly string[]
}

/** What became of a query, and what stands out in its first hit; ranks count from 1, sources that are not found have none. */
export interface QueryOutcome extends Judgement {
  /** Id of the first passage. */
  readonly first: string | undefined
  readonly rank: number | undefined
  readonly confidence: number
  readonly answered: boolean
  readonly milliseconds: number
  /** Of the first passage; undefined where there is none. */
  readonly baselines: Baselines | undefined
}

/** UTF-16 units that one look takes in: of Chinese, and of a language with letters. */
const GLANCE = { han: 40, letters: 110 }

export const askQuery = async (
  index: SearchIndex,
  { text, relevant, answers = [] }: Query,
): Promise<QueryOutcome> => {
  const start = performance.now()
  const { hits, confidence, certainty } = await index.search(text, { limit: 20 })
  const milliseconds = performance.now() - start
  const sources = [...new Set(hits.map(({ passage }) => passage.source.id))]
  const at = sources.findIndex((id) => relevant.includes(id))
  const shown = hits[0] ? answerText(hits[0]) : ''
  return {
    first: hits[0]?.passage.id,
    rank: at < 0 ? undefined : at + 1,
    confidence,
    answered: certainty === 'found',
    ...judge(shown, answers),
    milliseconds,
    baselines: hits[0] && baselinesOf(hits[0].passage.text, text, answers),
  }
}

export const scoreQueries = (outcomes: readonly QueryOutcome[], off: readonly QueryOutcome[]) => {
  const mean = (values: readonly number[]) =>
    values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
  const within = (most: number) =>
    mean(outcomes.map(({ rank }) => (rank !== undefined && rank <= most ? 1 : 0)))
  const times = outcomes.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b)
  const answered = (some: readonly QueryOutcome[]) =>
    mean(some.map((each) => Number(each.answered)))
  return {
    n: outcomes.length,
    unanswerable: off.length,
    recallAt1: within(1),
    recallAt5: within(5),
    recallAt20: within(20),
    mrrAt10: mean(outcomes.map(({ rank }) => (rank !== undefined && rank <= 10 ? 1 / rank : 0))),
    auc: areaUnderCurve(
      outcomes.map(({ confidence }) => confidence),
      off.map(({ confidence }) => confidence),
    ),
    answered: answered(outcomes),
    wronglyAnswered: answered(off),
    answerContained: mean(outcomes.map(({ contained }) => Number(contained))),
    glance: mean(outcomes.map((each) => Number(each.contained && each.length <= GLANCE.han))),
    answerLength: mean(outcomes.map(({ length }) => length)),
    answerF1: mean(outcomes.map(({ f1 }) => f1)),
    p50Milliseconds: quantile(times, 0.5),
    p95Milliseconds: quantile(times, 0.95),
  }
}

/** What simple rules reach on the same first passages; see {@link Baselines}. */
export const scoreBaselines = (outcomes: readonly QueryOutcome[]) =>
  RULES.map((rule) => {
    const judged = outcomes.flatMap(({ baselines }) => baselines?.[rule] ?? [])
    const mean = (value: (each: Judgement) => number) =>
      judged.reduce((sum, each) => sum + value(each), 0) / Math.max(1, outcomes.length)
    return {
      rule,
      contained: mean(({ contained }) => Number(contained)),
      glance: mean(({ contained, length }) => Number(contained && length <= GLANCE.han)),
      length: mean(({ length }) => length),
      f1: mean(({ f1 }) => f1),
    }
  })

/** How often one of `high` lies above one of `low`, ties counting half (Mann & Whitney 1947). */
export const areaUnderCurve = (high: readonly number[], low: readonly number[]): number | null => {
  if (high.length === 0 || low.length === 0) return null
  const sorted = [...low].sort((a, b) => a - b)
  const below = (test: (each: number) => boolean) => {
    let [from, to] = [0, sorted.length]
    while (from < to) {
      const middle = (from + to) >>> 1
      if (test(sorted[middle] as number)) from = middle + 1
      else to = middle
    }
    return from
  }
  const wins = high.map(
    (value) => (below((each) => each < value) + below((each) => each <= value)) / 2,
  )
  return wins.reduce((sum, win) => sum + win, 0) / (high.length * low.length)
}

const quantile = (sorted: readonly number[], share: number): number | null =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? null

const answerText = ({ passage, answer }: SearchResult['hits'][number]): string =>
  answer.map(([start, end]) => passage.text.slice(start, end)).join('')
