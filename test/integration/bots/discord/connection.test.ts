import { Client } from 'discord.js'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import {
  type LocalDiscord,
  startDiscord,
  visibleText,
} from '../../../../playground/discord/index.ts'
import { supervise } from '../../../../src/app/supervise.ts'
import { createDiscord } from '../../../../src/bots/discord/index.ts'
import { PlatformRefusal } from '../../../../src/bots/types.ts'
import {
  answerTo,
  createEcho,
  createGate,
  createTestLog,
  echo,
  expectAlive,
  openTestScene,
  replyTo,
  requestFor,
} from './fixtures.ts'

describe('the connection', () => {
  it('is resumed after a drop, and what was asked meanwhile is answered', async () => {
    const simulator = await openTestScene(createEcho())
    const { discord, channel, direct, ann, log } = simulator
    discord.gateway.drop()
    const asked = discord.run(ann, channel, 'tea', { question: 'meanwhile?' })
    const said = discord.say(ann, direct, 'me too')
    expect(visibleText(await answerTo(discord, asked))).toContain('tea|meanwhile?|en|1')
    expect(visibleText(await replyTo(discord, said))).toContain('ask|me too|en|1')
    await log.until(/resumed/)
    expect(
      discord.past.filter((one) => one.type === 'gateway' && one.what === 'identified'),
    ).toHaveLength(1)
  })

  it('replays a command that has grown too old without harm', async () => {
    const simulator = await openTestScene(createEcho())
    const { discord, channel, ann, log } = simulator
    discord.gateway.drop()
    const old = discord.run(ann, channel, 'help')
    discord.advance(10_000)
    await requestFor(discord, old)
    expect(await log.until(/too late/)).toMatchObject({ level: 'warn' })
    await expectAlive(simulator)
  })

  it('is resumed when Discord asks for it', async () => {
    const simulator = await openTestScene(createEcho())
    simulator.discord.gateway.invalidate(true)
    await simulator.discord.until((one) => one.type === 'gateway' && one.what === 'resumed')
    await expectAlive(simulator)
  })

  it('is made anew when Discord forgot the session', async () => {
    const simulator = await openTestScene(createEcho())
    const { discord } = simulator
    discord.gateway.invalidate(false)
    await discord.until(
      (one) =>
        one.type === 'gateway' &&
        discord.past.filter((past) => past.type === 'gateway' && past.what === 'identified')
          .length === 2,
    )
    await expectAlive(simulator)
  })

  it('survives what is no proper packet', async () => {
    const simulator = await openTestScene(createEcho())
    const { discord, channel, log } = simulator
    discord.gateway.dispatch('INTERACTION_CREATE', { type: 2, id: '1' }, simulator.guild.id)
    discord.gateway.dispatch('MESSAGE_CREATE', { channel_id: channel.id }, simulator.guild.id)
    discord.gateway.dispatch('INTERACTION_CREATE', null, simulator.guild.id)
    discord.gateway.sendRaw('{"op":')
    discord.gateway.sendRaw('null')
    discord.gateway.sendRaw('[]')
    discord.gateway.dispatch('NO_SUCH_EVENT', {}, simulator.guild.id)
    await expectAlive(simulator)
    expect(log.lines.filter(({ level }) => level === 'error').length).toBeGreaterThan(0)
  })

  it('survives an error that discord.js has nowhere else to put', async () => {
    const login = vi.spyOn(Client.prototype, 'login')
    const simulator = await openTestScene(createEcho())
    const client = login.mock.contexts[0] as Client
    login.mockRestore()
    client.emit('error', new Error('a stray error'))
    client.emit('shardError', new Error('a stray shard'), 0)
    expect(await simulator.log.until(/a stray error/)).toMatchObject({ level: 'error' })
    expect(await simulator.log.until(/a stray shard/)).toMatchObject({ level: 'error' })
    await expectAlive(simulator)
  })

  it('tells when the gateway last answered', async () => {
    const simulator = await openTestScene(createEcho(), {
      prepare: ({ gateway }) => {
        gateway.heartbeatInterval = 20
      },
    })
    const { discord, bot } = simulator
    const before = bot.lastHeard?.() ?? Number.NaN
    expect(Math.abs(before - performance.now())).toBeLessThan(60_000)
    const beats = () =>
      discord.past.filter((one) => one.type === 'gateway' && one.what === 'heartbeat')
    const seen = beats().length
    await discord.until(() => beats().length >= seen + 3)
    await expectAlive(simulator)
    expect(bot.lastHeard?.()).toBeGreaterThan(before)
  })

  it('uses as many shards as Discord recommends', async () => {
    const simulator = await openTestScene(createEcho(), {
      prepare: ({ gateway }) => {
        gateway.shards.recommended = 2
      },
    })
    const { discord, direct, ann } = simulator
    expect(
      discord.past.filter((one) => one.type === 'gateway' && one.what === 'identified'),
    ).toHaveLength(2)
    await expectAlive(simulator)
    expect(visibleText(await replyTo(discord, discord.say(ann, direct, 'tea?')))).toContain('tea?')
  }, 30_000)

  it('is made anew when Discord closes it as if the token were wrong, and knows the token', async () => {
    const { discord, direct, ann } = await openTestScene(createEcho())
    const log = createTestLog()
    const { apiUrl, token } = discord
    const create = () => createDiscord({ apiUrl, token, log: log.log })
    const platform = supervise(create, log.log, { firstPause: 20, maxPause: 20 })
    const run = platform.run(createEcho())
    onTestFinished(() => platform.stop())
    await log.until(/I am/)
    discord.gateway.drop(4004)
    await log.until(/is started again.*4004/)
    expect(log.lines.some(({ message }) => /Authentication failed/.test(message))).toBe(false)
    await vi.waitFor(() =>
      expect(log.lines.filter(({ message }) => /I am/.test(message))).toHaveLength(2),
    )
    const said = discord.say(ann, direct, 'tea?')
    expect(visibleText(await replyTo(discord, said))).toContain('tea?')
    await platform.stop()
    await run
  })

  it('ends for good when Discord takes the token away, and says so', async () => {
    const { discord } = await openTestScene(createEcho())
    const log = createTestLog()
    const { apiUrl, token } = discord
    const create = () => createDiscord({ apiUrl, token, log: log.log })
    const platform = supervise(create, log.log, { firstPause: 20, maxPause: 20 })
    const run = platform.run(createEcho())
    await log.until(/I am/)
    discord.fail({ method: 'GET', path: /gateway\/bot$/, status: 401, times: 9 })
    discord.gateway.drop(4004)
    await expect(run).rejects.toThrow(/refuses the token.*Reset Token/)
    await expect(run).rejects.toBeInstanceOf(PlatformRefusal)
    expect(await log.until(/did not start: Discord refuses the token/)).toMatchObject({
      level: 'error',
    })
    await platform.stop()
  })
})

