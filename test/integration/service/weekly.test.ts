import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { visibleText } from '../../../playground/discord/index.ts'
import type { Answer } from '../../../src/answers/index.ts'
import { createDiscord } from '../../../src/bots/discord/index.ts'
import type { ChatPlatform } from '../../../src/bots/types.ts'
import { sendWeekly } from '../../../src/service/report/weekly.ts'
import { openStore, type StoreOptions } from '../../../src/service/store/index.ts'
import { describeWith } from '../../support/needs.ts'
import { startPostgres } from '../../support/postgres.ts'
import { createTestLog, makeFolder } from '../../unit/service/support.ts'
import { createEcho, openTestScene } from '../bots/discord/fixtures.ts'
import { openScene as openChat } from '../bots/telegram/support.ts'

const MONDAY = Date.UTC(2026, 10, 30, 9, 5)
const WEEK = 7 * 86_400_000
const REPORT: Answer = {
  ...{ outcome: 'page', locale: 'en', citations: [], actions: [] },
  blocks: [{ type: 'paragraph', inlines: [{ type: 'text', text: 'The last days' }] }],
}
/** Milliseconds in which each copy looks at the clock many times, and a message arrives. */
const A_WHILE = 400

/** The host on both platforms, and what they were sent there. */
async function openHost() {
  const { discord, bot: discordBot } = await openTestScene(createEcho(), {
    prepare: (local) => local.giveTo(local.addUser('host', 'en-US')),
  })
  const {
    telegram,
    bot: telegramBot,
    chat,
  } = await openChat(createEcho(), {
    // Whoever is added first has this number.
    settings: { owner: 101 },
  })
  return {
    ...{ discord, discordBot, platforms: [discordBot, telegramBot] },
    received: () => ({
      discord: discord.past.flatMap((one) =>
        one.type === 'message' ? [visibleText(one.message)] : [],
      ),
      telegram: telegram.messagesIn(chat).map(({ text }) => text),
    }),
  }
}

/** A copy of the bot over the database, for as long as it lives. */
async function live(
  options: Omit<StoreOptions, 'log'>,
  platforms: readonly ChatPlatform[],
  now = MONDAY,
) {
  const store = await openStore({ ...options, log: createTestLog() })
  const stop = sendWeekly(store.once, platforms, async () => REPORT, {
    now: () => now,
    lookEvery: 10,
  })
  const end = async () => {
    stop()
    await store.close()
  }
  onTestFinished(end)
  return { end }
}

const ONCE = { discord: ['The last days'], telegram: ['The last days'] }
const TWICE = {
  discord: ['The last days', 'The last days'],
  telegram: Array(2).fill('The last days'),
}

describe('the weekly report to the host, with SQLite', () => {
  it('comes once on each platform, also when the bot is started again within the hour', async () => {
    const host = await openHost()
    const folder = makeFolder()
    const first = await live({ folder }, host.platforms)
    await vi.waitFor(() => expect(host.received()).toEqual(ONCE))
    await first.end()
    const second = await live({ folder }, host.platforms)
    await wait(A_WHILE)
    expect(host.received()).toEqual(ONCE)
    await second.end()
    await live({ folder }, host.platforms, MONDAY + WEEK)
    await vi.waitFor(() => expect(host.received()).toEqual(TWICE))
  })

  it('comes later on Monday where the platform was not connected at nine', async () => {
    const host = await openHost()
    const { apiUrl, token } = host.discord
    const log = createTestLog()
    const late = createDiscord({ apiUrl, token, log })
    onTestFinished(() => late.stop())
    await host.discordBot.stop()
    const folder = makeFolder()
    await live({ folder }, [late], MONDAY + 3 * 3_600_000)
    await wait(A_WHILE)
    expect(host.received().discord).toEqual([])
    await late.start(createEcho())
    await vi.waitFor(() => expect(host.received().discord).toEqual(ONCE.discord))
  })
})

describeWith('PostgreSQL', 'the weekly report to the host, with PostgreSQL', () => {
  it('comes from one of several copies, and from none that is started later', async () => {
    const server = await startPostgres()
    onTestFinished(() => server.stop())
    const { url } = server
    const host = await openHost()
    const copies = [await live({ url }, host.platforms), await live({ url }, host.platforms)]
    await vi.waitFor(() => expect(host.received()).toEqual(ONCE))
    await Promise.all(copies.map(({ end }) => end()))
    await live({ url }, host.platforms)
    await wait(A_WHILE)
    expect(host.received()).toEqual(ONCE)
  })

  it('is left by a copy that does not serve a platform to the one that does', async () => {
    const server = await startPostgres()
    onTestFinished(() => server.stop())
    const { url } = server
    const host = await openHost()
    const { apiUrl, token } = host.discord
    const waiting = createDiscord({ apiUrl, token, log: createTestLog() })
    await live({ url }, [waiting])
    await wait(A_WHILE)
    await live({ url }, host.platforms)
    await vi.waitFor(() => expect(host.received()).toEqual(ONCE))
  })
})
