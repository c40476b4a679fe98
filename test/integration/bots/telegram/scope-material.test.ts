import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { Chat, Message, User } from '../../../../playground/telegram/index.ts'
import { importPage } from '../../../../src/import/index.ts'
import { createGapStore } from '../../../../src/service/gaps/store.ts'
import { openSite } from '../../../support/web-site.ts'
import { openWholeBot } from '../../../support/whole-bot.ts'
import { openScene } from './support.ts'

const FAQ = {
  name: 'Faq.md',
  bytes: Buffer.from('# Boats\n\nThe red canoe holds three people.\n\nPaddles are in the shed.\n'),
}
const QUESTION = '/ask How many people does the red canoe hold?'

/** Ann manages the group, Ben does not. */
async function openGroup(allowPrivate = true) {
  const bot = await openWholeBot(undefined, (url) => importPage(url, allowPrivate))
  const scene = await openScene(bot.responder, { language: 'en' })
  const { telegram, ann } = scene
  const group = telegram.addGroup('Rowers')
  const other = telegram.addGroup('Others')
  telegram.appoint(ann, group)
  const ben = telegram.addUser({ first_name: 'Ben', language_code: 'en' })
  /** Does something, and resolves with the bot's next message. */
  const next = async (act: () => unknown): Promise<Message> => {
    const said = telegram.next('message', ({ message }) => message.from.id === telegram.bot.id)
    act()
    return (await said).message
  }
  const upload = (from: User, chat: Chat, caption: string, file = FAQ) =>
    next(() => telegram.upload(from, chat, file, caption))
  return { ...scene, ...bot, group, other, ben, next, upload }
}

describe('/material on Telegram', () => {
  it('adds a file that answers at once, in this group alone', async () => {
    const { ask, ben, ann, group, other, upload, folder, telegram } = await openGroup()
    const added = await upload(ann, group, '/material')
    expect(added.text).toBe(
      'Added Faq.md: 2 passages. You can ask about it now; it is answered from here only.',
    )
    expect(await readdir(join(folder, `telegram-${group.id}`))).toEqual(['Faq.md'])
    const here = await ask(QUESTION, { in: group, from: ben })
    expect(here.text).toContain('The red canoe holds three people.')
    expect((await ask(QUESTION, { in: other, from: ben })).text).not.toContain('three people')
    expect((await ask(QUESTION, { from: ann })).text).not.toContain('three people')
    const inline = await telegram.typeInline(ann, 'red canoe')
    expect(JSON.stringify(inline)).not.toContain('three people')
  })

  it('takes the file that a message replies to, and replaces one of the same name', async () => {
    const { ask, ann, ben, group, telegram, upload } = await openGroup()
    await upload(ann, group, '/material')
    const bytes = Buffer.from('The red canoe holds nine people.\n')
    const file = telegram.upload(ben, group, { name: 'faq.md', bytes })
    const replaced = await ask('/material', { in: group, from: ann, replyTo: file })
    expect(replaced.text).toContain('Replaced Faq.md: 1 passage.')
    expect((await ask(QUESTION, { in: group })).text).toContain('nine people')
    const list = await ask('/material list', { in: group })
    expect(list.text).toContain('1 file (of at most 100)')
    expect((await ask('/material show faq.md', { in: group })).text).toContain('nine people')
    expect((await ask('/material remove faq.md', { in: group })).text).toContain('Removed Faq.md.')
    expect((await ask(QUESTION, { in: group })).text).not.toContain('nine people')
  })

  it('adds a web page by its address', async () => {
    const { ask, ann, group } = await openGroup()
    const site = await openSite({
      '/kiln.md': { body: '# The kiln\n\nIt cools by 90 degrees.\n', type: 'text/markdown' },
    })
    const added = await ask(`/material add ${site}/kiln.md`, { in: group, from: ann })
    expect(added.text).toContain('Added 127.0.0.1-kiln.md: 1 passage.')
    const answer = await ask('/ask How does the kiln cool?', { in: group })
    expect(answer.text).toContain('It cools by 90 degrees.')
  })

  it('never asks an address of the host’s own network for a page', async () => {
    const { ask, ann, group, folder } = await openGroup(false)
    const site = await openSite({ '/kiln.html': { body: '<p>The kiln cools.</p>' } })
    const refused = await ask(`/material add ${site}/kiln.html`, { in: group, from: ann })
    expect(refused.text).toContain('127.0.0.1 is not on the public internet')
    const named = site.replace('127.0.0.1', 'localhost')
    const again = await ask(`/material add ${named}/kiln.html`, { in: group, from: ann })
    expect(again.text).toContain('localhost is not on the public internet')
    expect(await readdir(folder)).toEqual([])
  })

  it('hands a file back as it was added', async () => {
    const { ann, group, telegram, upload, ask } = await openGroup()
    await upload(ann, group, '/material')
    const sent = telegram.next(
      'message',
      ({ message }) => message.from.is_bot && message.document !== undefined,
    )
    expect((await ask('/material export faq.md', { in: group })).text).toContain('Here is Faq.md')
    const { message } = await sent
    expect(message.document?.file_name).toBe('Faq.md')
    expect(telegram.fileOf(message)).toEqual(FAQ.bytes)
  })

  it('is for administrators, and in a private chat for the owner alone', async () => {
    const { ann, ben, chat, folder, group, telegram, ask, upload } = await openGroup()
    telegram.upload(ben, group, FAQ, '/material')
    // Telegram has no message for one person in a group, so the next answer is to what comes next.
    expect((await ask('/material list', { in: group, from: ann })).text).toContain('no material')
    const inPrivate = await upload(ann, chat, '/material')
    expect(inPrivate.text).toContain('only the person who hosts me')
    expect(await readdir(folder)).toEqual([])
  })

  it('says so when Telegram does not hand over the file', async () => {
    const { ann, group, telegram, upload, log } = await openGroup()
    telegram.fail('getFile', {
      status: 400,
      body: { ok: false, error_code: 400, description: 'Bad Request: file is too big' },
    })
    const failed = await upload(ann, group, '/material')
    expect(failed.text).toBe('I could not get Faq.md from the platform. Please send it again.')
    expect(log.lines.join()).not.toContain(telegram.token)
  })
})

