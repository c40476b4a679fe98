import { expect, it } from 'vitest'
import { withRetries } from '../../../../src/bots/discord/retry.ts'

const reply = (status: number) => ({ status, arrayBuffer: async () => new ArrayBuffer(0) })

it('a request is made again while Discord is in trouble, with longer pauses', async () => {
  const statuses = [500, 502, 503, 504, 500, 500, 200]
  const pauses: number[] = []
  const troubles: string[] = []
  const request = withRetries(async () => reply(statuses.shift() ?? 0), {
    onTrouble: (status) => troubles.push(status),
    pause: async (milliseconds) => pauses.push(milliseconds),
  })
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
    { onTrouble: (code) => troubles.push(code), pause: async () => {} },
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
  const request = withRetries(async () => reply(429), {
    onTrouble: () => expect.unreachable(),
    pause: async () => expect.unreachable(),
  })
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

it('pauses fit into the time that is left, so that four failures do not use up three seconds', async () => {
  const statuses = [502, 502, 502, 502, 204]
  let time = 0
  const request = withRetries(async () => reply(statuses.shift() ?? 0), {
    now: () => time,
    deadlineOf: (url) => (url.endsWith('/callback') ? 3000 : undefined),
    pause: async (milliseconds) => {
      time += milliseconds
    },
  })
  expect((await request('/interactions/1/a/callback', { method: 'POST' })).status).toBe(204)
  expect(time).toBeLessThan(2200)
})

it('after the deadline the failure is passed on', async () => {
  let time = 0
  let attempts = 0
  const request = withRetries(
    async () => {
      attempts++
      return reply(502)
    },
    {
      now: () => time,
      deadlineOf: () => 3000,
      pause: async (milliseconds) => {
        time += milliseconds
      },
    },
  )
  expect((await request('/interactions/1/a/callback', { method: 'POST' })).status).toBe(502)
  expect(time).toBeGreaterThanOrEqual(3000)
  expect(time).toBeLessThan(3200)
  expect(attempts).toBeGreaterThan(8)
})

it.each([
  ['/channels/1/messages', [401, 200], 200],
  ['/channels/1/messages', [401, 401, 200], 401],
  ['/interactions/1/token/callback', [401, 200], 401],
])(
  'a 401 to %s is tried once more, and only where it speaks of the bot',
  async (url, statuses, last) => {
    const left = [...statuses]
    const request = withRetries(async () => reply(left.shift() ?? 0), { pause: async () => {} })
    expect((await request(url, { method: 'POST' })).status).toBe(last)
  },
)
