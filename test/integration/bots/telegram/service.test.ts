import { describe, expect, it } from 'vitest'
import type { Message } from '../../../../playground/telegram/index.ts'
import { writeMaterial } from '../../../support/material.ts'
import { openBot, UNLIMITED } from '../../../unit/service/support.ts'
import { openScene } from './support.ts'

const QUESTION = 'DeepSeek的研发团队有多少人？'

/** The real bot with its service, on Telegram; Ann hosts it where `owner` says so. */
async function openChat(limits = UNLIMITED, owner?: number) {
  const { responder } = await openBot({ limits })
  return openScene(responder, { settings: owner === undefined ? {} : { owner } })
}

const toastAfter = (
  { telegram }: Awaited<ReturnType<typeof openChat>>,
  id: string,
): string | undefined =>
  telegram.events.flatMap((event) =>
    event.type === 'clickAnswered' && event.id === id ? [event.text] : [],
  )[0]

const labels = ({ reply_markup }: Message) =>
  reply_markup?.inline_keyboard.flat().map(({ text }) => text) ?? []

describe('settings on Telegram', () => {
  it('are shown to everybody, and changed in place by administrators alone', async () => {
    const simulator = await openChat()
    const { telegram, ask, ann } = simulator
    const ben = telegram.addUser({ first_name: 'Ben', language_code: 'zh-hans' })
    const group = telegram.addGroup('Readers')
    telegram.appoint(ann, group)
    const settings = await ask('/settings@chuchu_bot', { in: group, from: ben })
    expect(settings.text).toContain('安静模式：关')
    expect(labels(settings)).not.toContain('只在这里回答')

    const refused = await telegram.click(ben, settings, '打开安静模式')
    expect(toastAfter(simulator, refused)).toBe('只有这里的管理员能改设置。')
    const edited = telegram.next('edited')
    await telegram.click(ann, settings, '打开安静模式')
    expect((await edited).message.text).toContain('安静模式：开')

    await ask(`/ask ${QUESTION}`, { in: group, from: ben })
    const sent = telegram.events.filter(
      (event) => event.type === 'call' && event.method === 'sendMessage',
    )
    expect(sent.at(-1)).toMatchObject({ parameters: { disable_notification: true } })
  })

  it('are changed by an administrator who stays anonymous', async () => {
    const { telegram, ask } = await openChat()
    const group = telegram.addGroup('Readers')
    const anonymous = telegram.addUser({ first_name: 'Group', is_bot: true })
    const settings = await ask('/settings quiet on', {
      ...{ in: group, from: anonymous, extra: { sender_chat: group } },
    })
    expect(settings.text).toContain('Quiet mode: on')
  })

  it('choose the material with buttons, which old buttons follow', async () => {
    const content = await writeMaterial({
      'garden/bees.md': 'The hive is opened in April.\n\nHoney is taken in July.\n',
      'harbour/boats.md': 'The ferry leaves at noon.\n\nThe crane lifts nine tons.\n',
    })
    const { responder } = await openBot({ content })
    const { telegram, ask, ann } = await openScene(responder, {})
    const group = telegram.addGroup('Readers')
    telegram.appoint(ann, group)
    const old = await ask('/ask When is the hive opened?', { in: group })
    expect(old.text).toContain('April')

    const settings = await ask('/settings', { in: group })
    const opened = telegram.next('edited')
    await telegram.click(ann, settings, '选择材料')
    expect(labels((await opened).message)).toEqual(['不用「garden」', '不用「harbour」'])
    const chosen = telegram.next('edited')
    await telegram.click(ann, (await opened).message, '不用「garden」')
    expect((await chosen).message.text).toContain('✗ garden')

    const [context = ''] = labels(old)
    const answered = telegram.next('message')
    await telegram.click(ann, old, context)
    expect((await answered).message.text).not.toMatch(/April|July/)
    expect((await ask('/ask When is the hive opened?', { in: group })).text).not.toContain('April')
    expect((await ask('/ask When is the hive opened?')).text).toContain('April')
  })

  it('of a forum can keep the bot to some of its topics; elsewhere it says nothing', async () => {
    const { telegram, ask, ann, log } = await openChat()
    const forum = telegram.addGroup('Forum', 'supergroup', true)
    telegram.appoint(ann, forum)
    const thread = telegram.addTopic(forum)
    const settings = await ask('/settings here on', { in: forum, thread })
    expect(settings.text).toContain('只在 1 处（包括这里）')
    expect((await ask(`/ask ${QUESTION}`, { in: forum, thread })).text).toContain('140')
    telegram.say(ann, forum, `/ask ${QUESTION}`)
    // What comes after it is answered: so it was read, and left alone.
    const next = await ask('/settings', { in: forum })
    expect(telegram.messagesIn(forum).at(-2)?.text).toBe('/settings')
    expect(next.text).toContain('不包括这里')
    expect(log.lines.join()).not.toContain('error')
  })
})

