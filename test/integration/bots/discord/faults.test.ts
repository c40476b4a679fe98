import { describe, expect, it } from 'vitest'
import { visibleText } from '../../../../playground/discord/index.ts'
import {
  answerTo,
  createEcho,
  createGate,
  echo,
  expectAlive,
  openTestScene,
  replyTo,
  requestFor,
  type Simulator,
} from './fixtures.ts'

const refusalsIn = ({ log }: Simulator) => log.lines.filter(({ level }) => level !== 'info')

describe('an answer that comes too late', () => {
  it('is refused by Discord, logged and counted, and not tried again', async () => {
    const simulator = await openTestScene(createEcho())
    const { discord, channel, ann, log } = simulator
    for (const count of [1, 2]) {
      const late = discord.run(ann, channel, 'help')
      discord.advance(3001)
      await requestFor(discord, late)
      await log.until(/too late/)
      expect(discord.requests('POST', new RegExp(late.token))).toHaveLength(1)
      await expectAlive(simulator)
      expect(refusalsIn(simulator).at(-1)).toMatchObject({
        level: 'warn',
        details: { code: 10062, count },
      })
    }
  })

  it('is as harmless for a completion', async () => {
    const simulator = await openTestScene(createEcho())
    const { discord, channel, ann, log } = simulator
    const late = discord.type(ann, channel, 'ask', 'question', 'tea')
    discord.advance(3001)
    await requestFor(discord, late)
    expect(await log.until(/too late/)).toMatchObject({ level: 'warn', details: { code: 10062 } })
    await expectAlive(simulator)
  })

  it('after fifteen minutes finds its token expired, and does no harm', async () => {
    const gate = createGate()
    const simulator = await openTestScene(
      createEcho(async (request) => {
        if (request.command === 'ask') await gate.opened
        return echo(request)
      }),
    )
    const { discord, channel, ann, log } = simulator
    const slow = discord.run(ann, channel, 'ask', { question: 'slow' })
    await discord.until((one) => one.type === 'deferred' && one.interaction === slow)
    discord.advance(15 * 60_000)
    gate.open()
    expect(await log.until(/expired/)).toMatchObject({ level: 'warn', details: { code: 50027 } })
    await expectAlive(simulator)
  })

  it('is not said twice when somebody else answered already', async () => {
    const simulator = await openTestScene(createEcho())
    const { discord, channel, ann, log } = simulator
    const taken = discord.run(ann, channel, 'help')
    taken.state = 'answered'
    expect(await log.until(/answered already/)).toMatchObject({
      level: 'warn',
      details: { code: 40060 },
    })
    expect(discord.requests('POST', new RegExp(taken.token))).toHaveLength(1)
  })
})

describe('a slow answer', () => {
  it('is deferred and then filled in, while fast ones overtake it', async () => {
    const gate = createGate()
    const simulator = await openTestScene(
      createEcho(async (request) => {
        if (request.command === 'ask') await gate.opened
        return echo(request)
      }),
    )
    const { discord, channel, ann, ming } = simulator
    const slow = discord.run(ann, channel, 'ask', { question: 'slow', private: true })
    await expectAlive(simulator)
    await discord.until((one) => one.type === 'deferred' && one.interaction === slow)
    gate.open()
    const answer = await answerTo(discord, slow)
    expect(visibleText(answer)).toContain('ask|slow|en|1')
    expect(discord.readMessages(channel, ming)).not.toContain(answer)
    expect(refusalsIn(simulator)).toEqual([])
  })

  it('turns its page when it is there', async () => {
    const gate = createGate()
    const simulator = await openTestScene(
      createEcho(async (request) => {
        if (request.page === 2) await gate.opened
        return echo(request)
      }),
    )
    const { discord, channel, ann } = simulator
    const hidden = discord.run(ann, channel, 'tea', { private: true })
    const message = await answerTo(discord, hidden)
    const click = discord.click(ann, message, 'More')
    await discord.until((one) => one.type === 'deferred' && one.interaction === click)
    gate.open()
    await discord.until((one) => one.type === 'edit' && one.message === message)
    expect(visibleText(message)).toContain('tea||en|2')
  })
})

describe('a mistake of ours', () => {
  it('in the answer becomes an apology in the language of the person, and is logged', async () => {
    const simulator = await openTestScene(
      createEcho((request) => {
        if (request.command === 'ask') throw new Error('a mistake')
        return echo(request)
      }),
    )
    const { discord, channel, ming, log } = simulator
    const answer = await answerTo(discord, discord.run(ming, channel, '问', { 问题: '茶' }))
    expect(visibleText(answer)).toContain('抱歉，我这边出了错')
    expect(await log.until(/a mistake/)).toMatchObject({ level: 'error' })
    await expectAlive(simulator)
  })

  it('in a turned page leaves the page as it was', async () => {
    const simulator = await openTestScene(
      createEcho((request) => {
        if (request.page === 2) throw new Error('a mistake')
        return echo(request)
      }),
    )
    const { discord, channel, ann } = simulator
    const message = await answerTo(discord, discord.run(ann, channel, 'tea'))
    const apology = await answerTo(discord, discord.click(ann, message, 'More'))
    expect(apology.visibleTo).toBe(ann)
    expect(visibleText(apology)).toContain('Sorry')
    expect(visibleText(message)).toContain('tea||en|1')
  })

  it('in a completion offers nothing', async () => {
    const simulator = await openTestScene(
      createEcho(undefined, () => {
        throw new Error('a mistake')
      }),
    )
    const { discord, channel, ann } = simulator
    const typed = discord.type(ann, channel, 'ask', 'question', 'tea')
    const event = await discord.until((one) => one.type === 'choices' && one.interaction === typed)
    expect(event).toMatchObject({ choices: [] })
  })

  it('in a completion that takes too long offers nothing in time', async () => {
    const simulator = await openTestScene(createEcho(undefined, () => new Promise(() => {})))
    const { discord, channel, ann } = simulator
    const typed = discord.type(ann, channel, 'ask', 'question', 'tea')
    const event = await discord.until((one) => one.type === 'choices' && one.interaction === typed)
    expect(event).toMatchObject({ choices: [] })
  })
})

