import { setTimeout as wait } from 'node:timers/promises'
import type { Random } from '../bench/random.ts'
import type { EditedMaterial } from './material.ts'
import type { Fault, Side } from './side.ts'

/** Milliseconds between looks at what is due. */
const TICK = 50
/** Milliseconds between faults, and between edits of the material, on average. */
const FAULT_EVERY = 250
const EDIT_EVERY = 4000

interface Load {
  readonly random: Random
  readonly sides: readonly Side[]
  readonly faults: readonly Fault[]
  /** Milliseconds between edits of the material, on average; default four seconds. */
  readonly editEvery?: number
  readonly material: EditedMaterial
  /** Questions a second on each platform, on average. */
  readonly rate: number
  readonly countFault: (name: string) => void
  /** Milliseconds since the run began. */
  readonly now: () => number
  /** Whether a bot is connected; one that starts needs good material. */
  readonly isThere: () => boolean
}

/** Asks, lets things go wrong and edits the material until it is over. */
export async function keepGoing(load: Load, isOver: () => boolean): Promise<void> {
  const {
    random,
    sides,
    faults,
    material,
    rate,
    countFault,
    now,
    isThere,
    editEvery = EDIT_EVERY,
  } = load
  const happens = (every: number) => random.between(1, 1_000_000) <= (TICK / every) * 1_000_000
  let last = now()
  while (!isOver()) {
    await wait(TICK)
    // A machine that is busy elsewhere makes the ticks longer, not the questions fewer.
    const ticks = Math.round((now() - last) / TICK)
    last += ticks * TICK
    for (let tick = 0; tick < ticks; tick++) {
      for (const side of sides) if (happens(1000 / rate)) side.ask()
      if (faults.length > 0 && happens(FAULT_EVERY)) {
        const fault = pickByWeight(random, faults)
        if ((isThere() || !fault.needsBot) && fault.strike()) countFault(fault.name)
      }
      if (happens(editEvery))
        await (isThere() && random.between(1, 2) === 1 ? material.editBadly() : material.editWell())
    }
  }
  await material.editWell()
}

function pickByWeight<T extends { readonly weight: number }>(random: Random, values: readonly T[]) {
  const total = values.reduce((sum, { weight }) => sum + weight, 0)
  let left = (random.between(0, 1_000_000) / 1_000_000) * total
  for (const value of values) {
    left -= value.weight
    if (left <= 0) return value
  }
  throw new Error('there is nothing to pick from')
}
