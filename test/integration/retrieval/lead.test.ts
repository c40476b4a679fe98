import { describe, expect, it } from 'vitest'
import { createSearchIndex } from '../../../src/retrieval/index.ts'
import { readMaterial } from '../../support/material.ts'

const PAGE = `# Boat house

To rent a boat, you need three things:

- a passport
- a swimming badge
- ten euros

**Q: May I bring my dog?**

A: Only on a lead, and never in the canoes.

## Equipment for children

- small paddles
- life jackets

## v3.1 - 2024-05-06

- new oars

Everything else is explained by the keeper.
`

/** What stands out in the first passage that is found. */
async function ask(question: string): Promise<string> {
  const { corpus } = readMaterial({ 'page.md': PAGE })
  const { hits } = await (await createSearchIndex(corpus)).search(question)
  const [{ passage, answer } = { passage: undefined, answer: [] }] = hits
  return answer.map((span) => passage?.text.slice(...span)).join(' … ')
}

describe('what only introduces is no answer', () => {
  it('the list answers, not the line above it', async () => {
    expect(await ask('What do I need to rent a boat?')).toBe(
      '• a passport\n• a swimming badge\n• ten euros',
    )
  })

  it('the answer answers, not its question', async () => {
    expect(await ask('May I bring my dog?')).toBe('A: Only on a lead, and never in the canoes.')
  })

  it('all of a list answers that only its heading introduces', async () => {
    expect(await ask('What equipment is there for children?')).toBe(
      '• small paddles\n• life jackets',
    )
  })

  it('but one item does, if the question holds its words', async () => {
    expect(await ask('Where do I show my swimming badge?')).toContain('swimming badge')
  })

  it('a heading answers that alone holds the value asked for', async () => {
    expect(await ask('When was v3.1 released?')).toBe('v3.1 - 2024-05-06')
  })
})
