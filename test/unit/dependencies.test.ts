import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
  string,
  Record<string, string>
>
const names = Object.keys({ ...dependencies, ...devDependencies })

it('every dependency has its reason in docs/design.md', () => {
  const [, reasons = ''] = read('docs/design.md').split('## Dependencies')
  const listed = reasons.split(/[\s,;:()|]+/)
  expect(names.filter((name) => !listed.includes(name.replace(/\.$/, '')))).toEqual([])
})
