import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadCorpus } from '../../src/corpus/index.ts'
import { createSearchIndex } from '../../src/retrieval/index.ts'
import { areaUnderCurve } from '../../tools/scoring.ts'
import { readMaterial } from '../support/material.ts'

const FOLDER = 'test/fixtures/near-misses'

const questions = readFileSync(`${FOLDER}/questions.tsv`, 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t') as [material: string, kind: string, question: string])

const corpusOf = (material: string) => {
  if (material === 'article') return loadCorpus('content')
  const text = readFileSync(`${FOLDER}/${material}.md`, 'utf8')
  return readMaterial({ [`${material}.md`]: text }).corpus
}

const ask = async (material: string, kind: string) => {
  const index = await createSearchIndex(await corpusOf(material))
  const asked = questions.filter(([of, as]) => of === material && as === kind)
  return Promise.all(asked.map(([, , question]) => index.search(question)))
}

/** Least share answered, most share answered though it is absent, and least area under the curve. */
const BOUNDS = { observatory: [1, 0.31, 0.92], cooperative: [1, 0.35, 0.95] } as const

describe('A question on a known subject', () => {
  it.each(Object.entries(BOUNDS))(
    'is told from one that is answered: %s',
    async (material, bounds) => {
      const [answered, absent, area] = bounds
      const [there, missing] = [await ask(material, 'answered'), await ask(material, 'absent')]
      const found = (results: typeof there) =>
        results.filter(({ certainty }) => certainty === 'found').length / results.length
      const confidences = (results: typeof there) => results.map(({ confidence }) => confidence)
      const auc = areaUnderCurve(confidences(there), confidences(missing)) ?? 0
      expect(found(there)).toBeGreaterThanOrEqual(answered)
      expect(found(missing)).toBeLessThanOrEqual(absent)
      expect(auc).toBeGreaterThanOrEqual(area)
    },
  )

  it('is seldom answered by the shipped material', async () => {
    const results = await ask('article', 'absent')
    const found = results.filter(({ certainty }) => certainty === 'found')
    expect(found.length / results.length).toBeLessThanOrEqual(0.23)
  })
})
