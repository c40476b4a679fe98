import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { FAULTS } from '../../../playground/telegram/index.ts'
import type { Meter } from '../../../src/shared/types.ts'
import { findFreePorts } from '../../support/ports.ts'
import { createEcho, openScene as openDiscord, replyTo } from './discord/fixtures.ts'
import { createTestResponder, openScene as openTelegram } from './telegram/support.ts'

function createTestMeter() {
  const failures: string[] = []
  const waits: string[] = []
  const deliveries: string[] = []
  const losses: string[] = []
  const meter: Meter = {
    failed: (platform, code) => failures.push(`${platform} ${code}`),
    waited: (platform, milliseconds) => waits.push(`${platform} ${milliseconds}`),
    delivered: (platform) => deliveries.push(platform),
    undelivered: (platform, reason) => losses.push(`${platform} ${reason}`),
  }
  return { meter, failures, waits, deliveries, losses }
}

describe('Discord counts', () => {
  it('a wait that it asks for, and what failed in the end', async () => {
    const { meter, failures, waits, deliveries, losses } = createTestMeter()
    const simulator = await openDiscord(createEcho(), { meter })
    onTestFinished(() => simulator.close())
    const { discord, guild, direct, ann, log } = simulator
    discord.fail({ method: 'POST', path: /messages$/, status: 429, retryAfter: 0.05 })
    await replyTo(discord, discord.say(ann, direct, 'tea?'))
    // discord.js adds a little of its own.
    expect(waits).toHaveLength(1)
    expect(Number(waits[0]?.replace('discord ', ''))).toBeGreaterThanOrEqual(50)
    expect(failures).toEqual([])
    const closed = discord.addChannel('text', 'closed', guild)
    closed.refuses = 50013
    discord.say(ann, closed, `<@${discord.bot.id}> coffee?`)
    await log.until(/may not write here/)
    expect(failures).toEqual(['discord 50013'])
    expect(deliveries).toEqual(['discord'])
    expect(losses).toEqual(['discord refused'])
  })
})

describe('Telegram counts', () => {
  it('every call that failed, and how long messages are held back', async () => {
    const { meter, failures, waits, deliveries, losses } = createTestMeter()
    const { ask, telegram } = await openTelegram(createTestResponder(), { settings: { meter } })
    telegram.fail('sendMessage', FAULTS.tooManyRequests(7))
    telegram.fail('sendMessage', FAULTS.serverError)
    await ask('一')
    telegram.fail('sendMessage', FAULTS.garbage)
    await ask('二')
    expect(failures).toEqual(['telegram 429', 'telegram 502', 'telegram network'])
    expect(waits).toContain('telegram 7000')
    await expect.poll(() => deliveries).toEqual(['telegram', 'telegram'])
    expect(losses).toEqual([])
  })

  it('no failure when a stop ends the call that waits for messages', async () => {
    const { meter, failures } = createTestMeter()
    const { ask, bot } = await openTelegram(createTestResponder(), { settings: { meter } })
    await ask('一')
    await bot.stop()
    expect(failures).toEqual([])
  })
})

it('Telegram with a webhook is heard when it posts, and asked every minute whether it is there', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const [port = 0] = await findFreePorts(1)
  const url = `http://127.0.0.1:${port}/telegram`
  const { bot, telegram, ask, clock } = await openTelegram(createTestResponder(), {
    settings: { webhook: { url, port, secret: 'a-secret-between-us' } },
  })
  const heard = () => bot.lastHeard?.() ?? 0
  const calls = () =>
    telegram.events.flatMap((event) => (event.type === 'call' ? [event.method] : []))
  await ask('一')
  await clock.sleep(1_000_000)
  const before = heard()
  expect(calls().filter((method) => method === 'getMe')).toHaveLength(1)
  vi.advanceTimersByTime(60_000)
  await expect.poll(heard).toBeGreaterThan(before)
  expect(calls().filter((method) => method === 'getMe')).toHaveLength(2)
})
