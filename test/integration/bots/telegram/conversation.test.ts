import { beforeAll, describe, expect, it } from 'vitest'
import type { Chat, Message } from '../../../../playground/telegram/index.ts'
import type { Locale, Responder } from '../../../../src/answers/index.ts'
import { loadResponder } from '../../../../src/app/load-responder.ts'
import { findAutoLinks } from '../../../../src/bots/telegram/auto-links.ts'
import { HOSTILE } from '../../../support/contract.ts'
import { createTestResponder, openScene, say } from './support.ts'

let responder: Responder
/** Questions that the material says it answers. */
let question: string
let englishQuestion: string
beforeAll(async () => {
  responder = await loadResponder('content')
  const suggest = (locale: Locale) => responder.suggest({ command: 'ask', text: '', locale })
  question = (await suggest('zh-Hans'))[1]?.value ?? ''
  englishQuestion = (await suggest('en'))[1]?.value ?? ''
})

const blockquotes = ({ text, entities = [] }: Message) =>
  entities
    .filter(({ type }) => type.endsWith('blockquote'))
    .map(({ offset, length }) => text.slice(offset, offset + length))

describe('in a private chat', () => {
  it('plain text is a question, answered under it with quote and citation', async () => {
    const { ask, chat, telegram } = await openScene(responder)
    const answer = await ask(question)
    expect(blockquotes(answer)[0]?.length).toBeGreaterThan(10)
    expect(answer.text).toMatch(/\n\[1\] .+ ¶\d+/)
    expect(answer.reply_to_message?.text).toBe(question)
    expect(telegram.messagesIn(chat)).toHaveLength(2)
  })

  it('every command answers by its name, its aliases and its name in each language', async () => {
    const { ask } = await openScene(responder)
    for (const { name, aliases, titles } of responder.commands) {
      const first = await ask(`/${name}`)
      for (const word of new Set([...aliases, ...Object.values(titles)])) {
        if (/\s/.test(word)) continue
        expect((await ask(`/${word}`)).text, word).toBe(first.text)
      }
    }
  })

  it('speaks the language of the person, or of the question where the app says nothing', async () => {
    const { ask, telegram } = await openScene(responder)
    const bob = telegram.addUser({ first_name: 'Bob', language_code: 'en' })
    const mei = telegram.addUser({ first_name: 'Mei', language_code: 'zh-hant' })
    const jo = telegram.addUser({ first_name: 'Jo' })
    const askAs = (from: typeof bob, text: string) =>
      ask(text, { from, in: telegram.chatWith(from) })
    expect((await askAs(bob, '/help')).text).toContain('Commands')
    expect((await askAs(mei, '/help')).text).toContain('標明出處')
    expect((await askAs(jo, '/ask 人才在哪裡？')).text).not.toContain('unofficial')
    const english = await askAs(bob, englishQuestion)
    expect(english.text).toMatch(/^unofficial translation\n/)
    expect(blockquotes(english)[0]).not.toMatch(/\p{Script=Han}/u)
    expect(blockquotes(english)[1]).toMatch(/\p{Script=Han}/u)
  })

  it('/start greets, and a link opens a passage', async () => {
    const { telegram, chat, ann, ask } = await openScene(responder)
    const help = await ask('/help')
    expect((await ask('/start')).text).toBe(help.text)
    expect((await ask('/start nonsense')).text).toBe(help.text)
    const answer = telegram.next('message', ({ message }) => message.from.id === telegram.bot.id)
    telegram.openLink(ann, 'p12')
    expect((await answer).message.text).toContain('第 12 段')
    const linked = await ask(question)
    const url = linked.entities?.find(({ type }) => type === 'text_link')?.url ?? ''
    const payload = new URL(url).searchParams.get('start') ?? ''
    expect(payload).toMatch(/^[A-Za-z0-9_-]{1,64}$/)
    const opened = await ask(`/start ${payload}`)
    expect(opened.text).toContain(blockquotes(linked)[0])
    expect(opened.chat).toEqual(chat)
  })

  it('says so in two lines, without anything beside it, when the material does not answer', async () => {
    const { ask } = await openScene(responder)
    const answer = await ask('qwertz zxcvb')
    expect(answer.text).toMatch(/^📭 .*\n.*qwertz.*$/)
    expect(blockquotes(answer)).toEqual([])
    expect(answer.reply_markup).toBeUndefined()
  })

  it('an unknown command is explained, a sticker ignored', async () => {
    const { ask, telegram, ann, chat } = await openScene(responder)
    telegram.say(ann, chat, '', {})
    expect((await ask('/nothing')).text).toContain('nothing')
  })

  it('asks the message that /ask replies to, or the part of it that was selected', async () => {
    const tester = createTestResponder()
    const { ask, telegram, ann, chat } = await openScene(tester)
    const said = telegram.say(ann, chat, '/nothing 芯片的限制从何时开始？')
    await telegram.next('message', ({ message }) => message.from.id === telegram.bot.id)
    const answer = await ask('/ask', { replyTo: said })
    expect(tester.requests.at(-1)).toMatchObject({ text: '/nothing 芯片的限制从何时开始？' })
    expect(answer.reply_to_message?.message_id).toBe(said.message_id)
    await ask('/ask', { replyTo: said, quote: '芯片的限制' })
    expect(tester.requests.at(-1)).toMatchObject({ command: 'ask', text: '芯片的限制' })
    await ask('/ask', { replyTo: answer })
    expect(tester.requests.at(-1)).toMatchObject({ text: '' })
  })

  it('never sends a preview, a mode of parsing or an answer to its own inline results', async () => {
    const { ask, telegram, ann, chat } = await openScene(responder)
    const { results } = await telegram.typeInline(ann, '诺贝尔')
    if (results[0]) telegram.choose(ann, chat, results[0])
    expect((await ask('/about')).reply_to_message?.text).toBe('/about')
    const sent = telegram.events.filter(
      (event) => event.type === 'call' && event.method === 'sendMessage',
    )
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({ parameters: { link_preview_options: { is_disabled: true } } })
  })
})

