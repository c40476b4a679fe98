import { createHash } from 'node:crypto'
import { fold } from '../../retrieval/index.ts'
import { DAY, startOfDay } from '../days.ts'
import type { Store } from '../store/index.ts'

/** A question that the material did not answer well, counted over everybody who asked it. */
export interface Gap {
  /** Normalised: one spelling, without what may point at a person. */
  readonly text: string
  /** How often nothing was found, how often only something near, and how often people chose 👍 or 👎. */
  readonly none: number
  readonly near: number
  readonly helpful: number
  readonly unhelpful: number
  /** The nearest passage, as `/passage` takes it. */
  readonly nearest: string | null
  /** Milliseconds since 1970; whole days. */
  readonly last: number
}

export type Vote = 'helpful' | 'unhelpful'

export interface GapStore {
  count(question: string, outcome: 'none' | 'near', nearest: string | undefined): Promise<void>
  vote(question: string, vote: Vote): Promise<void>
  /** The most frequent first. */
  list(limit: number, offset?: number): Promise<readonly Gap[]>
  /** Gaps in all. */
  size(): Promise<number>
  /** The gap of that {@link idOfGap}; undefined if there is none. */
  find(id: string): Promise<Gap | undefined>
  /** Forgets a question, until somebody asks it again. */
  close(question: string): Promise<void>
}

/** Whole days, as questions have them: none is forgotten before its days are over. */
const oldestKept = (time: number, days: number): number => startOfDay(time - days * DAY)

/** Different questions that are kept; beyond that, the oldest go first. */
const MAX_QUESTIONS = 10_000
/** Characters of a question that are kept. */
const MAX_LENGTH = 200
/** Questions that are counted between two deletions of old ones. */
const SWEEP_EVERY = 100

/**
 * @param days after which a question that nobody asked again is forgotten
 * @param now milliseconds; for tests
 */
export function createGapStore(store: Store, days: number, now: () => number = Date.now): GapStore {
  let counted = 0
  const add = async (column: 'none' | 'near' | Vote, question: string, nearest?: string) => {
    const text = normalise(question)
    if (!text) return
    if (counted++ % SWEEP_EVERY === 0) await sweep()
    await store.run(
      `INSERT INTO questions (text, ${column}, nearest, last) VALUES (?, 1, ?, ?)
       ON CONFLICT (text) DO UPDATE SET ${column} = questions.${column} + 1, last = excluded.last,
         nearest = coalesce(excluded.nearest, questions.nearest)`,
      text,
      nearest ?? null,
      // A day is enough for the owner, and does not reveal when somebody asked.
      startOfDay(now()),
    )
  }
  const sweep = async () => {
    await store.run('DELETE FROM questions WHERE last < ?', oldestKept(now(), days))
    await store.run(
      `DELETE FROM questions WHERE text NOT IN
         (SELECT text FROM questions ORDER BY last DESC, none + near DESC LIMIT ?)`,
      MAX_QUESTIONS,
    )
  }
  return {
    count: (question, outcome, nearest) => add(outcome, question, nearest),
    vote: (question, vote) => add(vote, question),
    list: async (limit, offset = 0) =>
      (await store.all<Gap>(LIST, oldestKept(now(), days), limit, offset)) ?? [],
    async size() {
      const rows = await store.all<{ size: number }>(
        `SELECT count(*) AS size FROM questions WHERE ${IS_GAP}`,
        oldestKept(now(), days),
      )
      return rows?.[0]?.size ?? 0
    },
    async find(id) {
      const all = await store.all<Gap>(LIST, oldestKept(now(), days), MAX_QUESTIONS, 0)
      return all?.find(({ text }) => idOfGap(text) === id)
    },
    async close(question) {
      await store.run('DELETE FROM questions WHERE text = ?', normalise(question))
    },
  }
}

/** Questions that were only marked as helpful are no gaps. */
const IS_GAP = 'none + near + unhelpful > 0 AND last >= ?'
const LIST = `SELECT text, none, near, helpful, unhelpful, nearest, last FROM questions WHERE ${IS_GAP}
  ORDER BY none + near + 2 * unhelpful - helpful DESC, last DESC, text LIMIT ? OFFSET ?`

/** Stands for a question in the data of a button, which holds few characters. */
export const idOfGap = (text: string): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, 12)

/** One spelling for one question. Addresses, mentions and long numbers may point at a person. */
export function normalise(question: string): string {
  const text = fold(question.slice(0, 4 * MAX_LENGTH))
    .replaceAll(
      /https?:\/\/[!-~]+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}|<[@#:][^>]{0,64}>|@[\p{L}\p{N}_]{1,64}|\+?\d[\d\s-]{5,40}\d/gu,
      ' ',
    )
    .replaceAll(/[^\p{L}\p{N}\p{M}%+#.]+/gu, ' ')
    .trim()
  return [...text].slice(0, MAX_LENGTH).join('')
}