describe('the buttons under an answer on Telegram', () => {
  it('thank whoever clicked, and write nothing into the chat', async () => {
    const simulator = await openChat()
    const { telegram, ask, ann, chat } = simulator
    const answer = await ask(QUESTION)
    const before = telegram.messagesIn(chat).length
    const id = await telegram.click(ann, answer, '👍')
    expect(toastAfter(simulator, id)).toBe('谢谢，记下了。')
    expect(telegram.messagesIn(chat)).toHaveLength(before)
  })
})

describe('the owner on Telegram', () => {
  it('has commands of their own, in a menu of their own', async () => {
    // Whoever is added first has this number.
    const { telegram, ask, ann } = await openChat(UNLIMITED, 101)
    expect(ann.id).toBe(101)
    expect((await ask('/gaps')).text).toBe('还没有答不好的问题。')
    expect((await ask('/reload')).text).toContain('材料已经重新读过')
    const names = (menu: string) => telegram.menus.get(menu)?.map(({ command }) => command) ?? []
    expect(names('')).not.toContain('gaps')
    expect(names('')).not.toContain('helpful')
  })

  it('is told of mistakes in the material', async () => {
    const { telegram, bot, chat } = await openChat(UNLIMITED, 101)
    const told = telegram.next('message', ({ message }) => message.chat.id === chat.id)
    await bot.tellOwner?.({
      outcome: 'invalid',
      locale: 'en',
      blocks: [{ type: 'paragraph', inlines: [{ type: 'text', text: 'topics.yaml:3' }] }],
      citations: [],
      actions: [],
    })
    expect((await told).message.text).toBe('topics.yaml:3')
  })

  it('that nobody is yet is told how to become it, in private', async () => {
    const { telegram, ask, ann } = await openChat()
    expect((await ask('/reload')).text).toContain(`TELEGRAM_OWNER_ID=${ann.id}`)
    const group = telegram.addGroup('Readers')
    telegram.say(ann, group, '/reload@chuchu_bot')
    await ask('/about@chuchu_bot', { in: group })
    expect(
      telegram
        .messagesIn(group)
        .map(({ text }) => text)
        .join(),
    ).not.toContain('OWNER')
  })
})

describe('somebody who floods a group on Telegram', () => {
  it('is told once to wait, and others are answered', async () => {
    const { telegram, ask, ann } = await openChat({ ...UNLIMITED, perUser: 3 })
    const group = telegram.addGroup('Readers')
    for (let i = 0; i < 10; i++) telegram.say(ann, group, '/about@chuchu_bot')
    const ben = telegram.addUser({ first_name: 'Ben', language_code: 'zh-hans' })
    expect((await ask(`/ask ${QUESTION}`, { in: group, from: ben })).text).toContain('140')
    const answers = telegram
      .messagesIn(group)
      .filter(({ from }) => from.id === telegram.bot.id)
      .map(({ text }) => (text.includes('问得太快') ? 'wait' : 'answer'))
    expect(answers).toEqual(['answer', 'answer', 'answer', 'wait', 'answer'])
  })
})
