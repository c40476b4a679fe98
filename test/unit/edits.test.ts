import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { ABLATIONS } from '../../tools/ablate/ablations.ts'
import { MUTATIONS } from '../../tools/soak/mutations.ts'

const named = [...MUTATIONS, ...ABLATIONS].map((edit) => [edit.name, edit] as const)

it.each(named)('what an edit of the source looks for stands there once: %s', (_, edit) => {
  expect(readFileSync(edit.file, 'utf8').split(edit.find)).toHaveLength(2)
  expect(edit.replace).not.toBe(edit.find)
})
