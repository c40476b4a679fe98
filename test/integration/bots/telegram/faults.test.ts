import { describe, expect, it } from 'vitest'
import { FAULTS, startTelegramStandIn } from '../../../../playground/telegram/index.ts'
import { createTelegram } from '../../../../src/bots/telegram/index.ts'
import { PlatformRefusal } from '../../../../src/bots/types.ts'
import { createTestClock, createTestLog, createTestResponder, openScene, say } from './support.ts'

/** A promise that is settled from outside. */
function createGate() {
  let open = () => {}
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  return { gate, open }
}

const calls = (telegram: Awaited<ReturnType<typeof startTelegramStandIn>>, method: string) =>
  telegram.events.flatMap((event) =>
    event.type === 'call' && event.method === method ? [event.parameters] : [],
  )

describe('a start that fails says why and what to do', () => {
  const start = (token: string, apiUrl: string) =>
    createTelegram({ token, apiUrl, log: createTestLog(), timing: createTestClock() }).start(
      createTestResponder(),
    )

  it('when the token is wrong', async () => {
    const telegram = await startTelegramStandIn()
    const wrong = start(`9${telegram.token}`, telegram.url)
    await expect(wrong).rejects.toThrow(/401.*@BotFather.*TELEGRAM_TOKEN/)
    await expect(wrong).rejects.toBeInstanceOf(PlatformRefusal)
    await expect(start('nonsense', telegram.url)).rejects.toThrow(/404.*TELEGRAM_TOKEN/)
    await telegram.close()
  })

  it('and not at the first word that the token is wrong, which may be a fault', async () => {
    const { telegram, ask, log } = await openScene(createTestResponder(), {
      before: (local) => local.fail('getMe', FAULTS.unauthorized, 1),
    })
    expect((await ask('tea')).text).toContain('tea')
    expect(log.lines.join()).not.toContain('@BotFather')
    expect(telegram.problems()).toEqual([])
  })

  it('when Telegram cannot be reached, without telling the token', async () => {
    const telegram = await startTelegramStandIn()
    await telegram.close()
    const error = await start(telegram.token, telegram.url).catch((reason: Error) => reason)
    expect(String(error)).toMatch(/cannot be reached.*ECONNREFUSED.*TELEGRAM_API_URL/)
    expect(String(error)).not.toContain(telegram.token)
    expect(error).not.toBeInstanceOf(PlatformRefusal)
  })

  it('when the port of the webhook is taken', async () => {
    const telegram = await startTelegramStandIn()
    const port = Number(new URL(telegram.url).port)
    const webhook = { url: `http://127.0.0.1:${port}/hook`, port, secret: 'a-secret-of-ours' }
    const bot = createTelegram({
      ...{ token: telegram.token, apiUrl: telegram.url, log: createTestLog(), webhook },
      timing: createTestClock(),
    })
    await expect(bot.start(createTestResponder())).rejects.toThrow(/TELEGRAM_WEBHOOK_PORT/)
    await telegram.close()
  })
})

