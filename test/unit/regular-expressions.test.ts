import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import jsTokens from 'js-tokens'
import { analyse } from 'scslre'
import { describe, expect, it, vi } from 'vitest'

const SRC = join(import.meta.dirname, '../../src')

interface Expression {
  readonly source: string
  readonly flags: string
}

/** Every regular expression that is written in the code, with a file that it stands in. */
function findLiterals(): readonly (readonly [string, Expression])[] {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.tsx?$/.test(path),
  )
  const found = new Map<string, readonly [string, Expression]>()
  for (const file of files)
    for (const { type, value } of jsTokens(readFileSync(join(SRC, file), 'utf8'), { jsx: true })) {
      const end = value.lastIndexOf('/')
      if (type === 'RegularExpressionLiteral')
        found.set(value, [file, { source: value.slice(1, end), flags: value.slice(end + 1) }])
    }
  return [...found.values()]
}

/**
 * Where the engine could try one stretch of text again and again, so that the time grows faster
 * than the text. https://github.com/RunDevelopment/scslre
 */
const findTraps = (expression: Expression) =>
  analyse(expression).reports.map(
    ({ type, exponential }) => `${type}${exponential ? ', exponential' : ''}`,
  )

describe('the regular expressions of the code', () => {
  it('are found', () => {
    expect(findLiterals().length).toBeGreaterThan(100)
  })

  it('cost no more than the text is long', () => {
    const costly = findLiterals()
      .map(([file, expression]) => ({ file, ...expression, traps: findTraps(expression) }))
      .filter(({ traps }) => traps.length > 0)
    expect(costly).toEqual([])
  })

  it('cost no more either where they are put together while it runs', async () => {
    const made: Expression[] = []
    class Watched extends RegExp {
      constructor(...given: ConstructorParameters<RegExpConstructor>) {
        super(...given)
        made.push({ source: this.source, flags: this.flags })
      }
    }
    // Other tests of the process may have loaded what is watched here.
    vi.resetModules()
    vi.stubGlobal('RegExp', Watched)
    const { answerTypeOf } = await import('../../src/retrieval/query/answer-types.ts')
    const discord = await import('../../src/bots/discord/request.ts')
    await import('../../src/bots/discord/markdown.ts')
    answerTypeOf('有几个人')
    answerTypeOf('how many wooden oars are there')
    answerTypeOf('what is an oar')
    discord.readMessage('<@1> 你好', ['1'], [])
    vi.unstubAllGlobals()
    expect(made.length).toBeGreaterThanOrEqual(5)
    expect(made.flatMap(findTraps)).toEqual([])
  })

  it('would be told apart if they cost more', () => {
    const traps = ['(a+)+$', '\\s+$', '(a|a)*b', '\\d+年']
    expect(traps.map((source) => findTraps({ source, flags: '' }).length > 0)).toEqual(
      traps.map(() => true),
    )
  })
})
