import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { findFreePorts } from '../../../support/ports.ts'
import { statusesIn, talk } from '../../../support/sockets.ts'
import { createTestResponder, openScene, say } from './support.ts'

const SECRET = 'a-secret-between-us'

async function openWebhookScene(responder = createTestResponder()) {
  const [port = 0] = await findFreePorts(1)
  const url = `http://127.0.0.1:${port}/telegram`
  const simulator = await openScene(responder, {
    settings: { webhook: { url, port, secret: SECRET } },
  })
  const post = (body: string, headers: Record<string, string> = {}, path = url) =>
    fetch(path, { method: 'POST', body, headers }).then(({ status }) => status)
  return { ...simulator, responder, url, port, post }
}

const KNOCK = { 'x-telegram-bot-api-secret-token': SECRET }

describe('by webhook', () => {
  it('questions are answered, and nothing is polled', async () => {
    const { ask, telegram, url } = await openWebhookScene()
    expect((await ask('一')).text).toBe('ask:一')
    const called = telegram.events.flatMap((event) => (event.type === 'call' ? [event] : []))
    expect(called.map(({ method }) => method)).not.toContain('getUpdates')
    expect(called.find(({ method }) => method === 'setWebhook')?.parameters).toEqual({
      url,
      secret_token: SECRET,
      allowed_updates: ['message', 'callback_query', 'inline_query'],
    })
  })

  it('only Telegram is let in, and only where it was told to come', async () => {
    const { post, url, responder, ann, chat } = await openWebhookScene()
    const message = { message_id: 1, date: 1, chat, from: ann, text: '假' }
    const update = JSON.stringify({ update_id: 1, message })
    expect(await post(update)).toBe(403)
    expect(await post(update, { 'x-telegram-bot-api-secret-token': 'guess' })).toBe(403)
    expect(await post(update, KNOCK, `${url}/elsewhere`)).toBe(404)
    expect((await fetch(url, { headers: KNOCK })).status).toBe(404)
    expect(responder.requests).toEqual([])
  })

  it('nonsense and floods are turned away, and the next question is answered', async () => {
    const { post, ask } = await openWebhookScene()
    expect(await post('not json', KNOCK)).toBe(400)
    expect(await post('{"update_id":"x"}', KNOCK)).toBe(400)
    expect(await post('null', KNOCK)).toBe(400)
    expect(await post('{"update_id":1,"message":null}', KNOCK)).toBe(200)
    expect(await post(' '.repeat(1_000_001), KNOCK)).toBe(413)
    expect((await ask('一')).text).toBe('ask:一')
  })

  /** A scene in which one answer waits for its gate, and the update that asks for it. */
  async function openSlowScene() {
    let open = () => {}
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    const scene = await openWebhookScene(
      createTestResponder(async ({ text }) => {
        if (text === '慢') await gate
        return say(text)
      }),
    )
    const message = { message_id: 1, date: 1, chat: scene.chat, from: scene.ann, text: '慢' }
    const update = JSON.stringify({ update_id: 77, message })
    const texts = () => scene.telegram.messagesIn(scene.chat).map(({ text }) => text)
    return { ...scene, open, texts, send: () => scene.post(update, KNOCK) }
  }

  it('an update is confirmed when it is answered, and answered once however often it comes', async () => {
    const { open, texts, send } = await openSlowScene()
    const sent = [send(), send()]
    expect(await Promise.race([...sent, wait(200, 'not yet')])).toBe('not yet')
    expect(texts()).toEqual([])
    open()
    expect(await Promise.all(sent)).toEqual([200, 200])
    expect(await send()).toBe(200)
    expect(texts()).toEqual(['慢'])
  })

  it('an update that takes long is to be sent again, and is answered once', async () => {
    const { open, texts, send } = await openSlowScene()
    expect(await send()).toBe(429)
    const again = send()
    open()
    expect(await again).toBe(200)
    expect(texts()).toEqual(['慢'])
  })

  it('a stop confirms what it finishes', async () => {
    const { bot, open, texts, send, post } = await openSlowScene()
    const sent = send()
    await wait(200)
    const stopping = bot.stop()
    await wait(700)
    open()
    expect(await sent).toBe(200)
    await stopping
    expect(texts()).toEqual(['慢'])
    await expect(post('{}', KNOCK)).rejects.toThrow()
  })

  it('a stop finishes what was taken and closes the door', async () => {
    const { bot, ask, post } = await openWebhookScene()
    await ask('一')
    await bot.stop()
    await expect(post('{}', KNOCK)).rejects.toThrow()
  })

  it.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('%s is refused', async (method) => {
    const { url, responder } = await openWebhookScene()
    expect((await fetch(url, { method, headers: KNOCK })).status).toBe(404)
    expect(responder.requests).toEqual([])
  })

  it('is not fooled by other ways to write the path or the secret', async () => {
    const { port, responder, ann, chat } = await openWebhookScene()
    const message = { message_id: 1, date: 1, chat, from: ann, text: '假' }
    const body = JSON.stringify({ update_id: 1, message })
    const end = `Connection: close\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
    const knock = `X-Telegram-Bot-Api-Secret-Token: ${SECRET}\r\n`
    const requests: readonly [head: string, status: number][] = [
      [`POST //telegram HTTP/1.1\r\nHost: x\r\n${knock}`, 404],
      [`POST /%74elegram HTTP/1.1\r\nHost: x\r\n${knock}`, 404],
      [`POST /x/../telegram HTTP/1.1\r\nHost: x\r\n${knock}`, 404],
      [`POST http://x/telegram HTTP/1.1\r\nHost: x\r\n${knock}`, 404],
      [`POST /telegram HTTP/1.1\r\nHost: x\r\nX-Telegram-Bot-Api-Secret-Token:\r\n`, 403],
      [`POST /telegram HTTP/1.1\r\nHost: x\r\n${knock}${knock}`, 403],
      [`POST /telegram HTTP/1.1\r\n${knock}`, 400],
    ]
    for (const [head, status] of requests)
      expect(statusesIn(await talk(port, head + end)), head).toEqual([status])
    expect(responder.requests).toEqual([])
  })

  it('takes one request and no more from who sends others behind an answer that closes', async () => {
    const { port, responder, ask } = await openWebhookScene()
    const stranger = 'POST /telegram HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n'
    expect(statusesIn(await talk(port, stranger.repeat(50)))).toEqual([403])
    const garbage = `${stranger}\u0000\u0001 not http\r\n\r\n`
    const [status, ...more] = statusesIn(await talk(port, garbage))
    expect([400, 403]).toContain(status)
    expect(more).toEqual([])
    expect(responder.requests).toEqual([])
    expect((await ask('一')).text).toBe('ask:一')
  })

  it('does not read the body of a stranger', async () => {
    const { port } = await openWebhookScene()
    const head = 'POST /telegram HTTP/1.1\r\nHost: x\r\nContent-Length: 999999\r\n\r\n'
    expect(statusesIn(await talk(port, head))).toEqual([403])
  })

  it.each([
    '{"update_id":1,"message":5}',
    '{"update_id":2,"message":{"chat":null}}',
    '{"update_id":3,"callback_query":{"id":"1","data":{},"from":7}}',
    '{"update_id":4,"inline_query":{"id":"1","query":9}}',
    '{"update_id":5,"__proto__":{"message":1},"constructor":{"prototype":{"polluted":1}}}',
    `{"update_id":6,"message":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    '{"update_id":9007199254740993}',
    `{"update_id":${'9'.repeat(4096)}}`,
    '[{"update_id":1}]',
  ])('an update that is none does no harm: case %#', async (body) => {
    const { post, ask } = await openWebhookScene()
    expect([200, 400]).toContain(await post(body, KNOCK))
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
    expect((await ask('一')).text).toBe('ask:一')
  })

  it('a stop does not wait for who never ends a request', async () => {
    const { bot, port } = await openWebhookScene()
    let connected = () => {}
    const open = new Promise<void>((resolve) => {
      connected = resolve
    })
    const head = `POST /telegram HTTP/1.1\r\nHost: x\r\n`
    const heard = talk(port, head, () => connected())
    await open
    await bot.stop()
    expect(await heard).toBe('')
  })
})
