import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
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

  it('says what went wrong when a person asks for what is not there', async () => {
    const address = (await openPlayground()).address()
    const click = JSON.stringify({ message: '1', button: 'x', locale: 'en' })
    const reply = await send(`${address}/api/discord/click`, JSON_TYPE, click)
    expect(reply.status).toBe(409)
    expect(reply.body).toContain('the message is gone')
  })
})
