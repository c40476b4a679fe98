import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { MUTATIONS } from '../../tools/soak/mutations.ts'

it.each(MUTATIONS.map((mutation) => [mutation.name, mutation] as const))(
  'the bot can still be broken: %s',
  (_, { file, find, replace }) => {
    expect(readFileSync(file, 'utf8').split(find)).toHaveLength(2)
    expect(replace).not.toBe(find)
  },
)