describe('in a group', () => {
  const openGroup = async (options = {}, isForum = false) => {
    const simulator = await openScene(responder, options)
    const group = simulator.telegram.addGroup('读书会', 'supergroup', isForum)
    return { ...simulator, group, here: { in: group } }
  }

  it('commands are answered, also when they name the bot in any case', async () => {
    const { ask, here } = await openGroup()
    expect((await ask('/talent', here)).text).toContain('人才')
    expect((await ask('/TALENT@Chuchu_Bot', here)).text).toContain('人才')
    expect((await ask('/人才', here)).text).toContain('人才')
    expect((await ask(`/ask@chuchu_bot\n${question}`, here)).text).toMatch(/\[1\]/)
  })

  it('what is meant for others is left alone', async () => {
    const { ask, here, telegram, ann, group } = await openGroup({ privacyMode: false })
    const robot = telegram.addUser({ first_name: 'Robot', is_bot: true })
    telegram.say(ann, group, '/talent@other_bot')
    telegram.say(ann, group, '/unknown')
    telegram.say(ann, group, '/start')
    telegram.say(ann, group, '大家好')
    telegram.say(ann, group, 'email@chuchu_bot.org 是什么')
    telegram.say(robot, group, '/talent')
    expect((await ask('/about', here)).reply_to_message?.text).toBe('/about')
    const answers = telegram.messagesIn(group).filter(({ from }) => from.id === telegram.bot.id)
    expect(answers).toHaveLength(1)
  })

  it('a reply to the bot is a question; an admin without a name is a person', async () => {
    const { ask, here, telegram, group } = await openGroup()
    const first = await ask('/talent', here)
    const reply = await ask(question, { ...here, replyTo: first })
    expect(reply.text).toMatch(/¶\d+/)
    const anonymous = telegram.addUser({ first_name: 'Group', is_bot: true })
    const answer = await ask('/about', { ...here, from: anonymous, extra: { sender_chat: group } })
    expect(answer.chat.id).toBe(group.id)
  })

  it('a mention is a question where privacy mode is off, and help says which it is', async () => {
    const open = await openGroup({ privacyMode: false })
    expect((await open.ask(`@Chuchu_Bot ${question}`, open.here)).text).toMatch(/¶\d+/)
    expect((await open.ask('/help@chuchu_bot', open.here)).text).toContain('点名提问')
    const shut = await openGroup()
    expect((await shut.ask('/help@chuchu_bot', shut.here)).text).toContain('隐私模式')
  })

  it('an answer stays in the topic of a forum, and in "General" has none', async () => {
    const { ask, telegram, group, here, tap } = await openGroup({}, true)
    const thread = telegram.addTopic(group)
    const answer = await ask(`/ask ${question}`, { ...here, thread })
    expect(answer.message_thread_id).toBe(thread)
    expect((await tap(answer, '上下文')).message_thread_id).toBe(thread)
    const general = await ask('/talent', here)
    expect(general.message_thread_id).toBeUndefined()
  })
})