describe('a token', () => {
  it('that one call refuses is asked about, and the bot goes on', async () => {
    const simulator = await openTestScene(createEcho())
    const { discord, direct, ann, log, bot } = simulator
    // As often as a call is tried, and not for the question whether the token is known.
    discord.fail({ method: 'POST', path: /messages$/, status: 401, times: 2 })
    discord.say(ann, direct, 'one')
    await log.until(/Discord knows the token/)
    expect(bot.lastHeard?.()).toEqual(expect.any(Number))
    const said = discord.say(ann, direct, 'two')
    expect(visibleText(await replyTo(discord, said))).toContain('ask|two|en|1')
    await expectAlive(simulator)
  })

  it('that a single call refuses costs no answer', async () => {
    const simulator = await openTestScene(createEcho())
    const { discord, direct, ann } = simulator
    discord.fail({ method: 'POST', path: /messages$/, status: 401 })
    const said = discord.say(ann, direct, 'one')
    expect(visibleText(await replyTo(discord, said))).toContain('ask|one|en|1')
  })

  it('that Discord does not know any more ends the connection, and the bot is not ready at once', async () => {
    const simulator = await openTestScene(createEcho())
    const { discord, direct, ann, bot } = simulator
    discord.fail({ method: 'POST', path: /messages$/, status: 401, times: 9 })
    discord.fail({ method: 'GET', path: /gateway\/bot$/, status: 401, times: 9 })
    discord.say(ann, direct, 'one')
    await expect(bot.ended).rejects.toBeInstanceOf(PlatformRefusal)
    expect(bot.lastHeard?.()).toBeUndefined()
  })
})

