import type { Explanation, News, PlatformName, Traffic } from '../protocol/index.ts'

/** News kept for pages that come later; beyond it the oldest passing ones are forgotten. */
const MAX_KEPT = 5_000

interface Entry {
  readonly id: number
  readonly news: News
}

/** Everything that the page has to know, in order. */
export interface EventLog {
  tell(news: News): void
  /** Forgets what was told; who listens goes on. */
  clear(): void
  /** Also told what came after the entry of this id; returns how to stop. */
  follow(after: number, listener: (entry: Entry) => void): () => void
  /** Numbers an explanation, and tells it. */
  explain(explanation: Omit<Explanation, 'id'>): number
  /** Numbers traffic, and tells it. */
  record(platform: PlatformName, traffic: Omit<Traffic, 'id' | 'at' | 'platform'>): void
}

export function createEventLog(): EventLog {
  const entries: Entry[] = []
  const listeners = new Set<(entry: Entry) => void>()
  let last = 0
  let exchanges = 0
  let answers = 0
  const tell = (news: News) => {
    const entry = { id: ++last, news }
    entries.push(entry)
    if (entries.length > MAX_KEPT) forget(entries)
    for (const listener of [...listeners]) listener(entry)
  }
  return {
    tell,
    clear: () => void entries.splice(0),
    follow(after, listener) {
      for (const entry of entries) if (entry.id > after) listener(entry)
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    explain(explanation) {
      tell({ type: 'answer', answer: { id: ++answers, ...explanation } })
      return answers
    },
    record: (platform, traffic) =>
      tell({
        type: 'traffic',
        traffic: { id: ++exchanges, platform, at: Date.now(), ...traffic },
      }),
  }
}

/** What the page must know to work at all stays. */
const PASSING: readonly News['type'][] = ['traffic', 'answer', 'discord', 'telegram']

function forget(entries: Entry[]): void {
  const oldest = entries.findIndex(({ news }) => PASSING.includes(news.type))
  if (oldest >= 0) entries.splice(oldest, 1)
}
