import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadCorpus } from '../../src/corpus/index.ts'
import { createSearchIndex } from '../../src/retrieval/index.ts'
import { askOwn, parseQuestions, scoreByKind } from '../../tools/scoring.ts'

/**
 * Least shares of the questions of a kind: right paragraph first, the answer within the forty
 * characters that one look takes in, right certainty. A paragraph that is bold as a whole contains
 * more answers, and shows none.
 */
const FLOORS: Record<string, readonly [first: number, glance: number, certain: number]> = {
  fact: [0.95, 0.8, 0.97],
  colloquial: [0.84, 0.67, 0.92],
  alias: [1, 0.74, 1],
  traditional: [0.96, 0.84, 1],
  english: [0.97, 0.79, 0.97],
  typo: [1, 0.85, 1],
  pinyin: [1, 1, 1],
  keyword: [1, 1, 1],
  none: [1, 1, 1],
  'near-miss': [1, 1, 0.75],
}

const index = await createSearchIndex(await loadCorpus('content'))
const questions = parseQuestions(readFileSync('test/fixtures/questions.tsv', 'utf8'))
const scores = scoreByKind(await Promise.all(questions.map((question) => askOwn(index, question))))

describe('the answers on the shipped material', () => {
  it('are measured for every kind of question', () => {
    expect(scores.map(({ kind }) => kind).sort()).toEqual(Object.keys(FLOORS).sort())
  })

  it.each(scores)('are good enough for questions of the kind “$kind”', (score) => {
    const [first, glance, certain] = FLOORS[score.kind] ?? [1, 1, 1]
    expect(score.first).toBeGreaterThanOrEqual(first)
    expect(score.glance).toBeGreaterThanOrEqual(glance)
    expect(score.certain).toBeGreaterThanOrEqual(certain)
  })
})
