import { describe, expect, it } from 'vitest'
import { checkMessage } from '../../../playground/discord/message-limits.ts'
import { validateBody } from '../../../playground/discord/validate.ts'
import { type Answer, createResponder } from '../../../src/answers/index.ts'
import { withPictures } from '../../../src/answers/pictures.ts'
import { renderAnswer as renderDiscord } from '../../../src/bots/discord/render.ts'
import { renderAnswer as renderTelegram } from '../../../src/bots/telegram/render.ts'
import { createSearchIndex } from '../../../src/retrieval/index.ts'
import { readMaterial } from '../../support/material.ts'

const PICTURE = '![The harbour from above](https://example.org/harbour.png)'

const picturesIn = (page: string) =>
  readMaterial({ 'page.md': page }).corpus.passages.map(({ pictures = [] }) =>
    pictures.map((picture) => ('url' in picture ? picture.url : picture.path)),
  )

async function answerFrom(page: string, outcome: Answer['outcome'] = 'found'): Promise<Answer> {
  const { corpus } = readMaterial({ 'page.md': page })
  const responder = createResponder(corpus, await createSearchIndex(corpus))
  const answer = await responder.respond({ command: 'passage', text: '1', locale: 'en' })
  return withPictures({ ...answer, outcome })
}

const galleryOf = (answer: Answer) => {
  const [message] = renderDiscord(answer, { asker: 'a' })
  const body = { ...message }
  expect(validateBody('POST /channels/{channel_id}/messages', body) ?? []).toEqual([])
  expect(checkMessage(body)).toEqual([])
  return message?.components[0].components.filter(({ type }) => type === 12)
}

describe('a picture', () => {
  it('belongs to its paragraph, else to the one above it, else to the first below', () => {
    const url = 'https://example.org/harbour.png'
    expect(picturesIn(`Boats leave at nine. ${PICTURE}\n\nTickets are sold on board.`)).toEqual([
      [url],
      [],
    ])
    expect(picturesIn(`Boats leave.\n\n${PICTURE}\n\nTickets are sold.`)).toEqual([[url], []])
    expect(picturesIn(`# Boats\n\nOne.\n\n# Map\n\n${PICTURE}\n\nTwo.`)).toEqual([[], [url]])
  })

  it('belongs to its item of a list and to its row of a table', () => {
    const url = 'https://example.org/harbour.png'
    const long = 'The ferry crosses the bay in forty minutes and takes bicycles. '.repeat(4).trim()
    expect(picturesIn(`- Boats ${PICTURE}\n- Tickets`)).toEqual([[url]])
    expect(picturesIn(`- ${long} ${PICTURE}\n- ${long}`)).toEqual([[url], []])
    expect(picturesIn(`- ${long}\n  - Below it ${PICTURE}\n- ${long}`)).toEqual([[url], []])
    const table = `| Pier | Map |\n| --- | --- |\n| North | none |\n| South | ${PICTURE} |`
    expect(picturesIn(table)).toEqual([[], [url]])
  })

  it('is left out where a chat cannot show it, or must not ask for it; the words stay', () => {
    for (const address of [
      'harbour.png',
      'http://example.org/a.png',
      'https://127.0.0.1/a.png',
      'https://[::1]/a.png',
      'https://router.lan/a.png',
      'https://localhost/a.png',
      'https://user:secret@example.org/a.png',
      'https://example.org/badge.svg',
      'https://img.shields.io/npm/v/harbour',
      'javascript:alert(1)',
    ])
      expect(picturesIn(`Boats leave at nine. ![](${address})`)).toEqual([[]])
  })

  it('comes along with an answer on Discord, with its words for who cannot see it', async () => {
    expect(galleryOf(await answerFrom(`Boats leave at nine. ${PICTURE}`))).toEqual([
      {
        type: 12,
        items: [
          {
            media: { url: 'https://example.org/harbour.png' },
            description: 'The harbour from above',
          },
        ],
      },
    ])
  })

  it('comes along on Telegram', async () => {
    const [message] = renderTelegram(await answerFrom(`Boats leave at nine. ${PICTURE}`))
    expect(message).toMatchObject({ picture: 'https://example.org/harbour.png' })
  })

  it('does not come with a list, nor with an answer that is none', async () => {
    const answer = await answerFrom(`Boats. ${PICTURE}`, 'page')
    expect(galleryOf(answer)).toEqual([])
    expect(renderTelegram(answer)[0]).not.toHaveProperty('picture')
  })
})
