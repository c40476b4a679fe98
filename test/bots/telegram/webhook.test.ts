import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createTestResponder, openScene, say } from './support.ts'

const SECRET = 'a-secret-between-us'

async function findFreePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function openWebhookScene(responder = createTestResponder()) {
  const port = await findFreePort()
  const url = `http://127.0.0.1:${port}/telegram`
  const scene = await openScene(responder, {
    settings: { webhook: { url, port, secret: SECRET } },
  })
  const post = (body: string, headers: Record<string, string> = {}, path = url) =>
    fetch(path, { method: 'POST', body, headers }).then(({ status }) => status)
  return { ...scene, responder, url, post }
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
    expect(await post(' '.repeat(1_000_001), KNOCK).catch(() => 413)).toBe(413)
    expect((await ask('一')).text).toBe('ask:一')
  })

  it('an update is confirmed before it is answered, and answered once', async () => {
    let open = () => {}
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    const { post, telegram, ann, chat, ask } = await openWebhookScene(
      createTestResponder(async ({ text }) => {
        if (text === '慢') await gate
        return say(text)
      }),
    )
    const message = { message_id: 1, date: 1, chat, from: ann, text: '慢' }
    const update = JSON.stringify({ update_id: 77, message })
    expect(await post(update, KNOCK)).toBe(200)
    expect(await post(update, KNOCK)).toBe(200)
    open()
    await ask('快')
    expect(telegram.messagesIn(chat).map(({ text }) => text)).toEqual(['快', '慢', '快'])
  })

  it('a stop finishes what was taken and closes the door', async () => {
    const { bot, ask, post } = await openWebhookScene()
    await ask('一')
    await bot.stop()
    await expect(post('{}', KNOCK)).rejects.toThrow()
  })
})
