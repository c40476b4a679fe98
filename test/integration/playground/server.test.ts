import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { writeMaterial } from '../../support/material.ts'
import { PICTURE_FILES } from '../../support/pictures.ts'
import { statusesIn, talk } from '../../support/sockets.ts'
import { openPlayground } from './support.ts'

interface Reply {
  readonly status: number | undefined
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

/** A request as any program may make it, with whatever headers. */
function send(
  address: string,
  headers: Readonly<Record<string, string>> = {},
  body?: string,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST'
    const sent = request(address, { method, headers }, async (response) => {
      let text = ''
      for await (const chunk of response.setEncoding('utf8')) text += chunk
      resolve({ status: response.statusCode, headers: response.headers, body: text })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** The number of the page's private chat with the bot, from the first news. */
async function privateChat(address: string): Promise<number> {
  const stream = await fetch(`${address}/api/news`)
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (reader && !text.includes('\n\n')) text += (await reader.read()).value ?? ''
  await reader?.cancel()
  const { chats } = JSON.parse(text.match(/^data: (.*)$/m)?.[1] ?? '{}')
  return chats.find(({ kind }: { kind: string }) => kind === 'private').id
}

const JSON_TYPE = { 'content-type': 'application/json' }

describe('the server of the playground', () => {
  it('lets the page load nothing from elsewhere, and no script but its own', async () => {
    const { headers, body } = await send((await openPlayground()).address())
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toContain('unsafe')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(body).not.toMatch(/(?:src|href)="https?:/)
  })

  it('does not answer to a name that somebody made point here', async () => {
    const address = (await openPlayground()).address()
    const { port } = new URL(address)
    const rebound = await send(address, { host: `evil.example:${port}` })
    expect(rebound.status).toBe(403)
    expect(rebound.body).toContain('evil.example')
    expect((await send(address, { host: `localhost:${port}` })).status).toBe(200)
  })

  it('takes nothing from the page of another site', async () => {
    const address = (await openPlayground()).address()
    const say = `${address}/api/telegram/say`
    const foreign = { ...JSON_TYPE, origin: 'https://evil.example' }
    expect((await send(say, foreign, '{}')).status).toBe(403)
    const hidden = { ...JSON_TYPE, 'sec-fetch-site': 'cross-site' }
    expect((await send(say, hidden, '{}')).status).toBe(403)
    const simple = { 'content-type': 'text/plain' }
    expect((await send(say, simple, '{}')).status).toBe(415)
  })

  it.each([
    ['nonsense', 400, 'not JSON'],
    ['{"chat":1}', 400, 'text'],
    [`{"text":"${'长'.repeat(30_000)}"}`, 413, 'too long'],
  ])('refuses what it cannot use, in words: %.20s', async (body, status, words) => {
    const address = (await openPlayground()).address()
    const reply = await send(`${address}/api/telegram/say`, JSON_TYPE, body)
    expect(reply.status).toBe(status)
    expect(reply.body).toContain(words)
  })

  it.each([
    '/api/telegram/jump',
    '/api/__proto__',
    '/api/constructor',
    '/../package.json',
    '/api/source?id=none',
  ])('has nothing at %s', async (path) => {
    const address = (await openPlayground()).address()
    expect((await send(address + path)).status).toBe(404)
    expect((await send(address + path, JSON_TYPE, '{}')).status).toBe(404)
  })

  it('hands out the pictures that an answer has shown, and no other file of the material', async () => {
    const folder = await writeMaterial({
      ...PICTURE_FILES,
      'img/page.png': '<script>alert(1)</script>',
      'boats.md': 'The ferry carries bicycles. ![](img/page.png)',
    })
    const address = (await openPlayground(folder)).address()
    const say = async (text: string) => {
      const channels = JSON.stringify({ chat: await privateChat(address), text, locale: 'en' })
      expect((await send(`${address}/api/telegram/say`, JSON_TYPE, channels)).status).toBe(200)
    }
    const fetchPicture = (path: string) => send(`${address}${path}`)
    expect((await fetchPicture('/pictures/1')).status).toBe(404)
    await say('Does the ferry carry bicycles?')
    await say('How is the lighthouse painted?')
    // Telegram takes a message a second.
    await expect
      .poll(async () => (await fetchPicture('/pictures/1')).status, { timeout: 20_000 })
      .toBe(200)
    const { headers } = await fetchPicture('/pictures/1')
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    })
    for (const path of ['/pictures/2', '/img/lighthouse.png', '/pictures/img/lighthouse.png'])
      expect((await fetchPicture(path)).status).toBe(404)
    const foreign = await send(`${address}/pictures/1`, { 'sec-fetch-site': 'cross-site' })
    expect(foreign.status).toBe(403)
  })

  it('says what went wrong when a person asks for what is not there', async () => {
    const address = (await openPlayground()).address()
    const click = JSON.stringify({ message: '1', button: 'x', locale: 'en' })
    const reply = await send(`${address}/api/discord/click`, JSON_TYPE, click)
    expect(reply.status).toBe(409)
    expect(reply.body).toContain('the message is gone')
  })

  it('answers in words to what is no address, and to a body that is enormous', async () => {
    const { port, host } = new URL((await openPlayground()).address())
    const nowhere = `GET http://[ HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`
    expect(await talk(Number(port), nowhere)).toContain('That is no address.')
    const head = `POST /api/telegram/say HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n`
    const heard = await talk(Number(port), `${head}Content-Length: 99999999999\r\n\r\n`)
    expect(statusesIn(heard)).toEqual([413])
    expect(heard).toContain('That is too long.')
  })

  it.each([
    ['no name', ''],
    ['a name that is none', 'Host: [\r\n'],
    ['a name that only looks like ours', 'Host: 127.0.0.1.evil.example\r\n'],
  ])('refuses a request for %s', async (_, names) => {
    const { port } = new URL((await openPlayground()).address())
    const [status = 0] = statusesIn(
      await talk(Number(port), `GET / HTTP/1.1\r\n${names}Connection: close\r\n\r\n`),
    )
    expect([400, 403]).toContain(status)
  })
})
