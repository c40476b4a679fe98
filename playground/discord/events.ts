import type { StandInEvent } from './types.ts'

/** A playground that runs for days must not grow for days. */
const MAX_PAST = 10_000

/** What happened, for those who listen and for those who come later. */
export interface Events {
  readonly past: readonly StandInEvent[]
  tell(event: StandInEvent): void
  /** @returns how to stop listening */
  listen(listener: (event: StandInEvent) => void): () => void
  /** The first event of this kind, past or to come. */
  until<T extends StandInEvent>(wanted: (event: StandInEvent) => event is T): Promise<T>
  until(wanted: (event: StandInEvent) => boolean): Promise<StandInEvent>
}

export function createEvents(): Events {
  const past: StandInEvent[] = []
  const listeners = new Set<(event: StandInEvent) => void>()
  const listen: Events['listen'] = (listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  const until = (wanted: (event: StandInEvent) => boolean): Promise<StandInEvent> => {
    const found = past.find(wanted)
    if (found) return Promise.resolve(found)
    return new Promise((resolve) => {
      const stop = listen((event) => {
        if (!wanted(event)) return
        stop()
        resolve(event)
      })
    })
  }
  return {
    past,
    tell(event) {
      past.push(event)
      if (past.length > MAX_PAST) past.shift()
      for (const listener of [...listeners]) listener(event)
    },
    listen,
    until: until as Events['until'],
  }
}
