import { describe, expect, it } from 'vitest'
import type { Answer } from '../../../src/answers/index.ts'
import { createResponder } from '../../../src/answers/index.ts'
import { renderAnswer as renderDiscord } from '../../../src/bots/discord/render.ts'
import { renderAnswer as renderTelegram } from '../../../src/bots/telegram/render.ts'
import { createRender } from '../../../src/bots/terminal/render.ts'
import { createSearchIndex } from '../../../src/retrieval/index.ts'
import { readMaterial } from '../../support/material.ts'

/** The answer to `/passage 1` of a page. */
async function quote(page: string): Promise<Answer> {
  const { corpus } = readMaterial({ 'page.md': page })
  const responder = createResponder(corpus, await createSearchIndex(corpus))
  return responder.respond({ command: 'passage', text: '1', locale: 'en' })
}

const onDiscord = async (page: string, outcome: Answer['outcome'] = 'page') =>
  JSON.parse(
    `"${JSON.stringify(renderDiscord({ ...(await quote(page)), outcome }, { asker: 'a' })).match(/> (?:\\.|[^"\\])*/)?.[0]}"`,
  )

const onTelegram = async (page: string) => {
  const [message] = renderTelegram(await quote(page))
  return (message?.entities ?? []).map(({ type, offset, length, ...rest }) => [
    type,
    message?.text.slice(offset, offset + length),
    ...('url' in rest ? [rest.url] : []),
  ])
}

describe('a quote is shown as it reads', () => {
  it('code is monospaced', async () => {
    const page = 'Run `box --dry-run` first.'
    expect(await onDiscord(page)).toContain('> Run `box --dry-run` first.')
    expect(await onDiscord(page, 'found')).toContain('**`box --dry-run`**')
    expect(await onTelegram(page)).toContainEqual(['code', 'box --dry-run'])
  })

  it('a block of code is a block', async () => {
    const page = 'Update it:\n\n```sh\nbox *update*\nbox start\n```'
    expect(await onDiscord(page)).toContain('> ```\n> box *update*\n> box start\n> ```')
    expect(await onTelegram(page)).toContainEqual(['code', 'box *update*\nbox start'])
  })

  it('a link is a link, and what is struck out is struck out', async () => {
    const page = 'See [the page](https://example.org/a_b) for ~~old~~ prices.'
    expect(await onDiscord(page)).toContain('[the page](https://example.org/a_b)')
    expect(await onDiscord(page)).toContain('~~old~~')
    const entities = await onTelegram(page)
    expect(entities).toContainEqual(['text_link', 'the page', 'https://example.org/a_b'])
    expect(entities).toContainEqual(['strikethrough', 'old'])
  })

  it('tags, bars, directives and stars never reach a chat', async () => {
    const page = '::: tip *Good* to know\n\n| A | B |\n|---|---|\n| <b>one</b> | **two** |\n\n:::'
    const [text = ''] = createRender(false)(await quote(page))
    expect(text).toContain('│ Good to know\n│ A: one · B: two [1]')
  })

  it('backticks inside code stay characters', async () => {
    expect(await onDiscord('Write `` a`b `` here.')).toContain('``a`b``')
  })
})

describe('where several passages answer alike', () => {
  const garden = {
    'garden.md': [
      '# Garden',
      'Tomatoes need watering on Mondays.',
      'The shed is locked at night.',
      'Tomatoes need watering on Fridays.',
      'Bring your own gloves.',
    ].join('\n\n'),
    'balcony.md': '# Balcony\n\nTomatoes need watering on Sundays.',
  }
  const ask = async (text = 'tomatoes need watering', pages = garden) => {
    const { corpus } = readMaterial(pages)
    const responder = createResponder(corpus, await createSearchIndex(corpus))
    return responder.respond({ command: 'ask', text, locale: 'en' })
  }

  it('the best stands first, and the others follow as they are read, source by source', async () => {
    const labelsIn = async (pages: typeof garden) =>
      (await ask('tomatoes need watering', pages)).citations.map(
        ({ title, locator }) => `${title} ${locator}`,
      )
    const both = ['Garden ¶1', 'Garden ¶3']
    expect(await labelsIn(garden)).toEqual([...both, 'Balcony ¶1'])
    const shorter = { ...garden, 'balcony.md': '# Balcony\n\nTomatoes need watering.' }
    expect(await labelsIn(shorter)).toEqual(['Balcony ¶1', ...both])
  })

  it('a source is named once for those that follow one another', async () => {
    const answer = await ask()
    const [terminal = ''] = createRender(false)(answer)
    const discord = JSON.stringify(renderDiscord(answer, { asker: 'a' }))
    const telegram = renderTelegram(answer)[0]?.text ?? ''
    for (const read of [terminal, discord, telegram]) {
      expect(read.match(/Garden ¶/g)).toHaveLength(1)
      expect(read).toMatch(/Garden ¶\d · \S*\[\d\S* ¶\d/)
    }
  })
})
