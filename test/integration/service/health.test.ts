import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { ChatPlatform } from '../../../src/bots/types.ts'
import { createHealth, type HealthOptions, STALE_AFTER } from '../../../src/service/health.ts'
import { createMetrics } from '../../../src/service/metrics.ts'
import { createState } from '../../../src/service/state.ts'

const MOMENT = Date.parse('2026-11-24T12:00:00Z')
/** Of the monotonic clock. */
const NOW = 10_000_000
const secondsAgo = (seconds: number) => NOW - seconds * 1000

const platform = (name: string, heard?: number): ChatPlatform => ({
  name,
  start: async () => {},
  stop: async () => {},
  lastHeard: () => heard,
})

interface Readiness {
  readonly ready: boolean
  readonly checks: Readonly<Record<string, object>>
}

/** Health on a port of its own, closed after the test. */
async function openHealth(options: Partial<HealthOptions> = {}) {
  const state = createState(() => MOMENT)
  const metrics = createMetrics(state)
  const now = () => NOW
  const health = createHealth({ host: '127.0.0.1', port: 0, state, metrics, now, ...options })
  await health.start()
  onTestFinished(() => health.stop())
  const get = (path: string, init?: RequestInit) => fetch(health.address() + path, init)
  const ready = async (path = '/readyz') => {
    const response = await get(path)
    return { status: response.status, ...((await response.json()) as Readiness) }
  }
  /** What comes back for bytes that no client library would send, until the end of the connection. */
  const speak = async (words: string) => {
    const socket = connect(Number(new URL(health.address()).port), '127.0.0.1')
    socket.setEncoding('utf8').write(words)
    let said = ''
    socket.on('data', (data) => {
      said += data
    })
    socket.on('error', () => {})
    await once(socket, 'close')
    return said
  }
  return { state, health, get, ready, speak }
}

describe('/livez', () => {
  it('answers while the process does, even with nothing ready', async () => {
    const { get } = await openHealth()
    const response = await get('/livez?from=probe')
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('alive\n')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
    expect((await get('/livez', { method: 'HEAD' })).status).toBe(200)
  })
})

describe('/readyz', () => {
  it('is 503 until the material is there and every platform was heard', async () => {
    const { state, ready } = await openHealth()
    expect(await ready()).toMatchObject({ status: 503, ready: false })
    state.materialRead({ sources: 1, passages: 37 })
    state.watch([platform('Discord', secondsAgo(3)), platform('Telegram')])
    expect(await ready()).toEqual({
      status: 503,
      ready: false,
      checks: {
        material: { ok: true, sources: 1, passages: 37, readAt: '2026-11-24T12:00:00.000Z' },
        discord: {
          ok: true,
          secondsAgo: 3,
          staleAfterSeconds: STALE_AFTER,
        },
        telegram: { ok: false, lastHeard: 'never', staleAfterSeconds: STALE_AFTER },
      },
    })
    state.watch([platform('Discord', secondsAgo(3)), platform('Telegram', secondsAgo(50))])
    expect(await ready()).toMatchObject({ status: 200, ready: true })
  })

  it('is 503 when a platform was silent for too long, and 200 for the other alone', async () => {
    const { state, ready } = await openHealth()
    state.materialRead({ sources: 1, passages: 37 })
    state.watch([
      platform('Discord', secondsAgo(STALE_AFTER + 1)),
      platform('Telegram', secondsAgo(STALE_AFTER)),
    ])
    const { status, checks } = await ready()
    expect(status).toBe(503)
    expect(checks.discord).toMatchObject({ ok: false, secondsAgo: STALE_AFTER + 1 })
    expect(checks.telegram).toMatchObject({ ok: true })
    expect((await ready('/readyz/discord')).status).toBe(503)
    expect(await ready('/readyz/telegram')).toMatchObject({ status: 200, ready: true })
    expect(Object.keys((await ready('/readyz/material')).checks)).toEqual(['material'])
  })

  it('stays 200 when an edit cannot be read, and says what is wrong until it is fixed', async () => {
    const { state, ready } = await openHealth()
    state.materialRead({ sources: 1, passages: 37 })
    state.materialRefused('guide.md:3: is not valid YAML')
    expect(await ready()).toMatchObject({
      status: 200,
      checks: { material: { ok: true, passages: 37, problem: 'guide.md:3: is not valid YAML' } },
    })
    state.materialRead({ sources: 1, passages: 38 })
    expect((await ready()).checks.material).not.toHaveProperty('problem')
  })
})

describe('/metrics', () => {
  it('is what Prometheus reads', async () => {
    const { get, state } = await openHealth()
    state.materialRead({ sources: 1, passages: 37 })
    const response = await get('/metrics')
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    expect(await response.text()).toContain('\nchuchu_material_passages 37\n')
  })
})

describe('health', () => {
  it('knows no other path, no other method and no body', async () => {
    const { get } = await openHealth()
    for (const path of [
      '/',
      '/livez/',
      '/readyz/slack',
      '/metrics.json',
      '/__proto__',
      '/../livez2',
    ])
      expect((await get(path)).status, path).toBe(404)
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
      const response = await get('/livez', { method })
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
    }
  })

  it('does not read bodies: it refuses and hangs up', async () => {
    const { speak } = await openHealth()
    const host = 'Host: anything.example\r\n'
    const counted = await speak(`GET /livez HTTP/1.1\r\n${host}Content-Length: 1000000\r\n\r\nxx`)
    expect(counted).toMatch(/^HTTP\/1.1 413 .*Connection: close/is)
    const chunked = await speak(
      `GET /livez HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\n5\r\n`,
    )
    expect(chunked).toMatch(/^HTTP\/1.1 413 .*Connection: close/is)
    const expecting = `POST /livez HTTP/1.1\r\n${host}Content-Length: 9\r\nExpect: 100-continue\r\n\r\n`
    expect(await speak(expecting)).toMatch(/^HTTP\/1.1 405 .*Connection: close/is)
  })

  it('cuts clients that never finish a request, or send too much', async () => {
    const { speak, get } = await openHealth({ clientTimeout: 100 })
    expect(await speak('GET /livez HT')).toMatch(/^(HTTP\/1.1 408 .*)?$/s)
    expect(await speak('')).toBe('')
    const long = `GET /livez HTTP/1.1\r\nHost: x\r\nX-Much: ${'x'.repeat(9_000)}\r\n\r\n`
    expect(await speak(long)).toMatch(/^HTTP\/1.1 431 /)
    expect(await speak('not http at all\r\n\r\n')).toMatch(/^HTTP\/1.1 400 /)
    expect((await get('/livez')).status).toBe(200)
  })

  it('says so when its port is taken, and is gone after a stop', async () => {
    const { health } = await openHealth()
    const port = Number(new URL(health.address()).port)
    const state = createState()
    const second = createHealth({ host: '127.0.0.1', port, state, metrics: createMetrics(state) })
    await expect(second.start()).rejects.toMatchObject({ code: 'EADDRINUSE' })
    const address = health.address()
    await health.stop()
    await health.stop()
    await expect(fetch(`${address}/livez`)).rejects.toThrow()
  })
})
