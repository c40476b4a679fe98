import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createSearchIndex } from '../../src/retrieval/index.ts'
import type { SearchIndex } from '../../src/retrieval/types.ts'
import { readMaterial } from '../support/material.ts'

const FOLDER = 'test/fixtures/words'

interface Row {
  readonly material: string
  readonly kind: string
  readonly question: string
  readonly holds: string
}

const rows = readFileSync(`${FOLDER}/questions.tsv`, 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line): Row => {
    const [material = '', kind = '', question = '', holds = ''] = line.split('\t')
    return { material, kind, question, holds }
  })

const indexes = new Map<string, Promise<SearchIndex>>()
const indexOf = (material: string): Promise<SearchIndex> => {
  const file = `${material}.md`
  const made =
    indexes.get(material) ??
    createSearchIndex(readMaterial({ [file]: readFileSync(`${FOLDER}/${file}`, 'utf8') }).corpus)
  indexes.set(material, made)
  return made
}

describe('A word of a question is found as people write it', () => {
  it.each(rows)('$kind: $question', async ({ material, question, holds }) => {
    const { certainty, hits } = await (await indexOf(material)).search(question)
    const [first] = hits
    const marked = first?.answer.map((span) => first.passage.text.slice(...span)).join(' ')
    if (holds === '-') return expect(certainty).not.toBe('found')
    expect(marked).toContain(holds)
    expect(certainty).toBe('found')
  })
})
