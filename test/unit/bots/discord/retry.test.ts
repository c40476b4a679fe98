import { expect, it } from 'vitest'
import { withRetries } from '../../../../src/bots/discord/retry.ts'

const reply = (status: number) => ({ status, arrayBuffer: async () => new ArrayBuffer(0) })

it('a request is made again while Discord is in trouble, with longer pauses', async () => {
  const statuses = [500, 502, 503, 504, 500, 500, 200]
  const pauses: number[] = []
  const troubles: string[] = []
  const request = withRetries(
    async () => reply(statuses.shift() ?? 0),
    (status) => troubles.push(status),
    async (milliseconds) => pauses.push(milliseconds),
  )
  expect((await request('/', {})).status).toBe(200)
  expect(troubles).toEqual(['500', '502', '503', '504', '500', '500'])
  expect(pauses).toEqual([250, 500, 1000, 2000, 4000, 4000])
})

const lost = Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' })

it('an answer is sent again when its connection breaks', async () => {
  const failures = [lost, Object.assign(new Error(), { code: 'ECONNREFUSED' })]
  const troubles: string[] = []
  const request = withRetries(
    async () => {
      const failure = failures.shift()
      if (failure) throw failure
      return reply(204)
    },
    (code) => troubles.push(code),
    async () => {},
  )
  expect((await request('/', { method: 'POST' })).status).toBe(204)
  expect(troubles).toEqual(['UND_ERR_SOCKET', 'ECONNREFUSED'])
})

it.each([
  ['what only asks', 'GET', lost],
  ['a mistake of ours', 'POST', new TypeError('x is not a function')],
])('%s is not tried again', async (_, method, error) => {
  const request = withRetries(async () => {
    throw error
  })
  await expect(request('/', { method })).rejects.toBe(error)
})

it('a refusal is passed on at once', async () => {
  const request = withRetries(
    async () => reply(429),
    () => expect.unreachable(),
    async () => expect.unreachable(),
  )
  expect((await request('/', {})).status).toBe(429)
})

it('the time limit of discord.js ends the waiting', async () => {
  const controller = new AbortController()
  const request = withRetries(async () => {
    controller.abort()
    return reply(500)
  })
  await expect(request('/', { signal: controller.signal })).rejects.toThrow(/abort/i)
})
