import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openWholeBot } from '../../../support/whole-bot.ts'
import { openScene } from './support.ts'

const QUESTION = '/ask Is the boathouse heated in winter?'

/** Ann hosts the bot: whoever is added first has the number 101. */
async function openChat() {
  const bot = await openWholeBot()
  const scene = await openScene(bot.responder, { language: 'en', settings: { owner: 101 } })
  const { telegram, ann } = scene
  const group = telegram.addGroup('Rowers')
  telegram.appoint(ann, group)
  const ben = telegram.addUser({ first_name: 'Ben', language_code: 'en' })
  return { ...scene, ...bot, group, ben }
}

describe('/report on Telegram', () => {
  it('shows the host the last days, with a picture of them', async () => {
    const { ask, telegram, group, ben } = await openChat()
    await ask('/ask When does the kitchen close?', { in: group, from: ben })
    const sent = telegram.next('message', ({ message }) => message.photo !== undefined)
    expect((await ask('/report')).text).toContain('answered: 1')
    const { message } = await sent
    expect(
      Buffer.from(telegram.fileOf(message) ?? [])
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG')
  })
})

describe('an answer to an entry of /gaps on Telegram', () => {
  it('is a reply to the entry, answers everywhere at once, and takes the entry from the list', async () => {
    const { ask, tap, group, ben, folder } = await openChat()
    await ask(QUESTION, { in: group, from: ben })
    const list = await ask('/gaps')
    expect(list.text).toContain('1. is the boathouse heated in winter')
    const entry = await tap(list, '✍️ 1')
    expect(entry.text).toContain('is the boathouse heated in winter')
    const filled = await ask('It is kept warm from November to March.', { replyTo: entry })
    expect(filled.text).toBe(
      'Now answered everywhere: is the boathouse heated in winter. 0 questions are left.',
    )
    expect(await readdir(join(folder, 'everywhere-host'))).toHaveLength(1)
    expect((await ask(QUESTION, { in: group, from: ben })).text).toContain('It is kept warm')
    expect((await ask('/gaps')).text).toContain('So far no question')
    const name = (await readdir(join(folder, 'everywhere-host')))[0]
    expect((await ask(`/material remove ${name}`)).text).toContain(`Removed ${name}.`)
    expect((await ask(QUESTION, { in: group, from: ben })).text).not.toContain('It is kept warm')
  })

  it('answers in a group alone when it is given there, from whoever hosts the bot', async () => {
    const { ask, tap, group, ben, telegram, chat } = await openChat()
    await ask(QUESTION, { in: group, from: ben })
    const entry = await tap(await ask('/gaps', { in: group }), '✍️ 1')
    const before = telegram.messagesIn(group).length
    telegram.say(ben, group, 'Nobody knows.', { replyTo: entry })
    const filled = await ask('It is kept warm.', { in: group, replyTo: entry })
    expect(filled.text).toContain('Now answered here:')
    expect(telegram.messagesIn(group)).toHaveLength(before + 3)
    expect((await ask(QUESTION, { in: group, from: ben })).text).toContain('It is kept warm.')
    expect((await ask(QUESTION, { in: chat })).text).not.toContain('It is kept warm.')
  })

  it('may be that none is needed', async () => {
    const { ask, tap } = await openChat()
    await ask(QUESTION)
    const entry = await tap(await ask('/gaps'), '✍️ 1')
    expect((await tap(entry, 'No answer needed')).text).toContain('Taken from the list.')
    expect((await ask('/gaps')).text).toContain('So far no question')
  })
})
