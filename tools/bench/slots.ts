import type { Random } from './random.ts'
import type { Templates } from './templates.ts'

/** Replaces the `{slots}` of a template by values, the same slot always by the same. */
export type Fill = (template: string) => string

/** Smallest and largest value of the numbers that templates ask for. */
const NUMBERS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  year: [1840, 1940],
  count: [12, 980],
  small: [2, 12],
  age: [12, 22],
  length: [120, 4800],
  height: [600, 3900],
  tons: [2, 20],
  money: [3, 900],
  percent: [4, 96],
  month: [1, 12],
  hour: [8, 11],
  big: [2, 90],
  weight: [40, 2600],
}

const makeStem = ({ pools }: Templates, random: Random): string =>
  random.pick(pools.stemFirst ?? []) + random.pick(pools.stemSecond ?? [])

export const makePerson = ({ pools }: Templates, random: Random): string => {
  const given = random.shuffle(pools.given ?? []).slice(0, random.between(0, 3) ? 2 : 1)
  return random.pick(pools.surname ?? []) + given.join('')
}

/** Values for one entry, drawn when first asked for. */
export function createSlots(templates: Templates, random: Random, people: readonly string[]): Fill {
  const values = new Map<string, string>()
  const valueFor = (slot: string): string => {
    const value = values.get(slot) ?? draw(slot.replace(/\d$/, ''))
    values.set(slot, value)
    return value
  }
  const draw = (type: string): string => {
    if (type === 'stem') return makeStem(templates, random)
    if (type === 'place') return makeStem(templates, random) + random.pick(['县', '镇', '村', '乡'])
    if (type === 'person') return random.pick(people)
    if (type === 'later') return String(Number(valueFor('year')) + random.between(3, 35))
    if (type === 'end') return String(Number(valueFor('later')) + random.between(2, 35))
    const range = NUMBERS[type]
    if (range) return String(random.between(...range))
    const pool = templates.pools[type]
    if (!pool) throw new Error(`templates.yaml: {${type}} is neither a pool nor a number`)
    return random.pick(pool)
  }
  return (template) => template.replace(/\{(\w+)\}/g, (_, slot: string) => valueFor(slot))
}