describe('receiving', () => {
  it('goes on after a second poller, a webhook elsewhere, trouble of the server, and nonsense', async () => {
    const { ask, telegram, log, clock, bot } = await openScene(createTestResponder())
    for (const fault of [
      FAULTS.conflict,
      FAULTS.serverError,
      FAULTS.garbage,
      FAULTS.unauthorized,
    ]) {
      telegram.fail('getUpdates', fault, 3)
      expect((await ask('还在吗')).text).toBe('ask:还在吗')
      expect((await ask('还在吗')).text).toBe('ask:还在吗')
    }
    const said = log.lines.join('\n')
    expect(said).toMatch(/error Telegram: Somebody else takes this bot's messages \(409/)
    expect(said).toMatch(/messages arrive again/)
    expect(clock.slept).toEqual(expect.arrayContaining([5_000, 10_000, 20_000]))
    expect(bot.lastHeard?.()).toEqual(expect.any(Number))
  })

  it('waits at least five seconds and at most a minute after a conflict', async () => {
    const { ask, telegram, clock } = await openScene(createTestResponder())
    telegram.fail('getUpdates', FAULTS.conflict, 8)
    await ask('一')
    await ask('二')
    const waits = clock.slept.filter((milliseconds) => milliseconds >= 5_000)
    expect(waits).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 60_000, 60_000, 60_000])
  })

  it('waits as long as Telegram asks to', async () => {
    const { ask, telegram, clock } = await openScene(createTestResponder())
    telegram.fail('getUpdates', FAULTS.tooManyRequests(17))
    await ask('一')
    await ask('二')
    expect(clock.slept).toContain(17_000)
  })

  it('always names the kinds of updates it wants and never drops those that wait', async () => {
    const { ask, telegram, bot } = await openScene(createTestResponder())
    await ask('一')
    await bot.stop()
    const polls = calls(telegram, 'getUpdates').filter(({ timeout }) => timeout !== 0)
    for (const poll of polls)
      expect(poll.allowed_updates).toEqual(['message', 'callback_query', 'inline_query'])
    expect(JSON.stringify(telegram.events)).not.toContain('drop_pending_updates')
  })

  it('survives malformed updates', async () => {
    const { ask, telegram, ann } = await openScene(createTestResponder())
    const nonsense = [
      ...[null, 7, 'x', [], {}, { update_id: 'x' }, { update_id: 1 }],
      { update_id: 2, message: null },
      { update_id: 3, message: {} },
      { update_id: 4, message: { message_id: 1, date: 1, chat: {}, from: ann, text: 5 } },
      { update_id: 5, callback_query: { id: '1', from: ann, data: 5 } },
      { update_id: 6, callback_query: {} },
      { update_id: 7, inline_query: {} },
      { update_id: 8, inline_query: { id: '9', from: ann } },
      { update_id: 9, unheard_of: { of: 2031 } },
    ]
    for (const update of nonsense) void telegram.deliver(update)
    expect((await ask('还在吗')).text).toBe('ask:还在吗')
  })

  it('answers an update once that is delivered twice', async () => {
    const { ask, telegram, ann, chat } = await openScene(createTestResponder())
    await ask('一')
    const message = telegram.messagesIn(chat)[0]
    void telegram.deliver({ update_id: 1_000, message })
    void telegram.deliver({ update_id: 1_000, message })
    telegram.say(ann, chat, '二')
    await telegram.next('message', ({ message: { text } }) => text === 'ask:二')
    expect(telegram.messagesIn(chat)).toHaveLength(4)
  })

  it('a slow answer holds up its own chat and nobody else', async () => {
    const { gate, open } = createGate()
    const responder = createTestResponder(async ({ text }) => {
      if (text === '慢') await gate
      return say(text)
    })
    const { ask, telegram, ann, chat } = await openScene(responder)
    const bob = telegram.addUser({ first_name: 'Bob' })
    telegram.say(ann, chat, '慢')
    telegram.say(ann, chat, '快')
    expect((await ask('别人', { from: bob, in: telegram.chatWith(bob) })).text).toBe('别人')
    expect(telegram.messagesIn(chat)).toHaveLength(2)
    const last = telegram.next(
      'message',
      ({ message: { text, from } }) => text === '快' && from.is_bot,
    )
    open()
    await last
    expect(telegram.messagesIn(chat).map(({ text }) => text)).toEqual(['慢', '快', '慢', '快'])
  })

  it('an answer that takes too long is given up with a word, and the next one comes', async () => {
    const responder = createTestResponder(({ text }) =>
      text === '慢' ? new Promise(() => {}) : say(text),
    )
    const { ask, log } = await openScene(responder, { settings: { timing: { answerBudget: 20 } } })
    expect((await ask('慢')).text).toMatch(/^⚠️ 抱歉/)
    expect((await ask('快')).text).toBe('快')
    expect(log.lines.join()).toContain('took over 20 ms')
    expect(log.lines.join()).not.toContain('慢')
  })

  it('a handler that throws is answered with an apology', async () => {
    const responder = createTestResponder(({ text }) => {
      if (text === '错') throw new Error('our mistake')
      return say(text)
    })
    const { ask, log } = await openScene(responder)
    expect((await ask('错')).text).toMatch(/^⚠️ 抱歉/)
    expect((await ask('对')).text).toBe('对')
    expect(log.lines.join()).toContain('our mistake')
  })

  it('inline queries get an empty answer when time runs out', async () => {
    const responder = createTestResponder(() => new Promise(() => {}))
    const { telegram, ann } = await openScene(responder, {
      settings: { timing: { inlineBudget: 20 } },
    })
    const { results, cache_time, button } = await telegram.typeInline(ann, '慢')
    expect(results).toEqual([])
    expect(cache_time).toBe(0)
    expect(button?.start_parameter).toBe('help')
  })

  it('a chat that floods is answered as far as its line reaches', async () => {
    const { gate, open } = createGate()
    const responder = createTestResponder(async ({ text }) => {
      await gate
      return say(text)
    })
    const { telegram, ann, chat, log } = await openScene(responder)
    for (let number = 1; number <= 40; number++) telegram.say(ann, chat, `问${number}`)
    await expect.poll(() => log.lines.join()).toContain('ask faster than they can be answered')
    open()
    await telegram.next('message', ({ message: { text, from } }) => from.is_bot && text === '问30')
  })
})

