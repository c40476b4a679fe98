/** Repeatable chance: the same seed gives the same draws on every machine. */
export interface Random {
  /** A whole number, both ends included. */
  between(least: number, most: number): number
  pick<T>(values: readonly T[]): T
  /** A copy in another order. */
  shuffle<T>(values: readonly T[]): T[]
}

/** Mulberry32, public domain by Tommy Ettinger: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function createRandom(seed: number): Random {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    between,
    pick: <T>(values: readonly T[]) => values[between(0, values.length - 1)] as T,
    shuffle<T>(values: readonly T[]) {
      const mixed = [...values]
      for (let last = mixed.length - 1; last > 0; last--) {
        const other = between(0, last)
        ;[mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T]
      }
      return mixed
    },
  }
}