describe('a group that becomes a supergroup', () => {
  it('keeps its material and its settings', async () => {
    const bot = await openWholeBot()
    const onMoved = (from: string, to: string) => bot.move(from, to)
    const scene = await openScene(bot.responder, { language: 'en', settings: { onMoved } })
    const { telegram, ann, ask } = scene
    const group = telegram.addGroup('Rowers', 'group')
    telegram.appoint(ann, group)
    const added = telegram.next('message', ({ message }) => message.from.is_bot)
    telegram.upload(ann, group, FAQ, '/material')
    await added
    await ask('/settings language zh-Hant', { in: group })
    expect((await ask('/ask canoe', { in: group })).text).toContain('three people')

    const supergroup = telegram.migrate(group)
    telegram.appoint(ann, supergroup)
    await vi.waitFor(async () =>
      expect(await readdir(join(bot.folder, `telegram-${supergroup.id}`))).toEqual(['Faq.md']),
    )
    const answer = await ask(QUESTION, { in: supergroup })
    expect(answer.text).toContain('The red canoe holds three people.')
    expect((await ask('/material list', { in: supergroup })).text).toContain('這裡自己的材料')
    expect(await readdir(join(bot.folder, `telegram-${group.id}`))).toEqual([])
  })

  it('cannot be claimed by words', async () => {
    const { ask, group, other, upload, ann, telegram } = await openGroup()
    await upload(ann, group, '/material')
    telegram.appoint(ann, other)
    telegram.say(ann, group, `/migrate_to_chat_id ${other.id}`)
    expect((await ask('/material list', { in: group })).text).toContain('1 file')
  })
})

describe('/teach on Telegram', () => {
  it('asks the author in reply to the message, and keeps it with its link when they agree', async () => {
    const { ask, ann, ben, group, telegram } = await openGroup()
    const message = telegram.say(ben, group, 'The spare key hangs behind the blue door.')
    const asked = await ask('/teach', { in: group, from: ann, replyTo: message })
    expect(asked.text).toContain('Ben, may this message of yours become material here?')
    expect(asked.reply_to_message?.message_id).toBe(message.message_id)

    const query = await telegram.click(ann, asked, 'Yes')
    expect(telegram.events).toContainEqual({
      ...{ type: 'clickAnswered', id: query, text: 'Only Ben can answer this.' },
    })
    const edited = telegram.next('edited')
    await telegram.click(ben, asked, 'Yes')
    expect((await edited).message.text).toContain('Thank you, Ben.')

    const answer = await ask('/ask Where is the spare key?', { in: group })
    expect(answer.text).toContain('The spare key hangs behind the blue door.')
    const link = `https://t.me/c/${String(-group.id).slice(3)}/${message.message_id}`
    expect(JSON.stringify(answer.entities)).toContain(link)
  })

  it('says that a picture is not kept with the words below it', async () => {
    const { ask, ann, group, telegram } = await openGroup()
    const photo = [{ file_id: 'p', file_unique_id: 'p', width: 9, height: 9 }]
    const extra = { photo, caption: 'The spare key hangs behind the blue door.' } as object
    const message = telegram.say(ann, group, '', { extra })
    const kept = await ask('/teach', { in: group, from: ann, replyTo: message })
    expect(kept.text).toContain('Only its words are kept, not its pictures and files.')
  })

  it('takes a question from the list of /gaps that the message answers', async () => {
    const { ask, ann, group, telegram, store } = await openGroup()
    await ask('/ask Where is the spare key?', { in: group, from: ann })
    await ask('/ask Who mends the roof?', { in: group, from: ann })
    const message = telegram.say(ann, group, 'The spare key hangs behind the blue door.')
    const kept = await ask('/teach', { in: group, from: ann, replyTo: message })
    expect(kept.text).toContain('It answers a question that had no good answer before.')
    const gaps = await createGapStore(store, 90).list(10)
    expect(gaps.map(({ text }) => text)).toEqual(['who mends the roof'])
  })

  it('keeps nothing when the author declines, and asks nobody for a forwarded message', async () => {
    const { ask, ann, ben, group, telegram, folder } = await openGroup()
    const message = telegram.say(ben, group, 'The spare key hangs behind the blue door.')
    const asked = await ask('/teach', { in: group, from: ann, replyTo: message })
    const edited = telegram.next('edited')
    await telegram.click(ben, asked, 'No')
    expect((await edited).message.text).toBe('All right, nothing was kept.')
    const extra = { forward_origin: { type: 'hidden_user', sender_user_name: 'X', date: 1 } }
    const forwarded = telegram.say(ann, group, 'Words of X.', { extra: extra as object })
    const refused = await ask('/teach', { in: group, from: ann, replyTo: forwarded })
    expect(refused.text).toContain('there is nobody to ask')
    expect(await readdir(folder)).toEqual([])
  })
})
