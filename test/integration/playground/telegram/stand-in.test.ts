import { describe, expect, it, onTestFinished } from 'vitest'
import { FAULTS, startTelegramStandIn } from '../../../../playground/telegram/index.ts'
import { findSpoiltEntities, findTextRefusal } from '../../../../playground/telegram/limits.ts'
import { findSchemaProblem } from '../../../../playground/telegram/schema.ts'

async function open(options = {}) {
  const telegram = await startTelegramStandIn(options)
  onTestFinished(() => telegram.close())
  const ann = telegram.addUser({ first_name: 'Ann', language_code: 'zh-hans' })
  const call = async (method: string, parameters: object = {}, token = telegram.token) => {
    const response = await fetch(`${telegram.url}/bot${token}/${method}`, {
      method: 'POST',
      body: JSON.stringify(parameters),
    })
    return (await response.json()) as {
      ok: boolean
      result?: never
      error_code?: number
      description?: string
      parameters?: object
    }
  }
  return { telegram, ann, chat: telegram.chatWith(ann), call }
}

describe('the local Telegram', () => {
  it('refuses loudly what it does not know', async () => {
    const { telegram, call, chat } = await open()
    expect(await call('sendDice', { chat_id: 1 })).toMatchObject({ error_code: 404 })
    expect(await call('sendMessage', { chat_id: chat.id })).toMatchObject({ error_code: 400 })
    expect(
      await call('sendMessage', { chat_id: chat.id, text: 'x', reply_to_message_id: 1 }),
    ).toMatchObject({ error_code: 400 })
    expect(telegram.problems()).toHaveLength(3)
    expect(telegram.problems()[2]).toContain('reply_to_message_id')
  })

  it('knows its own bot only', async () => {
    const { telegram, call } = await open()
    expect(await call('getMe', {}, `9${telegram.token}`)).toMatchObject({
      ...{ error_code: 401, description: 'Unauthorized' },
    })
    expect(await call('getMe', {}, 'nonsense')).toMatchObject({ error_code: 404 })
  })

  it('sends updates that Telegram’s own document describes', async () => {
    const { telegram, ann, chat, call } = await open()
    const forum = telegram.addGroup('论坛', 'supergroup', true)
    const thread = telegram.addTopic(forum)
    const question = telegram.say(ann, chat, '/ask 一')
    telegram.say(ann, chat, '二', { replyTo: question, quote: '一' })
    telegram.say(ann, forum, '/ask 三', { thread })
    const keyboard = { inline_keyboard: [[{ text: 'x', callback_data: 'x' }]] }
    const { result } = await call('sendMessage', {
      chat_id: chat.id,
      text: '答',
      reply_markup: keyboard,
      reply_parameters: { message_id: question.message_id },
    })
    if (!result) throw new Error('nothing was sent')
    void telegram.click(ann, result, 'x')
    void telegram.typeInline(ann, '四')
    const { result: updates = [] } = await call('getUpdates')
    expect(updates).toHaveLength(5)
    for (const update of updates as object[])
      expect(findSchemaProblem('Update', update)).toBeUndefined()
  })

  it('keeps messages of a group from a bot in privacy mode, unless they are for bots', async () => {
    const { telegram, ann, call } = await open()
    const group = telegram.addGroup('读书会')
    const { result: own } = await call('sendMessage', { chat_id: group.id, text: '我' })
    telegram.say(ann, group, '大家好')
    telegram.say(ann, group, '@chuchu_bot 你好')
    telegram.say(ann, group, '/ask@other_bot 一')
    telegram.say(ann, group, '/ask 一')
    telegram.say(ann, group, '/ask@Chuchu_bot 二')
    if (own) telegram.say(ann, group, '三', { replyTo: own })
    const { result = [] } = await call('getUpdates')
    expect((result as { message: { text: string } }[]).map(({ message }) => message.text)).toEqual([
      ...['/ask 一', '/ask@Chuchu_bot 二', '三'],
    ])
  })

  it('lets one program poll, and none while a webhook is set', async () => {
    const { call, telegram, ann, chat } = await open()
    const first = call('getUpdates', { timeout: 30 })
    await telegram.next('call')
    const second = call('getUpdates', { timeout: 30 })
    expect(await first).toMatchObject({ error_code: 409 })
    telegram.say(ann, chat, '一')
    expect(await second).toMatchObject({ ok: true })
    await call('deleteWebhook')
    expect((await call('getUpdates')).result).toHaveLength(1)
    await call('setWebhook', { url: 'http://127.0.0.1:9/' })
    expect(await call('getUpdates')).toMatchObject({ error_code: 409 })
  })

  it('tells of clicks that nobody may answer any more, and of messages that do not change', async () => {
    const { call, telegram, ann, chat } = await open()
    const { result: message } = await call('sendMessage', { chat_id: chat.id, text: '一' })
    const { message_id } = message as unknown as { message_id: number }
    const edit = { chat_id: chat.id, message_id, text: '二' }
    expect(await call('editMessageText', edit)).toMatchObject({ ok: true })
    expect((await call('editMessageText', edit)).description).toMatch(/message is not modified/)
    void telegram.typeInline(ann, 'x')
    telegram.expireQueries()
    const answer = { inline_query_id: '1', results: [] }
    expect((await call('answerInlineQuery', answer)).description).toMatch(/query is too old/)
  })

  it('goes wrong when told to', async () => {
    const { call, telegram } = await open()
    telegram.fail('getMe', FAULTS.tooManyRequests(5))
    expect(await call('getMe')).toMatchObject({ error_code: 429, parameters: { retry_after: 5 } })
    expect(await call('getMe')).toMatchObject({ ok: true })
  })

  it('knows the limits that the document leaves out', async () => {
    const { call, chat, telegram, ann } = await open()
    const send = async (parameters: object) =>
      (await call('sendMessage', { chat_id: chat.id, text: 'x', ...parameters })).description
    const button = (fields: object) => ({
      reply_markup: { inline_keyboard: [[{ text: 'x', ...fields }]] },
    })
    expect(await send({ text: ' \n' })).toMatch('message text is empty')
    expect(await send({ text: '字'.repeat(4097) })).toMatch('message is too long')
    expect(await send(button({ callback_data: '字'.repeat(22) }))).toMatch('BUTTON_DATA_INVALID')
    expect(await send(button({}))).toMatch('text buttons are unallowed')
    expect(await send(button({ url: 'javascript:alert(1)' }))).toMatch('BUTTON_URL_INVALID')
    const menu = (command: string, description: string) =>
      call('setMyCommands', { commands: [{ command, description }] })
    expect((await menu('人才', '好')).description).toMatch('BOT_COMMAND_INVALID')
    expect((await menu('talent', '')).description).toMatch('BOT_COMMAND_DESCRIPTION_INVALID')
    expect((await call('setMyCommands', { commands: [], language_code: 'zh-hant' })).ok).toBe(false)
    void telegram.typeInline(ann, 'x')
    const card = { type: 'article', title: 'x', input_message_content: { message_text: 'x' } }
    const results = [{ ...card, id: '字'.repeat(22) }]
    expect(
      (await call('answerInlineQuery', { inline_query_id: '1', results })).description,
    ).toMatch('RESULT_ID_INVALID')
  })
})

