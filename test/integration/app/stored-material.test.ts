import { readdir } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { loadResponder } from '../../../src/app/load-responder.ts'
import type { FileCache, Material } from '../../../src/corpus/index.ts'
import { createMiniSearchIndex } from '../../../src/retrieval/index/minisearch/index.ts'
import { writeMaterial } from '../../support/material.ts'
import { makeFolder } from '../../unit/service/support.ts'

/** As one that stands elsewhere. */
const engine = {
  createIndex: () => ({ ...createMiniSearchIndex(), isInMemory: false, estimateBytes: () => 0 }),
  isHere: async () => true,
  close: async () => {},
}
const boat = (n: number) =>
  JSON.stringify({ id: `b${n}`, title: '船', text: `第${n}号船。`, language: 'zh' })
const fleet = (count: number) => ({
  'fleet.jsonl': Array.from({ length: count }, (_, n) => boat(n)).join('\n'),
})

it('lies on the disk beside an engine if it is large, and answers from there', async () => {
  const storage = makeFolder()
  const cache: FileCache = new Map()
  let material: Material | undefined
  const responder = await loadResponder(await writeMaterial(fleet(50_001)), {
    ...{ engine, storage, cache },
    onLoad(loaded) {
      material = loaded
    },
  })
  expect(Array.isArray(material?.passages)).toBe(false)
  expect(material?.passages.length).toBe(50_001)
  // Neither the files as they were read, nor a file that others see.
  expect([cache.size, await readdir(storage)]).toEqual([0, []])
  const answer = await responder.respond({ command: 'passage', text: 'b4711 1', locale: 'en' })
  expect(answer.citations[0]?.passage.text).toBe('第4711号船。')
  const found = await responder.respond({ command: 'search', text: '4711号船', locale: 'en' })
  expect(found.citations[0]?.passage.id).toBe('b4711#1')
}, 120_000)

it('stays in memory if it is not, so that an edit reads one file again', async () => {
  const cache: FileCache = new Map()
  let material: Material | undefined
  await loadResponder(await writeMaterial(fleet(100)), {
    ...{ engine, storage: makeFolder(), cache },
    onLoad(loaded) {
      material = loaded
    },
  })
  expect(Array.isArray(material?.passages)).toBe(true)
  expect(cache.size).toBe(1)
})