describe('a refusal of Discord', () => {
  it.each([50013, 50001, 50007, 10003] as const)(
    '%i is counted, and the channel is left alone for a while',
    async (code) => {
      const simulator = await openTestScene(createEcho())
      const { discord, guild, ann, bot, log } = simulator
      const closed = discord.addChannel('text', 'closed', guild)
      closed.refuses = code
      discord.say(ann, closed, `<@${discord.bot.id}> one`)
      expect(await log.until(/bot may not|channel is gone|direct messages/)).toMatchObject({
        level: 'warn',
        details: { code, count: 1 },
      })
      discord.say(ann, closed, `<@${discord.bot.id}> two`)
      await expectAlive(simulator)
      await bot.stop()
      expect(discord.requests('POST', new RegExp(`channels/${closed.id}`))).toHaveLength(1)
    },
  )

  it('of a message that is gone by now is avoided: the answer comes without the reply', async () => {
    const simulator = await openTestScene(createEcho())
    const { discord, direct, ann } = simulator
    const gate = discord.until((one) => one.type === 'message')
    const said = discord.say(ann, direct, 'tea?')
    discord.forget(said)
    const event = await gate
    expect(event).toMatchObject({ type: 'message' })
    expect(refusalsIn(simulator)).toEqual([])
  })

  it('429 is waited out by discord.js, once, and logged', async () => {
    const simulator = await openTestScene(createEcho())
    const { discord, direct, ann, log } = simulator
    discord.fail({ method: 'POST', path: /messages$/, status: 429, retryAfter: 0.05 })
    const answer = await replyTo(discord, discord.say(ann, direct, 'tea?'))
    expect(visibleText(answer)).toContain('ask|tea?|en|1')
    expect(await log.until(/rate limited/)).toMatchObject({ level: 'warn' })
    expect(discord.requests('POST', /messages$/).map(({ status }) => status)).toEqual([429, 200])
  })

  it('500 is tried again for longer than discord.js does by itself', async () => {
    const simulator = await openTestScene(createEcho())
    const { discord, channel, direct, ann } = simulator
    discord.fail({ method: 'POST', path: /callback$/, status: 500, times: 3 })
    await answerTo(discord, discord.run(ann, channel, 'tea'))
    discord.fail({ method: 'POST', path: /messages$/, status: 503, body: '<html>', times: 4 })
    await replyTo(discord, discord.say(ann, direct, 'coffee?'))
    expect(refusalsIn(simulator)).toEqual([])
  })

  it('500 for a message that arrived all the same does not make it come twice', async () => {
    const simulator = await openTestScene(createEcho())
    const { discord, direct, ann } = simulator
    discord.fail({ method: 'POST', path: /messages$/, status: 500, carriedOut: true })
    discord.say(ann, direct, 'tea?')
    await discord.until(
      (one) =>
        one.type === 'request' && one.request.status === 200 && /messages$/.test(one.request.path),
    )
    expect(discord.requests('POST', /messages$/).map(({ status }) => status)).toEqual([500, 200])
    expect(discord.readMessages(direct, ann).filter(({ author }) => author.bot)).toHaveLength(1)
  })

  it('401 that is repeated for any call stops the bot, and says what to do', async () => {
    const simulator = await openTestScene(createEcho())
    const { discord, direct, ann, log } = simulator
    discord.fail({ method: 'POST', path: /messages$/, status: 401, times: 2 })
    discord.fail({ method: 'GET', path: /gateway\/bot$/, status: 401, times: 2 })
    discord.say(ann, direct, 'tea?')
    expect(await log.until(/refuses the token/)).toMatchObject({ level: 'error' })
    await discord.until((one) => one.type === 'gateway' && one.what === 'closed')
    discord.say(ann, direct, 'coffee?')
    await simulator.bot.stop()
    expect(discord.requests('POST', /messages$/)).toHaveLength(2)
  })

  it('of many requests is told before the address is banned', async () => {
    const simulator = await openTestScene(createEcho())
    const { discord, guild, ann, log } = simulator
    for (let index = 0; index < 100; index++) {
      const closed = discord.addChannel('text', `closed ${index}`, guild)
      closed.refuses = 50013
      discord.say(ann, closed, `<@${discord.bot.id}> tea?`)
    }
    expect(await log.until(/many refused requests/)).toMatchObject({ details: { count: 100 } })
  })
})
