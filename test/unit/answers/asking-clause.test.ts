import { describe, expect, it } from 'vitest'
import { askingClauseOf } from '../../../src/answers/asking-clause.ts'

describe('the clause that asks', () => {
  it('is the last one with a word that asks, of a message that tells a story', () => {
    const told = '大家好，我上周才搬来，什么都不熟，请问图书角周末几点关？谢谢啦'
    expect(askingClauseOf(told)).toBe('请问图书角周末几点关')
    expect(askingClauseOf('Hi all! I just moved here, my bike broke, where can I fix it?')).toBe(
      'where can I fix it',
    )
  })

  it('is none where a message has few clauses, or asks nothing', () => {
    expect(askingClauseOf('图书角周末几点关？')).toBeUndefined()
    expect(askingClauseOf('今天很冷，下雪了，路很滑')).toBeUndefined()
  })
})