describe('entities', () => {
  const entity = (type: string, offset: number, length: number) => ({ type, offset, length })

  it('must lie in the text and not cut a character', () => {
    expect(findTextRefusal('abc', [entity('bold', 1, 3)])).toContain(
      'ends after the end of the text',
    )
    expect(findTextRefusal('a😀', [entity('bold', 2, 1)])).toContain(
      'in a middle of a UTF-16 symbol',
    )
    expect(findTextRefusal('半\ud83d', [])).toContain('UTF-8')
    expect(findTextRefusal('a😀', [entity('bold', 1, 2)])).toBeUndefined()
  })

  it('may lie in each other only as Telegram has it', () => {
    const meet = (outer: string, inner: string) =>
      findSpoiltEntities([entity(outer, 0, 10), entity(inner, 2, 3)]).length === 0
    expect(meet('blockquote', 'bold')).toBe(true)
    expect(meet('blockquote', 'code')).toBe(true)
    expect(meet('bold', 'italic')).toBe(true)
    expect(meet('blockquote', 'expandable_blockquote')).toBe(false)
    expect(meet('bold', 'code')).toBe(false)
    expect(meet('code', 'bold')).toBe(false)
    expect(meet('bold', 'blockquote')).toBe(false)
    expect(findSpoiltEntities([entity('bold', 0, 5), entity('italic', 3, 5)])).toHaveLength(1)
    expect(
      findSpoiltEntities(Array.from({ length: 101 }, (_, at) => entity('bold', at, 1))),
    ).toHaveLength(1)
  })
})