describe('words that stand elsewhere than in the message', () => {
  it('are what was quoted from another chat, and the question of a poll', async () => {
    const tester = createTestResponder()
    const { ask, telegram, ann, chat } = await openScene(tester)
    const external_reply = { origin: { type: 'hidden_user', sender_user_name: 'Bo', date: 1 } }
    const quote = { text: '芯片受到什么限制？', position: 0 }
    await ask('/ask', { extra: { external_reply, quote } as object })
    expect(tester.requests.at(-1)).toMatchObject({ command: 'ask', text: quote.text })
    const poll = telegram.say(ann, chat, '', { extra: { text: undefined, ...POLL } as object })
    await ask('/ask', { replyTo: poll })
    expect(tester.requests.at(-1)).toMatchObject({ command: 'ask', text: '谁领先？' })
  })

  it.each([
    '/问DeepSeek有多少人？',
    '/ask：DeepSeek有多少人？',
    '/ask@chuchu_bot，DeepSeek有多少人？',
    '/askDeepSeek有多少人？',
  ])('%s is a question, in a group as well', async (words) => {
    const { ask, telegram } = await openScene(responder)
    const group = telegram.addGroup('读书会')
    expect((await ask(words, { in: group })).text).toContain('140')
  })

  it('a reply to an answer leans on its question, whoever asked that', async () => {
    const { ask, telegram } = await openScene(responder)
    const group = telegram.addGroup('读书会')
    const bo = telegram.addUser({ first_name: 'Bo', language_code: 'zh-hans' })
    const answer = await ask('/search AI人才', { in: group })
    const further = await ask('为什么？', { in: group, from: bo, replyTo: answer })
    expect(further.text).toContain('接着上一个问题：AI人才')
  })
})

const POLL = { poll: { id: '1', question: '谁领先？', options: [] } }