describe('sending', () => {
  it('waits as long as a 429 says, in that chat only, however often', async () => {
    const { ask, telegram, clock } = await openScene(createTestResponder())
    telegram.fail('sendMessage', FAULTS.tooManyRequests(7))
    expect((await ask('一')).text).toBe('ask:一')
    expect(clock.slept).toContain(7_000)
    telegram.fail('sendMessage', FAULTS.tooManyRequests(3), 5)
    expect((await ask('二')).text).toBe('ask:二')
    expect(clock.slept.filter((milliseconds) => milliseconds === 3_000)).toHaveLength(5)
  })

  it('answers after an outage, as long as somebody waits', async () => {
    const { ask, telegram } = await openScene(createTestResponder())
    telegram.fail('sendMessage', FAULTS.serverError, 6)
    expect((await ask('一')).text).toBe('ask:一')
  })

  it('tries again after trouble of the server and a torn answer', async () => {
    const { ask, telegram } = await openScene(createTestResponder())
    telegram.fail('sendMessage', FAULTS.serverError)
    telegram.fail('sendMessage', FAULTS.garbage)
    expect((await ask('一')).text).toBe('ask:一')
  })

  it('gives up a call that is never answered, and tries again', async () => {
    const { ask, telegram } = await openScene(createTestResponder(), {
      settings: { timing: { callTimeout: 500 } },
    })
    telegram.fail('sendMessage', FAULTS.slow(new Promise(() => {})))
    expect((await ask('一')).text).toBe('ask:一')
  })

  it('drops an answer to what was asked over two minutes ago', async () => {
    const { ask, telegram, log, ann, chat } = await openScene(createTestResponder())
    telegram.fail('sendMessage', FAULTS.tooManyRequests(121))
    telegram.say(ann, chat, '一')
    await expect.poll(() => log.lines.join()).toContain('waited too long')
    const bob = telegram.addUser({ first_name: 'Bob' })
    await ask('二', { from: bob, in: telegram.chatWith(bob) })
  })

  it('keeps to a message a second in a chat and twenty a minute in a group', async () => {
    const { telegram, ann, clock } = await openScene(createTestResponder())
    const group = telegram.addGroup('读书会')
    for (let number = 1; number <= 21; number++) telegram.say(ann, group, `/ask ${number}`)
    await telegram.next('message', ({ message: { text } }) => text === 'ask:21')
    expect(clock.slept.filter((milliseconds) => milliseconds === 1_000)).toHaveLength(19)
    expect(Math.max(...clock.slept)).toBe(41_000)
  })

  it('follows a group that became a supergroup, once', async () => {
    const { telegram, ann } = await openScene(createTestResponder())
    const group = telegram.addGroup('读书会', 'group')
    const supergroup = telegram.migrate(group)
    telegram.say(ann, group, '/ask 一')
    const { message } = await telegram.next('message', ({ message: { from } }) => from.is_bot)
    expect(message).toMatchObject({ chat: { id: supergroup.id }, text: 'ask:一' })
    const other = telegram.addGroup('别的', 'group')
    for (const target of [-1, -2])
      telegram.fail(
        'sendMessage',
        FAULTS.badRequest('group chat was upgraded to a supergroup chat', {
          migrate_to_chat_id: target,
        }),
      )
    const before = calls(telegram, 'sendMessage').length
    telegram.say(ann, other, '/ask 二')
    await expect.poll(() => calls(telegram, 'sendMessage').length).toBe(before + 2)
  })

  it('forgets a chat that shuts it out, and answers again when let in', async () => {
    const { gate, open } = createGate()
    const responder = createTestResponder(async ({ text }) => {
      if (text === '一') await gate
      return say(text)
    })
    const { telegram, ann, chat, ask, log } = await openScene(responder)
    telegram.setForbidden(chat, 'bot was blocked by the user')
    telegram.say(ann, chat, '一')
    telegram.say(ann, chat, '二')
    await expect.poll(() => responder.requests.length).toBe(1)
    const bob = telegram.addUser({ first_name: 'Bob' })
    await ask('别人', { from: bob, in: telegram.chatWith(bob) })
    open()
    await expect.poll(() => log.lines.join()).toContain('blocked by the user')
    telegram.setForbidden(chat, undefined)
    expect((await ask('三')).text).toBe('三')
    expect(responder.requests.map(({ text }) => text)).toEqual(['一', '别人', '三'])
  })

  it('answers outside the topic when that is gone', async () => {
    const { ask, telegram } = await openScene(createTestResponder())
    const forum = telegram.addGroup('论坛', 'supergroup', true)
    const answer = await ask('/ask 一', { in: forum, thread: 77_777 })
    expect(answer.text).toBe('ask:一')
    expect(answer.message_thread_id).toBeUndefined()
  })

  it('sends a file outside the topic when that is gone', async () => {
    const file = { name: 'faq.txt', bytes: Buffer.from('The kitchen closes at ten.') }
    const { telegram, ann } = await openScene(createTestResponder(() => say('好', { file })))
    const forum = telegram.addGroup('论坛', 'supergroup', true)
    const sent = telegram.next('message', ({ message: { document } }) => document !== undefined)
    telegram.say(ann, forum, '/ask 一', { thread: 77_777 })
    const { message } = await sent
    expect(message.chat.id).toBe(forum.id)
    expect(message.message_thread_id).toBeUndefined()
  })

  it('answers although the question was deleted', async () => {
    const { telegram, ann, chat } = await openScene(createTestResponder())
    const message = { message_id: 424_242, date: 1, chat, from: ann, text: '一' }
    const answer = telegram.next('message')
    void telegram.deliver({ update_id: 5_000, message })
    expect((await answer).message.reply_to_message).toBeUndefined()
  })

  it('takes a late click, a late inline query and an unchanged page for what they are', async () => {
    const pages = createTestResponder(({ text, page = 1 }) =>
      say('同样', {
        actions: [
          { kind: 'more', label: '更多', request: { command: 'ask', text, page: page + 1 } },
        ],
      }),
    )
    const { ask, telegram, ann, log, tap } = await openScene(pages)
    const second = await tap(await ask('一'), '更多')
    const edited = telegram.next('edited')
    await telegram.click(ann, second, '更多')
    await edited
    await telegram.click(ann, second, { text: '更多', callback_data: 'ask=3|一' })
    telegram.expireQueries()
    telegram.fail(
      'answerCallbackQuery',
      FAULTS.badRequest('query is too old and response timeout expired or query ID is invalid'),
    )
    telegram.fail(
      'answerInlineQuery',
      FAULTS.badRequest('query is too old and response timeout expired or query ID is invalid'),
    )
    void telegram.click(ann, second, '更多')
    void telegram.typeInline(ann, '一')
    await ask('二')
    await expect.poll(() => log.lines.filter((line) => line.includes('too late')).length).toBe(2)
    expect(log.lines.filter((line) => /^(warn|error)/.test(line))).toEqual([])
  })

  it('sends a page as a message where the old one can no longer be changed', async () => {
    const { ask, telegram, ann } = await openScene(createTestResponder())
    const answer = await ask('一')
    telegram.fail('editMessageText', FAULTS.badRequest("message can't be edited"))
    const data = { text: '更多', callback_data: 'ask=3|一' }
    const next = telegram.next('message')
    await telegram.click(ann, answer, data)
    expect((await next).message.text).toBe('ask:一:3')
  })

  it('a menu that is refused keeps nobody from being answered', async () => {
    const { ask, log } = await openScene(createTestResponder(), {
      before: (telegram) => telegram.fail('setMyCommands', FAULTS.tooManyRequests(900)),
    })
    expect((await ask('一')).text).toBe('ask:一')
    await expect.poll(() => log.lines.join()).toContain('the menu could not be updated')
  })
})

