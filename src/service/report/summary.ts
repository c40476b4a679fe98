import { type CountKind, type DailyCount, QUESTION_OUTCOMES, TIME_BOUNDS } from '../daily-counts.ts'
import { DAY, startOfDay } from '../days.ts'
import type { Gap } from '../gaps/store.ts'

export type QuestionOutcome = (typeof QUESTION_OUTCOMES)[number]

/** One day of one platform, or of all. */
export interface DaySummary {
  /** Milliseconds since 1970. */
  readonly day: number
  readonly outcomes: Readonly<Record<QuestionOutcome, number>>
  readonly questions: number
  /** 0…1; undefined without questions. */
  readonly foundShare: number | undefined
  /** Milliseconds, as upper bounds; undefined without questions. */
  readonly median: number | undefined
  readonly p95: number | undefined
  readonly helpful: number
  readonly unhelpful: number
}

export interface ReportSummary {
  /** Every day of the period, also those without questions. */
  readonly days: readonly DaySummary[]
  readonly byPlatform: Readonly<Record<string, readonly DaySummary[]>>
  readonly total: DaySummary
  /** The busiest first. */
  readonly topics: readonly { readonly name: string; readonly count: number }[]
  /** The most frequent first. */
  readonly gaps: readonly Gap[]
}

/**
 * What the counts of a period come to.
 *
 * @param today milliseconds since 1970, on the last day
 * @param length of the period, in days
 */
export function summarise(
  counts: readonly DailyCount[],
  gaps: readonly Gap[],
  today: number,
  length: number,
): ReportSummary {
  const last = startOfDay(today)
  const days = Array.from({ length }, (_, index) => last - (length - 1 - index) * DAY)
  const inPeriod = counts.filter(({ day }) => day >= (days[0] ?? last) && day <= last)
  const follow = (own: readonly DailyCount[]) =>
    days.map((day) =>
      summariseDay(
        day,
        own.filter((count) => count.day === day),
      ),
    )
  const platforms = [...new Set(inPeriod.map(({ platform }) => platform))].sort()
  return {
    days: follow(inPeriod),
    byPlatform: Object.fromEntries(
      platforms.map((platform) => [
        platform,
        follow(inPeriod.filter((count) => count.platform === platform)),
      ]),
    ),
    total: summariseDay(last, inPeriod),
    topics: [...sumByName(inPeriod, 'topic')]
      .map(([name, count]) => ({ name, count }))
      .sort((a, b) => b.count - a.count || a.name.localeCompare(b.name)),
    gaps,
  }
}

function summariseDay(day: number, counts: readonly DailyCount[]): DaySummary {
  const outcomes = sumByName(counts, 'outcome')
  const votes = sumByName(counts, 'vote')
  const times = sumByName(counts, 'milliseconds')
  const counted = Object.fromEntries(
    QUESTION_OUTCOMES.map((outcome) => [outcome, outcomes.get(outcome) ?? 0]),
  ) as Record<QuestionOutcome, number>
  const questions = Object.values(counted).reduce((sum, count) => sum + count, 0)
  return {
    ...{ day, outcomes: counted, questions },
    foundShare: questions > 0 ? counted.found / questions : undefined,
    median: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    helpful: votes.get('helpful') ?? 0,
    unhelpful: votes.get('unhelpful') ?? 0,
  }
}

function sumByName(counts: readonly DailyCount[], kind: CountKind): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const { name, count, kind: its } of counts)
    if (its === kind) sums.set(name, (sums.get(name) ?? 0) + count)
  return sums
}

/** The bound below which this share of the times lies. */
function quantile(times: ReadonlyMap<string, number>, share: number): number | undefined {
  const total = [...times.values()].reduce((sum, count) => sum + count, 0)
  if (total === 0) return undefined
  let seen = 0
  return TIME_BOUNDS.find((bound) => {
    seen += times.get(`${bound}`) ?? 0
    return seen >= share * total
  })
}
