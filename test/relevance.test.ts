import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { askOwn, parseQuestions, scoreByKind } from '../scripts/scoring.ts'
import { loadCorpus } from '../src/corpus/index.ts'
import { createSearchIndex } from '../src/retrieval/index.ts'

/** Least shares of the questions of a kind: right paragraph first, right words marked, right certainty. */
const FLOORS: Record<string, readonly [first: number, contained: number, certain: number]> = {
  fact: [0.95, 0.95, 0.9],
  colloquial: [0.5, 0.5, 0.4],
  alias: [0.95, 0.95, 0.9],
  traditional: [0.95, 0.95, 0.95],
  english: [0.9, 0.8, 0.9],
  typo: [0.95, 0.95, 0.95],
  pinyin: [0.8, 0.8, 0.8],
  keyword: [0.95, 0.95, 0.95],
  none: [1, 1, 0.95],
  'near-miss': [1, 1, 0.6],
}

const index = createSearchIndex(await loadCorpus('content'))
const questions = parseQuestions(readFileSync('test/fixtures/questions.tsv', 'utf8'))
const scores = scoreByKind(questions.map((question) => askOwn(index, question)))

describe('the answers on the shipped material', () => {
  it('are measured for every kind of question', () => {
    expect(scores.map(({ kind }) => kind).sort()).toEqual(Object.keys(FLOORS).sort())
  })

  it.each(scores)('are good enough for questions of the kind “$kind”', (score) => {
    const [first, contained, certain] = FLOORS[score.kind] ?? [1, 1, 1]
    expect(score.first).toBeGreaterThanOrEqual(first)
    expect(score.contained).toBeGreaterThanOrEqual(contained)
    expect(score.certain).toBeGreaterThanOrEqual(certain)
  })
})
