import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const SRC = resolve(import.meta.dirname, '../../src')

/** Which layers each may import beside itself; `docs/design.md` says why. */
const ALLOWED: Record<string, readonly string[]> = {
  corpus: [],
  retrieval: ['corpus'],
  answers: ['corpus', 'retrieval'],
  'bots/types.ts': ['answers'],
  'bots/pack.ts': ['answers'],
  'bots/discord': ['answers', 'bots/types.ts', 'bots/pack.ts'],
  'bots/telegram': ['answers', 'bots/types.ts', 'bots/pack.ts', 'http.ts'],
  'bots/terminal': ['answers', 'bots/types.ts', 'bots/pack.ts'],
  service: ['answers', 'retrieval', 'bots/types.ts', 'http.ts'],
  playground: ['answers', 'bots/types.ts', 'bots/discord', 'bots/telegram', 'http.ts'],
  'http.ts': [],
  'config.ts': ['answers', 'corpus', 'log.ts'],
  'log.ts': ['bots/types.ts'],
}

/** Libraries that one place alone may import. */
const OWNERS: Record<string, string> = {
  'discord.js': 'bots/discord/index.ts',
  telegraf: 'bots/telegram/index.ts',
  minisearch: 'retrieval',
  libsql: 'service/store.ts',
  pino: 'log.ts',
  'prom-client': 'service/metrics.ts',
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((path) =>
  /\.tsx?$/.test(path),
)
const imports = files.flatMap((file) =>
  [...readFileSync(join(SRC, file), 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(
    ([, target = '']) => ({ file, target }),
  ),
)
const typeOnly = ({ file, target }: { file: string; target: string }) =>
  new RegExp(`import type [^;]*?from '${target}'`).test(readFileSync(join(SRC, file), 'utf8'))

const layerOf = (path: string): string | undefined =>
  Object.keys(ALLOWED).find((layer) => path === layer || path.startsWith(`${layer}/`))

describe('the layers', () => {
  it.each(imports.filter(({ target }) => target.startsWith('.')))(
    '$file may import $target',
    ({ file, target }) => {
      const from = layerOf(file)
      if (from === undefined) return // main.ts and its like wire everything
      const to = layerOf(relative(SRC, resolve(SRC, dirname(file), target)))
      expect([from, ...(ALLOWED[from] ?? [])]).toContain(to)
    },
  )

  it.each(imports.filter(({ target }) => target in OWNERS))(
    '$file may import $target',
    ({ file, target }) => {
      const owner = OWNERS[target] ?? ''
      const own = file === owner || file.startsWith(`${owner}/`)
      expect(own || typeOnly({ file, target })).toBe(true)
    },
  )

  it('leaves the environment to config.ts and its caller', () => {
    const readers = files.filter((file) =>
      readFileSync(join(SRC, file), 'utf8').includes('process.env'),
    )
    expect(readers).toEqual(['main.ts'])
  })

  it('names no topic of the material in the code', () => {
    const named = files.filter((file) =>
      /['"](talent|deepseek|policy|chips|nobel|outlook)['"]/i.test(
        readFileSync(join(SRC, file), 'utf8'),
      ),
    )
    expect(named).toEqual([])
  })
})
