import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FAULTS } from '../../../../playground/telegram/index.ts'
import { loadResponder } from '../../../../src/app/load-responder.ts'
import { writeMaterial } from '../../../support/material.ts'
import { makeGif, makeJpeg, makePng, PICTURE_FILES } from '../../../support/pictures.ts'
import { openScene, type SimulatorOptions } from './support.ts'

async function openHarbour(
  files: Readonly<Record<string, string | Uint8Array>> = PICTURE_FILES,
  options: SimulatorOptions = {},
) {
  const folder = await writeMaterial(files)
  const responder = await loadResponder(folder, { patient: true })
  const scene = await openScene(responder, { language: 'en', ...options })
  const { telegram } = scene
  const nextPhoto = async () => {
    const { message } = await telegram.next('message', ({ message }) => message.photo !== undefined)
    return message
  }
  const calls = (method: string) =>
    telegram.events.flatMap((event) =>
      event.type === 'call' && event.method === method ? [event.parameters] : [],
    )
  return { ...scene, folder, nextPhoto, calls }
}

describe('a picture with an address, on Telegram', () => {
  it('is the preview of the answer, below its words', async () => {
    const { ask, calls } = await openHarbour()
    const answer = await ask('Where is the museum?')
    expect(answer.text).toContain('The museum is in a former granary.')
    expect(calls('sendMessage')).toEqual([
      expect.objectContaining({
        link_preview_options: {
          url: 'https://pictures.example.org/granary.png',
          prefer_large_media: true,
        },
      }),
    ])
    expect(calls('sendPhoto')).toEqual([])
  })
})

describe('a picture in a file of the material, on Telegram', () => {
  it('follows the answer as a photo, without a sound, with its words', async () => {
    const { ask, nextPhoto, telegram, calls } = await openHarbour()
    const sent = nextPhoto()
    const answer = await ask('How is the lighthouse painted?')
    expect(answer.text).toContain('The lighthouse is painted red.')
    const photo = await sent
    expect(photo.caption).toBe('The lighthouse from the sea')
    expect(Buffer.from(telegram.fileOf(photo) ?? [])).toEqual(makePng())
    expect(calls('sendPhoto')).toMatchObject([{ disable_notification: true }])
  })

  it('replies, in the topic of a forum, to the question; of several the first comes', async () => {
    const { telegram, ask, nextPhoto, calls } = await openHarbour()
    const forum = telegram.addGroup('Harbour', 'supergroup', true)
    const thread = telegram.addTopic(forum)
    const sent = nextPhoto()
    await ask('/ask How many halls does the fish market have?', { in: forum, thread })
    const photo = await sent
    expect(photo.message_thread_id).toBe(thread)
    expect(photo.reply_to_message?.text).toContain('fish market')
    expect(Buffer.from(telegram.fileOf(photo) ?? [])).toEqual(makeJpeg())
    expect(calls('sendPhoto')).toHaveLength(1)
  })

  it('has words that look like names and commands, which stay words', async () => {
    const { ask, nextPhoto } = await openHarbour({
      'a.md': 'The buoy is painted yellow. ![[2026] see /start and @harbour](buoy.png)',
      'buoy.png': makePng(),
    })
    const sent = nextPhoto()
    await ask('How is the buoy painted?')
    const { caption = '', caption_entities: entities = [] } = await sent
    expect(caption).toBe('[2026] see /start and @harbour')
    expect(
      entities.map(({ type, offset, length }) => [type, caption.slice(offset, offset + length)]),
    ).toEqual([
      ['code', '/start'],
      ['code', '@harbour'],
    ])
  })

  it('is left out when it is broken, or gone since the material was read', async () => {
    const { ask, calls, folder } = await openHarbour()
    expect((await ask('What is the sauna heated with?')).text).toContain('with birch.')
    await rm(join(folder, 'img/lighthouse.png'))
    expect((await ask('How is the lighthouse painted?')).text).toContain('painted red.')
    expect((await ask('/help')).text).not.toBe('')
    expect(calls('sendPhoto')).toEqual([])
  })

  it('moves if it is a GIF, and the answer says how many more there are', async () => {
    const gif = makeGif()
    const { ask, telegram, calls } = await openHarbour({
      'crane.md': 'The crane turns by hand. ![The crane](crane.gif) ![Its wheel](wheel.png)',
      ...{ 'crane.gif': gif, 'wheel.png': makePng() },
    })
    const sent = telegram.next('message', ({ message }) => message.animation !== undefined)
    const answer = await ask('How does the crane turn?')
    expect(answer.text).toContain('One more picture in the source.')
    const { message } = await sent
    expect(message.caption).toBe('The crane')
    expect(Buffer.from(telegram.fileOf(message) ?? [])).toEqual(gif)
    expect(calls('sendPhoto')).toEqual([])
    expect(telegram.problems()).toEqual([])
  })

  it('is sent once, though nobody can tell whether it arrived', async () => {
    const { ask, telegram, calls, log } = await openHarbour()
    telegram.fail('sendPhoto', { status: 200, body: '', hangUp: true }, 3)
    expect((await ask('How is the lighthouse painted?')).text).toContain('painted red.')
    expect((await ask('/help')).text).not.toBe('')
    expect(calls('sendPhoto')).toHaveLength(1)
    expect(log.lines.join('\n')).toContain('a picture may not have arrived')
  })

  it('that Telegram refuses costs a line of the log, and no answer', async () => {
    const { ask, telegram, log } = await openHarbour()
    telegram.fail('sendPhoto', FAULTS.badRequest('IMAGE_PROCESS_FAILED'))
    expect((await ask('How is the lighthouse painted?')).text).toContain('painted red.')
    expect((await ask('/help')).text).not.toBe('')
    expect(log.lines.join('\n')).toContain('a picture was not sent')
    expect(log.lines.filter((line) => line.startsWith('error'))).toEqual([])
  })
})
