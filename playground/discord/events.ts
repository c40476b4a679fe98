import type { Happening } from './types.ts'

/** A playground that runs for days must not grow for days. */
const MAX_PAST = 10_000

/** What happened, for those who listen and for those who come later. */
export interface Events {
  readonly past: readonly Happening[]
  tell(happening: Happening): void
  /** @returns how to stop listening */
  listen(listener: (happening: Happening) => void): () => void
  /** The first happening of this kind, past or to come. */
  until<T extends Happening>(wanted: (happening: Happening) => happening is T): Promise<T>
  until(wanted: (happening: Happening) => boolean): Promise<Happening>
}

export function createEvents(): Events {
  const past: Happening[] = []
  const listeners = new Set<(happening: Happening) => void>()
  const listen: Events['listen'] = (listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  const until = (wanted: (happening: Happening) => boolean): Promise<Happening> => {
    const found = past.find(wanted)
    if (found) return Promise.resolve(found)
    return new Promise((resolve) => {
      const stop = listen((happening) => {
        if (!wanted(happening)) return
        stop()
        resolve(happening)
      })
    })
  }
  return {
    past,
    tell(happening) {
      past.push(happening)
      if (past.length > MAX_PAST) past.shift()
      for (const listener of [...listeners]) listener(happening)
    },
    listen,
    until: until as Events['until'],
  }
}
