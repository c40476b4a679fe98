import { describe, expect, it, onTestFinished } from 'vitest'
import { supervise } from '../../../src/app/supervise.ts'
import { type ChatPlatform, PlatformRefusal } from '../../../src/bots/types.ts'

const RESPONDER = { commands: [], respond: () => expect.unreachable(), suggest: async () => [] }
const PAUSES = { firstPause: 1, maxPause: 2 }

/** Platforms that start one after the other, each as it is told. */
function openPlatforms(...lives: Partial<ChatPlatform>[]) {
  const lines: string[] = []
  const started: number[] = []
  let made = 0
  const write = (message: string) => void lines.push(message)
  const create = (): ChatPlatform => {
    const number = made++
    const life = lives[Math.min(number, lives.length - 1)]
    return {
      name: 'Somewhere',
      stop: async () => {},
      ...life,
      async start(responder) {
        started.push(number)
        await life?.start?.(responder)
      },
    }
  }
  const platform = supervise(create, { info: write, warn: write, error: write }, PAUSES)
  onTestFinished(() => platform.stop())
  return { platform, lines, started }
}

function rejectLater(error: Error): Promise<void> {
  const ended = Promise.reject(error)
  ended.catch(() => {})
  return ended
}

const unreachable = {
  start: () => Promise.reject(new Error('cannot be reached')),
}

describe('a platform', () => {
  it('that is down at the start is started again until it is there', async () => {
    const there = { lastHeard: () => 5 }
    const failures = Array.from({ length: 9 }, () => unreachable)
    const { platform, lines, started } = openPlatforms(...failures, there)
    const run = platform.run(RESPONDER)
    await expect.poll(() => started).toHaveLength(10)
    expect(platform.lastHeard?.()).toBe(5)
    // The 1st, 2nd, 4th and 8th failure.
    expect(lines).toHaveLength(4)
    expect(lines[0]).toBe('Somewhere is not connected, and is started again: cannot be reached')
    await platform.stop()
    await run
  })

  it('that refuses the bot is not asked again', async () => {
    const refusal = new PlatformRefusal('the token is wrong')
    const { platform, lines, started } = openPlatforms({ start: () => Promise.reject(refusal) })
    await expect(platform.run(RESPONDER)).rejects.toBe(refusal)
    expect(started).toHaveLength(1)
    expect(lines).toEqual(['Somewhere did not start: the token is wrong'])
  })

  it('that ends while it runs is started again, unless it refuses the bot from then on', async () => {
    const refusal = new PlatformRefusal('the token was reset')
    const { platform, started } = openPlatforms(
      { ended: rejectLater(new Error('closed')) },
      { ended: rejectLater(refusal) },
    )
    await expect(platform.run(RESPONDER)).rejects.toBe(refusal)
    expect(started).toHaveLength(2)
  })

  it('is not started again after a stop', async () => {
    const { platform, started } = openPlatforms(unreachable)
    const run = platform.run(RESPONDER)
    await expect.poll(() => started.length).toBeGreaterThan(1)
    await platform.stop()
    await run
    const { length } = started
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(started).toHaveLength(length)
  })
})
