/** A map that holds so many entries at most: what was set longest ago is forgotten first. */
export interface LruMap<Value> {
  get(key: string): Value | undefined
  set(key: string, value: Value): void
}

export function createLruMap<Value>(most: number): LruMap<Value> {
  const entries = new Map<string, Value>()
  return {
    get: (key) => entries.get(key),
    set(key, value) {
      // A Map keeps its order of insertion.
      entries.delete(key)
      entries.set(key, value)
      const [oldest] = entries.keys()
      if (entries.size > most && oldest !== undefined) entries.delete(oldest)
    },
  }
}
