import { once } from 'node:events'
import type { RequestListener } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createBoundedServer, readBody } from '../../../src/shared/http-server.ts'
import { statusesIn, talk } from '../../support/sockets.ts'

const MOST = 1000

async function open(listener: RequestListener = takeBody, wait = 50): Promise<number> {
  const server = createBoundedServer(listener, { headers: wait, request: wait, interval: 10 })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** Answers with the length of the body. */
const takeBody: RequestListener = (request, response) => {
  readBody(request, MOST).then(
    (body) => response.writeHead(body === undefined ? 413 : 200, { connection: 'close' }).end(body),
    () => response.destroy(),
  )
}

/** Neither ends by itself nor says more than this. */
const POST = 'POST / HTTP/1.1\r\nHost: x\r\n'

describe('who is slow', () => {
  it.each([
    ['says nothing', ''],
    ['does not end its first line', 'POST /'],
    ['does not end its head', `${POST}X-A: b\r\n`],
    ['says less than it promised', `${POST}Content-Length: 10\r\n\r\nhalf`],
    ['does not end its chunks', `${POST}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`],
  ])('is cut off when it %s', async (_, words) => {
    expect(statusesIn(await talk(await open(), words))).not.toContain(200)
  })

  it('is cut off when it drips, a byte at a time', async () => {
    const drip = (socket: Socket) => {
      const timer = setInterval(() => socket.write('a'), 5)
      socket.on('close', () => clearInterval(timer))
    }
    const words = `${POST}Content-Length: 900\r\n\r\n`
    expect(statusesIn(await talk(await open(), words, drip))).not.toContain(200)
  })

  it('does not keep others from being answered', async () => {
    const port = await open(takeBody, 10_000)
    const slow = Array.from({ length: 100 }, () => connect(port, '127.0.0.1'))
    onTestFinished(() => slow.forEach((socket) => void socket.destroy()))
    await Promise.all(slow.map((socket) => once(socket, 'connect')))
    expect(await talk(port, `${POST}Content-Length: 2\r\n\r\nok`)).toContain('\r\nok\r\n')
  })

  it('is turned away where too many are connected already', async () => {
    const port = await open(takeBody, 10_000)
    const sockets = Array.from({ length: 300 }, () =>
      connect(port, '127.0.0.1').on('error', () => {}),
    )
    onTestFinished(() => sockets.forEach((socket) => void socket.destroy()))
    const ends = sockets.slice(256).map((socket) => once(socket.resume(), 'close'))
    // Which of them were first is not ours to say; that some are closed unasked is.
    await Promise.race(ends)
  })
})

describe('a body', () => {
  it.each([
    ['longer than allowed, and says so', `${POST}Content-Length: 1001\r\n\r\n`],
    ['enormous, and says so', `${POST}Content-Length: 99999999999999\r\n\r\n`],
    [
      'longer than allowed, in chunks',
      `${POST}Transfer-Encoding: chunked\r\n\r\n3e9\r\n${'a'.repeat(1001)}\r\n`,
    ],
  ])('is not read when it is %s', async (_, words) => {
    expect(statusesIn(await talk(await open(takeBody, 10_000), words))).toEqual([413])
  })

  it('may be as long as allowed', async () => {
    const words = `${POST}Content-Length: 1000\r\n\r\n${'a'.repeat(1000)}`
    expect(statusesIn(await talk(await open(), words))).toEqual([200])
  })

  it.each([
    ['a length that is no number', 'Content-Length: x\r\n\r\n'],
    ['a length below nothing', 'Content-Length: -1\r\n\r\n'],
    ['two lengths', 'Content-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    [
      'a length and chunks: a smuggled request',
      'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a head without end', `X-A: ${'a'.repeat(20_000)}\r\n\r\n`],
    ['garbage', '\u0000\u0001\u0002\r\n\r\n'],
  ])('with %s is refused, and the connection closed', async (_, words) => {
    const [status = 0, ...more] = statusesIn(await talk(await open(takeBody, 10_000), POST + words))
    expect(status).toBeGreaterThanOrEqual(400)
    expect(more).toEqual([])
  })
})
