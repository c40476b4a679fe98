import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { startDiscord } from '../../../playground/discord/index.ts'
import { startTelegramStandIn } from '../../../playground/telegram/index.ts'
import { statusesIn, talk } from '../../support/sockets.ts'

async function openDiscord() {
  const discord = await startDiscord()
  onTestFinished(() => discord.close())
  return { discord, port: Number(new URL(discord.apiUrl).port) }
}

/** What a page of another site can make a browser send, whose host it knows. */
const FROM_PAGE = [
  'Origin: https://evil.example',
  'Origin: null',
  'Sec-Fetch-Site: cross-site',
  'Sec-Fetch-Site: same-origin',
]

describe('the local platforms, which listen on this machine', () => {
  it.each(FROM_PAGE)('answer no web page: %s', async (header) => {
    const telegram = await startTelegramStandIn()
    onTestFinished(() => telegram.close())
    const { discord, port } = await openDiscord()
    const ask = (method: string, path: string, rest = '') =>
      `${method} ${path} HTTP/1.1\r\nHost: x\r\n${header}\r\nConnection: close\r\n${rest}\r\n`
    const call = ask('POST', `/bot${telegram.token}/getMe`, 'Content-Length: 0\r\n')
    expect(statusesIn(await talk(Number(new URL(telegram.url).port), call))).toEqual([403])
    const bot = `Authorization: Bot ${discord.token}\r\n`
    const me = ask('GET', '/api/v10/applications/@me', bot)
    expect(statusesIn(await talk(port, me))).toEqual([403])
    const socket = 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n'
    const upgrade = `Upgrade: websocket\r\n${socket}`
    const open = ask('GET', '/?v=10', upgrade).replace('Connection: close', 'Connection: Upgrade')
    expect(await talk(port, open)).toBe('')
  })

  it.each([
    'not json',
    'null',
    '5',
    '[]',
    '{"op":2}',
    '{"op":2,"d":null}',
    '{"op":6,"d":7}',
    '{"op":99,"d":{}}',
    `{"op":1,"d":"${'x'.repeat(4097)}"}`,
  ])('outlive what makes no sense to the gateway: case %#', async (words) => {
    const { discord, port } = await openDiscord()
    const socket = new WebSocket(`ws://127.0.0.1:${port}/?v=10`)
    await once(socket, 'message')
    socket.send(words)
    socket.send('not json')
    await once(socket, 'close')
    const other = new WebSocket(`ws://127.0.0.1:${port}/?v=10`)
    await once(other, 'message')
    other.close()
    expect(discord.problems()).toEqual([])
  })

  it('outlive frames that are none', async () => {
    const { discord, port } = await openDiscord()
    const head = 'GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n'
    const key = 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n'
    expect(statusesIn(await talk(port, `${head}${key}\u0085\u0003garbage`))).toEqual([101])
    expect(discord.problems()).toEqual([])
  })
})

describe('the local Telegram, told to post', () => {
  it('posts an update again until it is taken, and only then what comes after it in that chat', async () => {
    const telegram = await startTelegramStandIn()
    const posted: string[] = []
    /** What the first posts are answered with; then all is taken. */
    const refusals = [503, 429]
    const server = createServer(async (request, response) => {
      const { message } = (await json(request)) as { message: { text: string } }
      posted.push(message.text)
      const status = message.text === 'one' ? (refusals.shift() ?? 200) : 200
      response.writeHead(status, status === 429 ? { 'retry-after': '1' } : {}).end()
    }).listen(0, '127.0.0.1')
    onTestFinished(async () => {
      await telegram.close()
      server.close()
    })
    await once(server, 'listening')
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    await fetch(`${telegram.url}/bot${telegram.token}/setWebhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ url, secret_token: 'a-secret' }),
    })
    const [ann, bob] = [
      telegram.addUser({ first_name: 'Ann' }),
      telegram.addUser({ first_name: 'Bob' }),
    ]
    for (const text of ['one', 'two']) telegram.say(ann, telegram.chatWith(ann), text)
    telegram.say(bob, telegram.chatWith(bob), 'three')
    await expect.poll(() => posted, { timeout: 10_000 }).toHaveLength(5)
    expect(posted.filter((text) => text !== 'three')).toEqual(['one', 'one', 'one', 'two'])
    expect(posted.indexOf('three')).toBeLessThan(posted.indexOf('two'))
    const updates = telegram.events.flatMap((event) =>
      event.type === 'update' ? [(event.update as { update_id: number }).update_id] : [],
    )
    await expect.poll(() => updates.every(telegram.isConfirmed)).toBe(true)
  }, 20_000)
})