describe('a stop', () => {
  it('finishes the answers in flight, confirms what was taken, and may come twice', async () => {
    const { gate, open } = createGate()
    const responder = createTestResponder(async ({ text }) => {
      await gate
      return say(text)
    })
    const { telegram, ann, chat, bot } = await openScene(responder)
    telegram.say(ann, chat, '一')
    telegram.say(ann, chat, '二')
    await expect.poll(() => responder.requests.length).toBe(1)
    const stops = [bot.stop(), bot.stop()]
    await new Promise((resolve) => setImmediate(resolve))
    telegram.say(ann, chat, '太晚')
    open()
    await Promise.all(stops)
    expect(telegram.messagesIn(chat).map(({ text }) => text)).toEqual([
      '一',
      '二',
      '太晚',
      '一',
      '二',
    ])
    expect([1_001, 1_002].map(telegram.isConfirmed)).toEqual([true, false])
  })

  it('confirms what was taken although Telegram stumbles, so that nothing is answered twice', async () => {
    const { ask, telegram, bot, log } = await openScene(createTestResponder())
    await ask('零')
    await expect.poll(() => calls(telegram, 'getUpdates').at(-1)?.offset).toBe(1_001)
    telegram.fail('getUpdates', FAULTS.serverError, 2)
    await ask('一')
    // It is answered and not yet confirmed.
    expect([1_000, 1_001].map(telegram.isConfirmed)).toEqual([true, false])
    await bot.stop()
    expect(telegram.isConfirmed(1_001)).toBe(true)
    expect(log.lines.filter((line) => /^(warn|error)/.test(line))).toEqual([])
  })

  it('does not wait for ever', async () => {
    const responder = createTestResponder(() => new Promise(() => {}))
    const { telegram, ann, chat, bot, log } = await openScene(responder, {
      settings: { timing: { stopBudget: 20 } },
    })
    telegram.say(ann, chat, '一')
    await expect.poll(() => responder.requests.length).toBe(1)
    await bot.stop()
    expect(log.lines.join()).toContain('stopped before every answer was sent')
  })
})