describe('buttons', () => {
  it('show context and sources under the question, and leave the answer as it is', async () => {
    const { ask, tap, telegram } = await openScene(responder)
    const answer = await ask(question)
    const context = await tap(answer, '上下文')
    expect(context.text).toMatch(/第 \d+ 段/)
    expect(context.reply_to_message?.text).toBe(question)
    expect((await tap(answer, '来源')).text).toContain('来源')
    expect(telegram.events.filter(({ type }) => type === 'edited')).toEqual([])
  })

  it('page: the first "more" is a message of its own, later pages change it, forth and back', async () => {
    const { ask, tap, telegram, ann } = await openScene(responder)
    const second = await tap(await ask('/search AI'), '更多段落')
    const press = async (button: string) => {
      const edited = telegram.next('edited')
      await telegram.click(ann, second, button)
      return (await edited).message
    }
    const third = await press('更多段落')
    expect(third.message_id).toBe(second.message_id)
    expect(third.text).not.toBe(second.text)
    expect((await press('‹ 2')).text).toBe(second.text)
  })

  it('carry long questions: from their label, from the question above, from the first line', async () => {
    const long = '这个问题长得一个按钮怎么也装不下去，因为汉字每个要三个字节，而按钮只有六十四个'
    const tester = createTestResponder(({ text, page = 1, locale }) =>
      say(`回答${page}`, {
        locale,
        question: text,
        actions: [
          { kind: 'more', label: '更多', request: { command: 'ask', text, page: page + 1 } },
          { kind: 'question', label: `${long}吗`, request: { command: 'ask', text: `${long}吗` } },
        ],
      }),
    )
    const { ask, tap } = await openScene(tester)
    const answer = await ask(`/ask ${long}`)
    const second = await tap(answer, '更多')
    expect(tester.requests.at(-1)).toMatchObject({ text: long, page: 2 })
    const other = await tap(second, `${long}吗`)
    expect(tester.requests.at(-1)).toMatchObject({ text: `${long}吗` })
    expect(other.text.split('\n')[0]).toBe(`${long}吗`)
    await tap(other, '更多')
    expect(tester.requests.at(-1)).toMatchObject({ text: `${long}吗`, page: 2 })
  })

  it('clicked twice at once answer once, and clicked by somebody else in their language', async () => {
    const { ask, telegram, ann, chat } = await openScene(responder)
    const answer = await ask(question)
    await Promise.all([
      telegram.click(ann, answer, '上下文'),
      telegram.click(ann, answer, '上下文'),
    ])
    await ask('/about')
    expect(telegram.messagesIn(chat).filter(({ text }) => /第 \d+ 段（/.test(text))).toHaveLength(1)
    const bob = telegram.addUser({ first_name: 'Bob', language_code: 'en' })
    const next = telegram.next('message', ({ message }) => /Paragraph \d+ of/.test(message.text))
    await telegram.click(bob, answer, '上下文')
    expect((await next).message.from.id).toBe(telegram.bot.id)
  })

  it('that are not ours are confirmed and do nothing', async () => {
    const { ask, telegram, ann, chat } = await openScene(responder)
    const answer = await ask('/about')
    await telegram.click(ann, answer, { text: 'x', callback_data: 'DROP TABLE' })
    expect((await ask('/talent')).reply_to_message?.text).toBe('/talent')
    expect(telegram.messagesIn(chat)).toHaveLength(4)
  })
})

describe('inline mode', () => {
  it('gives a card for each quote, which becomes a message with question, quote and citation', async () => {
    const { telegram, ann } = await openScene(responder)
    const group: Chat = telegram.addGroup('别处')
    const { results, is_personal, cache_time } = await telegram.typeInline(ann, question)
    expect(is_personal).toBe(true)
    expect(cache_time).toBeLessThanOrEqual(60)
    const [card] = results
    if (!card) throw new Error('no card')
    expect(card.description).toMatch(/¶\d+/)
    const message = telegram.choose(ann, group, card)
    expect(message.text.split('\n')[0]).toBe(question)
    expect(blockquotes(message)[0]).toContain(card.title.slice(0, 20))
    expect(message.reply_markup?.inline_keyboard[0]?.[0]?.url).toMatch(
      /^https:\/\/t\.me\/chuchu_bot\?start=p\d+/,
    )
  })

  it('offers no passage twice, and only what holds the word that is typed', async () => {
    const { telegram, ann } = await openScene(responder)
    const { results } = await telegram.typeInline(ann, '印度')
    const places = results.map(({ reply_markup }) => reply_markup?.inline_keyboard[0]?.[0]?.url)
    expect(new Set(places).size).toBe(results.length)
    for (const { input_message_content } of results)
      expect(input_message_content.message_text).toContain('印度')
  })

  it('offers questions while nothing is typed, and a way into the private chat', async () => {
    const { telegram, ann, ask } = await openScene(responder)
    const { results, button } = await telegram.typeInline(ann, '')
    expect(results.length).toBeGreaterThan(1)
    expect(results[0]?.title).toMatch(/？$/)
    expect((await ask(`/start ${button?.start_parameter}`)).text).toContain('命令')
  })

  it('says so when the material does not answer', async () => {
    const { telegram, ann } = await openScene(responder)
    const { results, button } = await telegram.typeInline(ann, 'qwertz zxcvb')
    expect(results[0]?.title).toContain('材料里没有')
    expect(button === undefined || results.length === 0).toBe(true)
  })
})

