import { expect, it } from 'vitest'
import { createMiniSearchIndex } from '../../../src/retrieval/index/minisearch/index.ts'
import { createSearchIndex, MaterialTooLargeError } from '../../../src/retrieval/index.ts'
import { readMaterial } from '../../support/material.ts'
import { describePassageIndex } from '../../support/passage-index-contract.ts'

describePassageIndex('MiniSearch', async () => createMiniSearchIndex())

const { corpus } = readMaterial({ 'a.md': '望月桥由石匠建成。\n\n山坡盛产蜜橘。' })

it('takes more of the memory the more terms and characters there are', () => {
  const { estimateBytes } = createMiniSearchIndex()
  const small = estimateBytes({ terms: 140_000, characters: 580_000 })
  expect(small / 2 ** 20).toBeGreaterThan(90)
  expect(small / 2 ** 20).toBeLessThan(150)
  expect(estimateBytes({ terms: 200_000, characters: 9_000_000 })).toBeGreaterThan(3 * small)
})

it('is not filled with material that would fill the memory, and the error says what to do', async () => {
  const filled: unknown[] = []
  const index = {
    ...createMiniSearchIndex(),
    estimateBytes: () => 2 ** 45,
    replace: async (texts: unknown) => void filled.push(texts),
  }
  const making = createSearchIndex(corpus, index)
  await expect(making).rejects.toThrow(MaterialTooLargeError)
  await expect(making).rejects.toThrow(
    /2 texts needs about 33554432 MB, and \d+ MB are free .*SEARCH_URL/,
  )
  expect(filled).toEqual([])
})
