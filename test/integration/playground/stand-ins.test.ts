import { once } from 'node:events'
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
