import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  emphasisOf,
  type LocalDiscord,
  linksOf,
  pingsOf,
  startDiscord,
  visibleText,
} from '../../../../playground/discord/index.ts'

let discord: LocalDiscord

beforeEach(async () => {
  discord = await startDiscord()
})

afterEach(() => discord.close())

interface Sent {
  readonly method?: string
  readonly body?: unknown
  readonly token?: string
}

async function send(path: string, { method = 'POST', body, token = discord.token }: Sent = {}) {
  const response = await fetch(`${discord.apiUrl}/v10${path}`, {
    method,
    headers: { authorization: `Bot ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text ? JSON.parse(text) : undefined }
}

const commandsPath = () => `/applications/${discord.bot.id}/commands`
const putCommands = (...commands: readonly object[]) =>
  send(commandsPath(), { method: 'PUT', body: commands })
const postMessage = (body: object) => {
  const channel = discord.addChannel('direct', '')
  return send(`/channels/${channel.id}/messages`, { body })
}

const COMMAND = { type: 1, name: 'ask', description: 'Ask' }
const option = (name: string, rest: object = {}) => ({ type: 3, name, description: 'x', ...rest })
const text = (content: string) => ({ type: 10, content })
const button = (rest: object = {}) => ({ type: 2, style: 2, label: 'x', custom_id: 'x', ...rest })
const row = (...components: readonly object[]) => ({ type: 1, components })
const modern = (...components: readonly object[]) => ({ flags: 1 << 15, components })
const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index))

describe('the local Discord', () => {
  it('refuses unknown calls with an error', async () => {
    expect(await send('/voice/regions', { method: 'GET' })).toEqual({
      status: 404,
      body: { message: '404: Not Found', code: 0 },
    })
    expect(discord.problems()).toEqual(['no such route: GET /api/v10/voice/regions'])
  })

  it('asks for the token', async () => {
    const answer = await send(commandsPath(), { method: 'GET', token: 'another' })
    expect(answer).toEqual({ status: 401, body: { message: '401: Unauthorized', code: 0 } })
  })

  it('says where a body breaks the document, as Discord does', async () => {
    const { status, body } = await putCommands({ ...COMMAND, name: 'x'.repeat(33) })
    expect(status).toBe(400)
    expect(body).toMatchObject({
      code: 50035,
      message: 'Invalid Form Body',
      errors: { 0: { name: { _errors: [{ code: 'BASE_TYPE_MAXLENGTH' }] } } },
    })
    expect(discord.problems()).toHaveLength(1)
  })

  it('does not take what is no JSON', async () => {
    const { status, body } = await send(commandsPath(), { method: 'PUT', body: '{' })
    expect([status, body.code]).toEqual([400, 50109])
  })
})

describe('the limits that the document leaves out', () => {
  const bad: Readonly<Record<string, readonly object[]>> = {
    'a name with capitals': [{ ...COMMAND, name: 'Ask' }],
    'a name with a space': [{ ...COMMAND, name: 'ask me' }],
    'a translated name with capitals': [{ ...COMMAND, name_localizations: { 'zh-CN': 'AI' } }],
    'an option with capitals': [{ ...COMMAND, options: [option('Question')] }],
    'two commands of one name': [COMMAND, COMMAND],
    'two commands of one translated name': [
      { ...COMMAND, name_localizations: { 'zh-CN': '问' } },
      { ...COMMAND, name: 'tell', name_localizations: { 'zh-CN': '问' } },
    ],
    'two options of one name': [{ ...COMMAND, options: [option('a'), option('a')] }],
    'a required option after an optional one': [
      { ...COMMAND, options: [option('a'), option('b', { required: true })] },
    ],
    'completion and choices at once': [
      {
        ...COMMAND,
        options: [option('a', { autocomplete: true, choices: [{ name: 'x', value: 'x' }] })],
      },
    ],
    'a slash command without a description': [{ type: 1, name: 'ask' }],
    'a message command with a description': [{ type: 3, name: 'Ask', description: 'x' }],
    '101 slash commands': many(101, (index) => ({ ...COMMAND, name: `ask${index}` })),
    '16 message commands': many(16, (index) => ({ type: 3, name: `Ask ${index}` })),
    'a command of more than 8,000 characters': [
      {
        ...COMMAND,
        options: many(25, (index) =>
          option(`o${index}`, {
            choices: many(25, (choice) => ({ name: 'x'.repeat(20), value: `${choice}` })),
          }),
        ),
      },
    ],
  }

  it.each(Object.keys(bad))('refuse %s', async (name) => {
    const { status, body } = await putCommands(...(bad[name] ?? []))
    expect([status, body.code]).toEqual([400, 50035])
  })

  it('allow a capital and a space in the name of a message command, and a name of each kind', async () => {
    const { status } = await putCommands(
      COMMAND,
      { type: 3, name: 'Ask' },
      { type: 2, name: 'ask' },
    )
    expect(status).toBe(200)
  })

  const messages: Readonly<Record<string, object>> = {
    'an empty message': {},
    'content of 2,001 characters': { content: 'x'.repeat(2001) },
    'embeds of more than 6,000 characters together': {
      embeds: many(2, () => ({ description: 'x'.repeat(3001) })),
    },
    'a container without the flag for it': { components: [{ type: 17, components: [text('x')] }] },
    'content beside a container': { ...modern(text('x')), content: 'x' },
    'no components where the flag promises some': modern(),
    'more than 4,000 characters in all texts': modern(
      text('x'.repeat(3000)),
      text('x'.repeat(1001)),
    ),
    'a blank text': modern(text(' \n')),
    'more than 40 components, those inside counted': modern(
      ...many(3, () => ({ type: 17, components: many(13, () => text('x')) })),
    ),
    'two buttons of one id': modern(row(button()), row(button())),
    'six buttons in a row': modern(row(...many(6, (index) => button({ custom_id: `${index}` })))),
    'a button without a label': modern(row({ type: 2, style: 2, custom_id: 'x' })),
    'a button with an id and an address': modern(row(button({ url: 'https://example.org' }))),
    'a link without an address': modern(row(button({ style: 5 }))),
    'an id of 101 characters': modern(row(button({ custom_id: 'x'.repeat(101) }))),
    'a label of 81 characters': modern(row(button({ label: 'x'.repeat(81) }))),
  }

  it.each(Object.keys(messages))('refuse %s', async (name) => {
    const { status, body } = await postMessage(messages[name] ?? {})
    expect([status, body.code]).toEqual([400, 50035])
  })

  it('allow what stays within them', async () => {
    const buttons = many(5, (index) => button({ custom_id: `${index}`.repeat(100) }))
    const { status } = await postMessage(modern(text('x'.repeat(4000)), row(...buttons)))
    expect(status).toBe(200)
    expect(discord.problems()).toEqual([])
  })

  it('refuse a choice of more than 100 characters', async () => {
    const { id, token } = await typeSomething()
    const choices = [{ name: 'x'.repeat(101), value: 'x' }]
    const { status, body } = await callback(id, token, { type: 8, data: { choices } })
    expect([status, body.code]).toEqual([400, 50035])
  })
})

const callback = (id: string, token: string, body: object) =>
  send(`/interactions/${id}/${token}/callback`, { body })

async function typeSomething() {
  await putCommands({ ...COMMAND, options: [option('question', { autocomplete: true })] })
  const channel = discord.addChannel('direct', '')
  return discord.type(discord.addUser('ann'), channel, 'ask', 'question', 'x')
}

async function runSomething() {
  await putCommands(COMMAND)
  return discord.run(discord.addUser('ann'), discord.addChannel('direct', ''), 'ask')
}

describe('an interaction', () => {
  const answer = { type: 4, data: { content: 'x' } }

  it('takes one answer, within three seconds', async () => {
    const { id, token } = await runSomething()
    expect((await callback(id, token, answer)).status).toBe(204)
    expect((await callback(id, token, answer)).body.code).toBe(40060)
    const late = await runSomething()
    discord.advance(3001)
    expect((await callback(late.id, late.token, answer)).body.code).toBe(10062)
    expect((await callback('1', 'unknown', answer)).body.code).toBe(10062)
  })

  it('takes edits and more for fifteen minutes, after its first answer', async () => {
    const { id, token } = await runSomething()
    const webhook = `/webhooks/${discord.bot.id}/${token}`
    expect((await send(webhook, { body: { content: 'x' } })).body.code).toBe(10015)
    await callback(id, token, answer)
    expect((await send(webhook, { body: { content: 'more' } })).status).toBe(200)
    discord.advance(15 * 60_000)
    const edit = { method: 'PATCH', body: { content: 'y' } }
    expect((await send(`${webhook}/messages/@original`, edit)).body.code).toBe(50027)
    expect(
      (await send(`/webhooks/${discord.bot.id}/unknown`, { body: { content: 'x' } })).body.code,
    ).toBe(10015)
  })

  it('needs a command, options and buttons that exist', async () => {
    const ann = discord.addUser('ann')
    const channel = discord.addChannel('direct', '')
    expect(() => discord.run(ann, channel, 'ask')).toThrow('no command ask')
    await putCommands({ ...COMMAND, options: [option('question', { required: true })] })
    expect(() => discord.run(ann, channel, 'ask')).toThrow('ask needs question')
    expect(() => discord.run(ann, channel, 'ask', { question: 'x', other: 'x' })).toThrow('other')
    const message = discord.say(ann, channel, 'x')
    expect(() => discord.click(ann, message, 'More')).toThrow('no button More')
  })
})

describe('a reader', () => {
  const read = (content: string) => visibleText({ content })

  it('sees markup interpreted', () => {
    expect(read('**a** *b* __c__ ~~d~~ ||e|| `f`')).toBe('a b c d e f')
    expect(read('> a\n> b\n\\*c\\*')).toBe('a\nb\n\n*c*')
    expect(read('# a\n-# b\n- c')).toBe('a\nb\n• c')
    expect(read('[a](https://example.org) </ask:123456789012345678>')).toBe('a /ask')
  })

  it('sees what stands out, can follow links, and is told of what is live', () => {
    const content = '**a** [b](https://b.example) https://c.example <@123456789012345678> @everyone'
    expect(emphasisOf({ content })).toEqual(['a'])
    expect(linksOf({ content })).toEqual(['https://b.example', 'https://c.example'])
    expect(pingsOf({ content })).toEqual(['user 123456789012345678', 'everyone '])
  })

  it('is notified by what is mentioned, unless the message allows it not', async () => {
    const notified = async (body: object) => {
      await postMessage({ content: '@everyone \\<@123456789012345678> <@&1>', ...body })
      const last = discord.past.findLast((event) => event.type === 'message')
      return (last as { message: { notified: readonly string[] } }).message.notified
    }
    expect(await notified({})).toEqual(['everyone', '123456789012345678', '1'])
    expect(await notified({ allowed_mentions: { parse: [] } })).toEqual([])
    expect(await notified({ allowed_mentions: { parse: ['roles'] } })).toEqual(['1'])
  })
})
