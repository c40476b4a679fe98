import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Answer, ChatRequest, Responder } from '../../../src/answers/index.ts'
import { limit } from '../../../src/service/limits.ts'
import { createLocalState } from '../../../src/service/store/local.ts'
import { from, read } from './support.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

const ANSWER: Answer = { outcome: 'page', locale: 'en', blocks: [], citations: [], actions: [] }

function setUp(limits: Partial<Parameters<typeof limit>[1]>, respond = async () => ANSWER) {
  const asked: ChatRequest[] = []
  const inner: Responder = {
    commands: [],
    respond(request) {
      asked.push(request)
      return respond()
    },
    suggest: async () => [{ label: 'x', value: 'x' }],
  }
  const generous = { perUser: 1e6, perChannel: 1e6, total: 1e6 }
  const responder = limit(inner, { ...generous, ...limits }, createLocalState())
  const ask = (user: string, rest: Partial<ChatRequest> = {}) =>
    responder.respond({ command: 'ask', text: '?', locale: 'en', from: from(user), ...rest })
  const wait = (seconds: number) => {
    vi.advanceTimersByTime(seconds * 1000)
  }
  return { responder, asked, ask, wait }
}

describe('whoever asks too fast', () => {
  it('is told so once, then alone, then not at all', async () => {
    const { ask, asked } = setUp({ perUser: 3 })
    const audiences: string[] = []
    for (let i = 0; i < 16; i++) {
      const answer = await ask('ann')
      audiences.push(answer === ANSWER ? 'answered' : (answer.audience ?? 'everybody'))
    }
    expect(audiences.slice(0, 3)).toEqual(['answered', 'answered', 'answered'])
    expect(audiences[3]).toBe('quietly')
    expect(audiences.slice(4, 14)).toEqual(Array(10).fill('asker'))
    expect(audiences.slice(14)).toEqual(['nobody', 'nobody'])
    expect(asked).toHaveLength(3)
  })

  it('reads how long to wait, and is answered when that is over', async () => {
    const { ask, wait } = setUp({ perUser: 3 })
    for (let i = 0; i < 3; i++) await ask('ann')
    expect(read(await ask('ann'))).toBe(
      'That was quick! Please wait 60 seconds before you ask again.',
    )
    wait(59)
    expect((await ask('ann')).outcome).toBe('invalid')
    wait(1)
    expect(await ask('ann')).toBe(ANSWER)
  })

  it('waits a minute at most, though the clock was set back', async () => {
    const { ask } = setUp({ perUser: 1 })
    await ask('ann')
    vi.setSystemTime(Date.now() - 2 * 3_600_000)
    // A new minute begins.
    expect(await ask('ann')).toBe(ANSWER)
    expect(read(await ask('ann'))).toContain('wait 60 seconds')
    vi.advanceTimersByTime(60_000)
    expect(await ask('ann')).toBe(ANSWER)
  })

  it('keeps nobody else from being answered', async () => {
    const { ask } = setUp({ perUser: 1 })
    await ask('ann')
    expect((await ask('ann')).outcome).toBe('invalid')
    expect(await ask('ben')).toBe(ANSWER)
  })

  it('is limited while typing too, by an allowance of its own', async () => {
    const { ask, responder } = setUp({ perUser: 2 })
    for (let i = 0; i < 20; i++) expect(await ask('ann', { draft: true })).toBe(ANSWER)
    expect((await ask('ann', { draft: true })).outcome).toBe('invalid')
    expect(
      await responder.suggest({ command: 'ask', text: 'x', locale: 'en', from: from('ann') }),
    ).toEqual([])
    expect(await ask('ann')).toBe(ANSWER)
  })
})

describe('many people', () => {
  it('in one channel share its allowance, and the channel hears once that it is used up', async () => {
    const { ask } = setUp({ perChannel: 2 })
    await ask('ann')
    await ask('ben')
    expect((await ask('cy')).audience).toBe('quietly')
    expect((await ask('di')).audience).toBe('asker')
    expect(await ask('ed', { from: from('ed', { channel: 'test:elsewhere' }) })).toBe(ANSWER)
  })

  it('together do not get more than the process can give', async () => {
    const { ask } = setUp({ total: 2 })
    await ask('ann')
    await ask('ben', { from: from('ben', { channel: 'test:b' }) })
    expect(read(await ask('cy', { from: from('cy', { channel: 'test:c' }) }))).toContain(
      'Many people are asking right now',
    )
  })

  it('wait for slow answers in bounded number', async () => {
    const { ask, asked } = setUp({}, () => new Promise(() => {}))
    for (let i = 0; i < 300; i++) void ask(`user ${i}`)
    await nextTurn()
    expect(asked).toHaveLength(200)
    expect((await ask('one more')).outcome).toBe('invalid')
  })

  it('in a flood of 10,000 are answered as far as the process allows, and others come through between them', async () => {
    const { ask, asked } = setUp({ total: 100 })
    let turns = 0
    let flooding = true
    const bystander = (async () => {
      while (flooding) {
        await nextTurn()
        turns++
      }
    })()
    for (let i = 0; i < 10_000; i++) {
      void ask(`user ${i}`, { from: from(`user ${i}`, { channel: `test:${i}` }) })
      if (i % 100 === 0) await nextTurn()
    }
    flooding = false
    await bystander
    expect(asked).toHaveLength(100)
    expect(turns).toBeGreaterThan(90)
  })
})

it('a terminal and a script are not limited', async () => {
  const { responder } = setUp({ perUser: 1, total: 1 })
  const request = { command: 'ask', text: '?', locale: 'en' } as const
  for (let i = 0; i < 5; i++) expect(await responder.respond(request)).toBe(ANSWER)
})
