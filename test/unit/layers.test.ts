import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')

/** Which layers each may import beside itself; `docs/design.md` says why. */
const ALLOWED: Record<string, readonly string[]> = {
  'src/shared': ['src/corpus/types.ts'],
  'src/corpus': ['src/shared'],
  'src/retrieval': ['src/corpus', 'src/shared'],
  'src/answers': ['src/corpus', 'src/retrieval', 'src/shared'],
  'src/service': ['src/answers', 'src/retrieval', 'src/corpus', 'src/shared', 'src/bots/types.ts'],
  'src/bots/types.ts': ['src/answers', 'src/shared'],
  'src/bots/pack.ts': ['src/answers', 'src/shared'],
  'src/bots/discord': ['src/answers', 'src/shared', 'src/bots/types.ts', 'src/bots/pack.ts'],
  'src/bots/telegram': ['src/answers', 'src/shared', 'src/bots/types.ts', 'src/bots/pack.ts'],
  'src/bots/terminal': ['src/answers', 'src/shared', 'src/bots/types.ts', 'src/bots/pack.ts'],
  'src/config.ts': ['src/answers', 'src/shared'],
  'src/import': ['src/corpus', 'src/shared'],
  'src/app': [
    'src/import',
    'src/config.ts',
    'src/service',
    'src/answers',
    'src/retrieval',
    'src/corpus',
    'src/bots',
    'src/shared',
  ],
  'src/main.ts': ['src', 'playground'],
  playground: ['src/answers', 'src/bots', 'src/corpus', 'src/shared'],
  // Tools start the same browsers, databases and clusters as the tests.
  tools: ['src', 'playground', 'test/support'],
}

/** Inside retrieval: a folder sees those before it. `index.ts` and the files beside it see all. */
const RETRIEVAL_FOLDERS = ['text', 'index', 'query', 'ranking', 'answer']

/** Libraries that these places alone may import. */
const OWNERS: Record<string, readonly string[]> = {
  'discord.js': ['index', 'client', 'connection', 'listen'].map(
    (name) => `src/bots/discord/${name}.ts`,
  ),
  telegraf: ['src/bots/telegram/client.ts'],
  minisearch: ['src/retrieval/index/minisearch'],
  libsql: ['src/service/store/sqlite.ts'],
  pino: ['src/shared/log.ts'],
  'prom-client': ['src/service/metrics.ts'],
}

interface Import {
  readonly file: string
  readonly target: string
  /** Whether only types are imported, which no program loads. */
  readonly typeOnly: boolean
}

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')
const list = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => `${folder}/${path}`)

const files = ['src', 'playground', 'tools'].flatMap(list)
const imports = files.flatMap((file) =>
  [...read(file).matchAll(/(import type [^;'"]*?)?(?:from|import\()\s*'([^']+)'/g)].map(
    ([, type, target = '']): Import => ({ file, target, typeOnly: type !== undefined }),
  ),
)
const relatives = imports
  .filter(({ target }) => target.startsWith('.'))
  .map(({ file, target }) => ({ file, to: relative(ROOT, resolve(ROOT, dirname(file), target)) }))

const within = (path: string, layer: string) => path === layer || path.startsWith(`${layer}/`)
const layerOf = (path: string): string | undefined =>
  Object.keys(ALLOWED).find((layer) => within(path, layer))

describe('the layers', () => {
  it('hold every file', () => {
    expect(files.filter((file) => layerOf(file) === undefined)).toEqual([])
  })

  it('import only layers below them', () => {
    const breaches = relatives.filter(({ file, to }) => {
      const from = layerOf(file)
      return (
        from !== undefined && ![from, ...(ALLOWED[from] ?? [])].some((each) => within(to, each))
      )
    })
    expect(breaches).toEqual([])
  })

  it('import each other in no circle', () => {
    const below = new Map<string, string[]>()
    for (const { file, to } of relatives) below.set(file, [...(below.get(file) ?? []), to])
    const finished = new Set<string>()
    const circleFrom = (file: string, path: readonly string[]): readonly string[] | undefined => {
      if (path.includes(file)) return path.slice(path.indexOf(file))
      if (finished.has(file)) return undefined
      for (const to of below.get(file) ?? []) {
        const circle = circleFrom(to, [...path, file])
        if (circle) return circle
      }
      finished.add(file)
      return undefined
    }
    const circles = files.map((file) => circleFrom(file, [])).filter(Boolean)
    expect(circles.slice(0, 1)).toEqual([])
  })

  it('keep the inside of retrieval behind its public files', () => {
    const inside = relatives.filter(
      ({ file, to }) =>
        file.startsWith('src/') &&
        !file.startsWith('src/retrieval/') &&
        !file.startsWith('src/app/') &&
        to.startsWith('src/retrieval/') &&
        !['src/retrieval/index.ts', 'src/retrieval/types.ts'].includes(to),
    )
    expect(inside).toEqual([])
  })

  it('lead through the folders of retrieval in one direction', () => {
    const roomOf = (path: string) =>
      RETRIEVAL_FOLDERS.indexOf(/^src\/retrieval\/([^/]+)\//.exec(path)?.[1] ?? '')
    const back = relatives.filter(({ file, to }) => roomOf(file) >= 0 && roomOf(to) > roomOf(file))
    expect(back).toEqual([])
  })

  it('leave each library of a platform or an engine to its owner', () => {
    const strangers = imports.filter(({ file, target, typeOnly }) => {
      const owners = OWNERS[target]
      if (!owners || typeOnly || !file.startsWith('src/')) return false
      return !owners.some((owner) => within(file, owner))
    })
    expect(strangers).toEqual([])
  })

  it('leave the environment to config.ts and its caller', () => {
    const readers = files.filter(
      (file) => file.startsWith('src/') && read(file).includes('process.env'),
    )
    expect(readers).toEqual(['src/main.ts'])
  })

  it('name no topic of the material in the code', () => {
    const named = files.filter(
      (file) =>
        file.startsWith('src/') &&
        /['"](talent|deepseek|policy|chips|nobel|outlook)['"]/i.test(read(file)),
    )
    expect(named).toEqual([])
  })
})
