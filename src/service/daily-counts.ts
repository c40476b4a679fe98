import {
  type Answer,
  type ChatRequest,
  type Outcome,
  type Responder,
  wrapResponder,
} from '../answers/index.ts'
import { DAY, startOfDay } from './days.ts'
import type { Store } from './store/index.ts'

/** What is counted for each day and platform: numbers alone, nothing about who asked what. */
export type CountKind = 'outcome' | 'milliseconds' | 'topic' | 'vote'

export interface DailyCount {
  /** Milliseconds since 1970; the beginning of a day in UTC. */
  readonly day: number
  /** `discord`, `telegram` … */
  readonly platform: string
  readonly kind: CountKind
  /** An outcome, the upper bound of a time to answer, a topic, or a vote. */
  readonly name: string
  readonly count: number
}

export interface DailyCounts {
  add(platform: string, kind: CountKind, name: string): void
  /** The counts of the last `days`, in order. */
  list(days: number): Promise<readonly DailyCount[]>
  /** Writes what was counted since the last time. */
  flush(): Promise<void>
  close(): Promise<void>
}

/** Upper bounds, in milliseconds; longer times count for the last. */
export const TIME_BOUNDS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000] as const
/** Outcomes that answer a question; pages and refusals are no questions. */
export const QUESTION_OUTCOMES = ['found', 'near', 'none', 'failed'] as const satisfies Outcome[]

/** Milliseconds between two writes of counts: one for each question would be too many. */
const FLUSH_EVERY = 5_000

/**
 * @param days that counts are kept
 * @param now milliseconds since 1970; for tests
 */
export function createDailyCounts(
  store: Store,
  days: number,
  now: () => number = Date.now,
): DailyCounts {
  let pending = new Map<string, DailyCount>()
  let sweptAt = Number.NEGATIVE_INFINITY
  const timer = setInterval(() => void flush(), FLUSH_EVERY)
  timer.unref()

  async function flush(): Promise<void> {
    const counts = [...pending.values()]
    pending = new Map()
    for (const { day, platform, kind, name, count } of counts)
      await store.run(
        `INSERT INTO daily_counts (day, platform, kind, name, count) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (day, platform, kind, name)
         DO UPDATE SET count = daily_counts.count + excluded.count`,
        ...[day, platform, kind, name, count],
      )
    if (counts.length === 0 || startOfDay(now()) === sweptAt) return
    sweptAt = startOfDay(now())
    await store.run('DELETE FROM daily_counts WHERE day < ?', startOfDay(now() - days * DAY))
  }
  return {
    add(platform, kind, name) {
      const day = startOfDay(now())
      const key = `${day} ${platform} ${kind} ${name}`
      const count = (pending.get(key)?.count ?? 0) + 1
      pending.set(key, { day, platform, kind, name, count })
    },
    async list(lastDays) {
      await flush()
      const rows = await store.all<DailyCount>(
        `SELECT day, platform, kind, name, count FROM daily_counts WHERE day > ?
         ORDER BY day, platform, kind, name`,
        startOfDay(now()) - lastDays * DAY,
      )
      // PostgreSQL gives large numbers as strings.
      return (rows ?? []).map((row) => ({ ...row, day: Number(row.day), count: Number(row.count) }))
    },
    flush,
    async close() {
      clearInterval(timer)
      await flush()
    },
  }
}

/**
 * Counts questions by what came of them, how long that took, and their topics.
 *
 * @param topicOf the topic that an answer comes from, if there is one
 */
export function countDaily(
  responder: Responder,
  counts: DailyCounts,
  topicOf: (answer: Answer, request: ChatRequest) => string | undefined,
): Responder {
  return wrapResponder(responder, {
    async respond(request) {
      const began = performance.now()
      const answer = await responder.respond(request)
      const { from, draft } = request
      const outcome = QUESTION_OUTCOMES.find((known) => known === answer.outcome)
      if (!from || draft || !outcome || (request.page ?? 1) > 1) return answer
      counts.add(from.platform, 'outcome', outcome)
      counts.add(from.platform, 'milliseconds', `${boundOf(performance.now() - began)}`)
      const topic = topicOf(answer, request)
      if (topic) counts.add(from.platform, 'topic', topic)
      return answer
    },
  })
}

const boundOf = (milliseconds: number): number =>
  TIME_BOUNDS.find((bound) => milliseconds <= bound) ?? Math.max(...TIME_BOUNDS)