describe('whatever is asked', () => {
  it('every button of every command leads somewhere, in each language', async () => {
    const { ask, telegram, ann } = await openScene(responder)
    for (const language_code of ['zh-hans', 'zh-hant', 'en']) {
      const from = telegram.addUser({ first_name: 'Visitor', language_code })
      const there = telegram.chatWith(from)
      for (const { name } of responder.commands) {
        const answer = await ask(`/${name}`, { from, in: there })
        for (const button of answer.reply_markup?.inline_keyboard.flat() ?? []) {
          const next = telegram.next('message', ({ message }) => message.chat.id === there.id)
          await telegram.click(from, answer, button)
          expect((await next).message.text, `${name}: ${button.text}`).not.toMatch(/^⚠️|\/nothing/)
        }
      }
    }
    expect(telegram.messagesIn(ann)).toEqual([])
  })

  it('nobody is notified and nothing is made live by hostile words', async () => {
    const { ask, telegram } = await openScene(responder, { privacyMode: false })
    const group = telegram.addGroup('读书会')
    for (const words of HOSTILE) {
      for (const text of [`/ask ${words}`, `/passage ${words}`, `/search@chuchu_bot ${words}`]) {
        const answer = await ask(text, { in: group })
        const live = findAutoLinks(answer.text).filter(
          ([start, end]) =>
            !answer.entities?.some(
              ({ type, offset, length }) =>
                /^(code|text_link)$/.test(type) && offset <= start && offset + length >= end,
            ),
        )
        const own = responder.commands.map(({ name }) => `/${name}`)
        for (const range of live) expect(own).toContain(answer.text.slice(...range))
      }
    }
  })
})

describe('a start', () => {
  it('tells who the bot is, where, and what is switched off', async () => {
    const { log } = await openScene(createTestResponder(), { inlineMode: false })
    expect(log.lines[0]).toContain('@chuchu_bot, https://t.me/chuchu_bot (privacy mode on)')
    expect(log.lines[1]).toContain('/setinline')
  })
})

describe('menus', () => {
  it('follow the material while the bot runs', async () => {
    const tester = createTestResponder()
    let commands: Responder['commands'] = tester.commands.slice(0, 1)
    const changing: Responder = {
      ...tester,
      get commands() {
        return commands
      },
    }
    const { bot, telegram } = await openScene(changing)
    commands = tester.commands
    const menu = telegram.next('menu', ({ items }) => items.length > 1)
    await bot.refresh?.()
    expect((await menu).items.map(({ command }) => command)).toContain('talent')
  })

  it('are set in English and Chinese, and only when they changed', async () => {
    const { telegram, bot, ask } = await openScene(responder)
    await ask('/about')
    await bot.stop()
    expect([...telegram.menus.keys()]).toEqual(['', 'zh'])
    expect(telegram.menus.get('zh')?.[0]).toEqual({
      command: responder.commands[0]?.name,
      description: responder.commands[0]?.summaries['zh-Hans'],
    })
    expect(telegram.menus.get('')).toHaveLength(responder.commands.length)
    const writes = () =>
      telegram.events.filter((event) => event.type === 'call' && /^set(My|Web)/.test(event.method))
    expect(writes()).toHaveLength(6)
    const { createTelegram } = await import('../../../../src/bots/telegram/index.ts')
    const { createTestLog } = await import('./support.ts')
    const again = createTelegram({
      token: telegram.token,
      apiUrl: telegram.url,
      log: createTestLog(),
    })
    await again.start(responder)
    await again.stop()
    expect(writes()).toHaveLength(6)
  })
})
