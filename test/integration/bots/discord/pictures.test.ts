import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Message, visibleText } from '../../../../playground/discord/index.ts'
import { loadResponder } from '../../../../src/app/load-responder.ts'
import { writeMaterial } from '../../../support/material.ts'
import { makePng, PICTURE_FILES } from '../../../support/pictures.ts'
import { answerTo, createEcho, echo, openScene, replyTo } from './fixtures.ts'

const LIGHTHOUSE = { question: 'How is the lighthouse painted?' }

async function openHarbour(files: Readonly<Record<string, string | Uint8Array>> = PICTURE_FILES) {
  const folder = await writeMaterial(files)
  const scene = await openScene(await loadResponder(folder, { patient: true }))
  onTestFinished(async () => {
    const problems = scene.discord.problems()
    await scene.close()
    expect(problems).toEqual([])
  })
  return { ...scene, folder }
}

/** What the gallery of a message shows, in order. */
const galleryOf = ({ components }: Message) =>
  components
    .flatMap((container) => (container.type === 17 ? container.components : []))
    .flatMap((part) => ('items' in part ? part.items : []))
    .map(({ media, description }) => [media.url, description])

describe('a picture in a file of the material, on Discord', () => {
  it('comes with the answer to a command, with its words', async () => {
    const { discord, channel, ann } = await openHarbour()
    const answer = await answerTo(discord, discord.run(ann, channel, 'ask', LIGHTHOUSE))
    expect(visibleText(answer)).toContain('The lighthouse is painted red.')
    expect(galleryOf(answer)).toEqual([
      ['attachment://picture-1.png', 'The lighthouse from the sea'],
    ])
    expect(answer.files.map(({ name }) => name)).toEqual(['picture-1.png'])
    expect(Buffer.from(answer.files[0]?.bytes ?? [])).toEqual(makePng())
  })

  it('comes with a reply to a mention, three at most, without those that cannot be shown', async () => {
    const { discord, channel, ann } = await openHarbour()
    const words = `<@${discord.bot.id}> How many halls does the fish market have?`
    const answer = await replyTo(discord, discord.say(ann, channel, words))
    expect(galleryOf(answer)).toEqual([
      ['attachment://picture-1.jpg', 'Hall one'],
      ['attachment://picture-2.png', 'Hall two'],
      ['https://pictures.example.org/three.png', 'Hall three'],
    ])
    expect(answer.files).toHaveLength(2)
  })

  it('is left out when it is broken, or gone since the material was read', async () => {
    const { discord, channel, ann, folder } = await openHarbour()
    const ask = (question: string) =>
      answerTo(discord, discord.run(ann, channel, 'ask', { question }))
    const broken = await ask('What is the sauna heated with?')
    expect(visibleText(broken)).toContain('The sauna is heated with birch.')
    expect([galleryOf(broken), broken.files]).toEqual([[], []])
    await rm(join(folder, 'img/lighthouse.png'))
    const gone = await ask(LIGHTHOUSE.question)
    expect(visibleText(gone)).toContain('The lighthouse is painted red.')
    expect([galleryOf(gone), gone.files]).toEqual([[], []])
  })

  it('is left out where the bot may write and attach nothing; the words arrive all the same', async () => {
    const { discord, channel, ann } = await openHarbour()
    channel.takesNoFiles = true
    const words = `<@${discord.bot.id}> How many halls does the fish market have?`
    const reply = await replyTo(discord, discord.say(ann, channel, words))
    expect(visibleText(reply)).toContain('three halls')
    expect(galleryOf(reply)).toEqual([['https://pictures.example.org/three.png', 'Hall three']])
    const answer = await answerTo(discord, discord.run(ann, channel, 'ask', LIGHTHOUSE))
    expect(visibleText(answer)).toContain('The lighthouse is painted red.')
    expect([galleryOf(answer), answer.files]).toEqual([[], []])
    expect(discord.requests('POST', /callback$/).map(({ status }) => status)).toEqual([403, 204])
  })

  it('that is large is promised first, as a slow line would pass the deadline of a reply', async () => {
    const large = Buffer.concat([
      makePng().subarray(0, -12),
      randomBytes(400_000),
      makePng().subarray(-12),
    ])
    const { discord, channel, ann } = await openHarbour({
      ...PICTURE_FILES,
      'img/lighthouse.png': large,
    })
    const answer = await answerTo(discord, discord.run(ann, channel, 'ask', LIGHTHOUSE))
    expect(answer.files[0]?.bytes.length).toBe(large.length)
    const [first] = discord.requests('POST', /callback$/)
    expect(first?.body).toMatchObject({ type: 5 })
    expect(first?.files).toBeUndefined()
  })

  it('that is large and for the asker alone is promised to them alone', async () => {
    const picture = {
      name: 'picture-1.png',
      alt: 'Map',
      bytes: Buffer.concat([makePng(), randomBytes(400_000)]),
    }
    const { discord, channel, ann, close } = await openScene(
      createEcho((request) => ({ ...echo(request), audience: 'asker', pictures: [picture] })),
    )
    onTestFinished(close)
    const question = { question: 'Where is it?' }
    const answer = await answerTo(discord, discord.run(ann, channel, 'ask', question))
    expect(answer.visibleTo).toBe(ann)
    expect(galleryOf(answer)).toEqual([['attachment://picture-1.png', 'Map']])
    expect(discord.requests('POST', /callback$/)[0]?.body).toMatchObject({
      type: 5,
      data: { flags: 64 },
    })
    expect(discord.requests('DELETE', /@original$/)).toEqual([])
  })

  it('of the page before goes when a button turns the page', async () => {
    const page = Array.from({ length: 9 }, (_, n) => `Boat ${n} is painted green. ![](img/two.png)`)
    const { discord, direct, ann } = await openHarbour({
      ...PICTURE_FILES,
      'boats.md': page.join('\n\n'),
    })
    const question = { question: 'Which boat is painted green?', private: true }
    const answer = await answerTo(discord, discord.run(ann, direct, 'ask', question))
    expect(answer.files).toHaveLength(1)
    const turned = await answerTo(discord, discord.click(ann, answer, 'More passages'))
    expect([galleryOf(turned), turned.files]).toEqual([[], []])
  })
})