describe('a start that fails', () => {
  const startWith = async (discord: LocalDiscord, options: { token?: string; apiUrl?: string }) => {
    const { apiUrl, token } = discord
    const log = createTestLog()
    const bot = createDiscord({ apiUrl, token, ...options, log: log.log })
    return bot.start(createEcho()).finally(() => bot.stop())
  }

  it('for a wrong token says where to get a right one', async () => {
    const discord = await startDiscord()
    const start = startWith(discord, { token: 'wrong.token.here' })
    await expect(start).rejects.toThrow(/refuses the token.*Reset Token.*DISCORD_TOKEN/)
    await expect(start).rejects.not.toThrow(/wrong\.token/)
    await discord.close()
  })

  it('for an intent that is not allowed says where to allow it', async () => {
    const discord = await startDiscord()
    discord.gateway.refuseIntents = true
    await expect(startWith(discord, {})).rejects.toThrow(/4014.*Privileged Gateway Intents/)
    await discord.close()
  })

  it('says it once', async () => {
    const discord = await startDiscord()
    discord.gateway.refuseIntents = true
    const log = createTestLog()
    const { apiUrl, token } = discord
    const bot = createDiscord({ apiUrl: `${apiUrl}/v10/`, token, log: log.log })
    await expect(bot.start(createEcho())).rejects.toThrow()
    await bot.stop()
    expect(log.lines).toEqual([])
    await discord.close()
  })

  it('without a network says so', async () => {
    const discord = await startDiscord()
    await discord.close()
    await expect(startWith(discord, {})).rejects.toThrow(/cannot be reached.*DISCORD_API_URL/)
  })
})

describe('a stop', () => {
  it('takes no more questions, and finishes the answers in flight', async () => {
    const gate = createGate()
    const asked: string[] = []
    const simulator = await openTestScene(
      createEcho(async (request) => {
        asked.push(request.text)
        await gate.opened
        return echo(request)
      }),
    )
    const { discord, channel, direct, ann, bot } = simulator
    const command = discord.run(ann, channel, 'tea', { question: 'one' })
    discord.say(ann, direct, 'two')
    await discord.until((one) => one.type === 'deferred' && one.interaction === command)
    // Longer than closing the connection takes.
    discord.fail({ method: 'POST', path: /messages$/, status: 429, retryAfter: 0.3 })
    const stopped = bot.stop()
    discord.say(ann, direct, 'three')
    gate.open()
    await stopped
    const read = [...discord.readMessages(channel, ann), ...discord.readMessages(direct, ann)]
      .filter(({ author }) => author.bot)
      .map(visibleText)
    expect(read).toEqual([
      expect.stringContaining('tea|one|en|1'),
      expect.stringContaining('ask|two|en|1'),
    ])
    expect(asked).toEqual(['one', 'two'])
    await bot.stop()
  })

  it('is the end of all requests: material that is read again meanwhile changes nothing', async () => {
    const simulator = await openTestScene(createEcho())
    const { discord, bot, log } = simulator
    await bot.stop()
    const before = discord.past.length
    await bot.refresh?.()
    expect(log.lines.filter(({ level }) => level !== 'info')).toEqual([])
    expect(discord.past.slice(before)).toEqual([])
  })

  it('is safe twice, before any start, and while the connection is down', async () => {
    const discord = await startDiscord()
    const { apiUrl, token } = discord
    const idle = createDiscord({ apiUrl, token, log: createTestLog().log })
    await idle.stop()
    await idle.stop()
    const bot = createDiscord({ apiUrl, token, log: createTestLog().log })
    await bot.start(createEcho())
    discord.gateway.drop()
    await Promise.all([bot.stop(), bot.stop()])
    await discord.close()
  })
})
