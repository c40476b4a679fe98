import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  buttonsOf,
  type Interaction,
  type Message,
  visibleText,
} from '../../../../playground/discord/index.ts'
import { createDiscord } from '../../../../src/bots/discord/index.ts'
import {
  answerTo,
  createEcho,
  createTestLog,
  echo,
  openScene,
  replyTo,
  type Simulator,
} from './fixtures.ts'

let simulator: Simulator

beforeEach(async () => {
  simulator = await openScene(createEcho())
})

afterEach(async () => {
  const problems = simulator.discord.problems()
  await simulator.close()
  expect(problems).toEqual([])
})

const read = async (interaction: Interaction): Promise<string> =>
  visibleText(await answerTo(simulator.discord, interaction))

const choicesFor = async (interaction: Interaction) => {
  const event = await simulator.discord.until(
    (one) => one.type === 'choices' && one.interaction === interaction,
  )
  return (event as { choices: readonly object[] }).choices
}

const labelsOf = (message: Message) => buttonsOf(message).map(({ label }) => label)

describe('a slash command', () => {
  it('answers in the language of the app, by whatever name the person knows it', async () => {
    const { discord, channel, ming, ann } = simulator
    const chinese = discord.run(ming, channel, '问', { 问题: '什么是茶？' })
    expect(await read(chinese)).toContain('ask|什么是茶？|zh-Hans|1')
    const english = discord.run(ann, channel, 'ask', { question: 'What is tea?' })
    expect(await read(english)).toContain('ask|What is tea?|en|1')
  })

  it('answers readers of traditional characters in theirs, from Taiwan and from Hong Kong', async () => {
    const { discord, channel } = simulator
    for (const locale of ['zh-TW', 'zh-HK']) {
      const reader = discord.addUser('mei', locale)
      expect(await read(discord.run(reader, channel, 'tea'))).toContain('tea||zh-Hant|1')
    }
  })

  it('works in a direct message, in a private channel and in a thread', async () => {
    const { discord, guild, direct, ann } = simulator
    const group = discord.addChannel('group', '')
    const thread = discord.addChannel('thread', 'more', guild)
    for (const channel of [direct, group, thread])
      expect(await read(discord.run(ann, channel, 'help'))).toContain('help||en|1')
  })

  it('works where only the person has the bot installed, in a server that it is not in', async () => {
    const { discord, ann } = simulator
    const elsewhere = { id: '1111111111111111111', name: 'Elsewhere' }
    const channel = discord.addChannel('text', 'far', elsewhere)
    const message = await answerTo(discord, discord.run(ann, channel, 'tea'))
    expect(visibleText(message)).toContain('tea||en|1')
    const further = await answerTo(discord, discord.click(ann, message, 'More'))
    expect(visibleText(further)).toContain('tea||en|2')
  })

  it('needs no question where it is optional', async () => {
    const { discord, channel, ann } = simulator
    expect(await read(discord.run(ann, channel, 'tea'))).toContain('tea||en|1')
    const asked = discord.run(ann, channel, 'tea', { question: 'Is it green?' })
    expect(await read(asked)).toContain('tea|Is it green?|en|1')
  })

  it('answers before everybody, or with the option to the person alone', async () => {
    const { discord, channel, ming, ann } = simulator
    const open = await answerTo(discord, discord.run(ming, channel, '茶'))
    const hidden = await answerTo(discord, discord.run(ming, channel, '茶', { 私密: true }))
    expect(discord.readMessages(channel, ann)).toContain(open)
    expect(discord.readMessages(channel, ann)).not.toContain(hidden)
    expect(discord.readMessages(channel, ming)).toContain(hidden)
  })

  it('shows the question, which Discord does not show beside the answer, and pings nobody', async () => {
    const { discord, channel, ann } = simulator
    const question = `@everyone @here <@${ann.id}> <@&${simulator.guild.id}> # what?`
    const answer = await answerTo(discord, discord.run(ann, channel, 'ask', { question }))
    expect(visibleText(answer)).toContain(question)
    expect(answer.notified).toEqual([])
  })
})

describe('typing a question', () => {
  it('is completed, in the language of the app', async () => {
    const { discord, channel, ming } = simulator
    const choices = await choicesFor(discord.type(ming, channel, '问', '问题', '茶'))
    expect(choices).toEqual([{ name: '茶?', value: '茶' }])
  })

  it('offers nothing that Discord would refuse, and no more than it shows', async () => {
    const { discord, channel, ann } = simulator
    await simulator.bot.stop()
    const many = Array.from({ length: 40 }, (_, index) => ({
      label: `${index} ${'长'.repeat(120)}`,
      value: String(index),
    }))
    const long = { label: 'long', value: 'x'.repeat(101) }
    const blank = { label: ' ', value: 'x' }
    const { apiUrl, token } = discord
    simulator = { ...simulator, bot: createDiscord({ apiUrl, token, log: createTestLog().log }) }
    await simulator.bot.start(createEcho(undefined, () => [long, blank, ...many]))
    const choices = await choicesFor(discord.type(ann, channel, 'ask', 'question', 'w'))
    expect(choices).toHaveLength(25)
    expect(choices[0]).toEqual({ name: `0 ${'长'.repeat(98)}`, value: '0' })
  })
})

describe('"Find in the material" on a message', () => {
  it('asks what the message says, and tells the person alone', async () => {
    const { discord, channel, ming, ann } = simulator
    const claim = discord.say(ann, channel, 'Tea is **green**.')
    for (const name of ['查证', 'Find in the material']) {
      const answer = await answerTo(discord, discord.choose(ming, claim, name))
      expect(visibleText(answer)).toContain('ask|Tea is **green**.|zh-Hans|1')
      expect(answer.visibleTo).toBe(ming)
    }
  })
})

describe('a message to the bot', () => {
  it('is a question when it mentions the bot', async () => {
    const { discord, channel, ann } = simulator
    const mention = discord.say(ann, channel, `<@${discord.bot.id}> 什麼是茶？`)
    const answer = await replyTo(discord, mention)
    expect(visibleText(answer)).toMatch(/^ask\|什麼是茶？\|zh-Hant\|1/)
    expect(answer.notified).toEqual([])
  })

  it('is a question in a direct message, or the command that it starts with', async () => {
    const { discord, direct, ann } = simulator
    const plain = await replyTo(discord, discord.say(ann, direct, 'What is tea?'))
    expect(visibleText(plain)).toContain('ask|What is tea?|en|1')
    const typed = await replyTo(discord, discord.say(ann, direct, '/tea is it green?'))
    expect(visibleText(typed)).toContain('tea|is it green?|en|1')
  })

  it('is a question in reply to what the bot wrote by itself, without any mention', async () => {
    const { discord, channel, ann } = simulator
    const first = await replyTo(discord, discord.say(ann, channel, `<@${discord.bot.id}> tea?`))
    const second = await replyTo(discord, discord.say(ann, channel, 'and coffee?', first))
    expect(visibleText(second)).toContain('ask|and coffee?|en|1')
  })

  it('is left alone in reply to an interaction, where Discord hides the words', async () => {
    const { discord, channel, ann, direct } = simulator
    const answer = await answerTo(discord, discord.run(ann, channel, 'help'))
    const hidden = discord.say(ann, channel, 'and coffee?', answer)
    await replyTo(discord, discord.say(ann, direct, 'afterwards'))
    expect(discord.readMessages(channel, ann).filter((one) => one.replyTo === hidden)).toEqual([])
  })

  it('is ignored from other bots, from the bot itself, and from people who talk to each other', async () => {
    const { discord, channel, direct, ann } = simulator
    const robot = { ...discord.addUser('robot'), bot: true }
    discord.say(robot, channel, `<@${discord.bot.id}> hello`)
    discord.say(robot, direct, 'hello')
    discord.say(discord.bot, direct, 'hello')
    discord.say(ann, channel, 'hello everybody')
    const heard = await replyTo(discord, discord.say(ann, direct, 'last'))
    expect(discord.requests('POST', /messages/)).toHaveLength(1)
    expect(visibleText(heard)).toContain('last')
  })
})

describe('a button', () => {
  const openAnswer = async () => {
    const { discord, channel, ann } = simulator
    return answerTo(discord, discord.run(ann, channel, 'ask', { question: 'tea?' }))
  }

  it('shows further pages to the person alone, and turns them in place, there and back', async () => {
    const { discord, ann, ming, channel } = simulator
    const message = await openAnswer()
    const further = await answerTo(discord, discord.click(ann, message, 'More'))
    expect(further.visibleTo).toBe(ann)
    expect(visibleText(further)).toContain('ask|tea?|en|2')
    expect(labelsOf(further)).toEqual(['‹ 1', 'Context', 'More', 'Another'].sort(byRow))
    expect(visibleText(message)).toContain('ask|tea?|en|1')
    const next = discord.click(ann, further, 'More')
    await discord.until((one) => one.type === 'edit' && next.reply === further)
    expect(visibleText(further)).toContain('ask|tea?|en|3')
    const back = discord.click(ann, further, '‹ 2')
    await discord.until((one) => one.type === 'edit' && back.reply === further)
    expect(visibleText(further)).toContain('ask|tea?|en|2')
    expect(discord.readMessages(channel, ming)).toEqual([message])
  })

  it('shows its answer to nobody else when somebody else clicks, and leaves the page', async () => {
    const { discord, ming } = simulator
    const message = await openAnswer()
    for (const label of ['More', 'Context', 'Another']) {
      const answer = await answerTo(discord, discord.click(ming, message, label))
      expect(answer.visibleTo).toBe(ming)
      expect(answer).not.toBe(message)
    }
    expect(visibleText(message)).toContain('ask|tea?|en|1')
  })

  it('reads on in private, and asks anew in the channel, for the person who asked', async () => {
    const { discord, ann } = simulator
    const message = await openAnswer()
    const context = await answerTo(discord, discord.click(ann, message, 'Context'))
    expect(context.visibleTo).toBe(ann)
    expect(visibleText(context)).toContain('help|3|en|1')
    const another = await answerTo(discord, discord.click(ann, message, 'Another'))
    expect(another.visibleTo).toBeUndefined()
    expect(visibleText(another)).toContain('ask|another?|en|1')
  })

  it('keeps in private what began there', async () => {
    const { discord, channel, ann } = simulator
    const hidden = discord.run(ann, channel, 'ask', { question: 'tea?', private: true })
    const message = await answerTo(discord, hidden)
    const another = await answerTo(discord, discord.click(ann, message, 'Another'))
    expect(another.visibleTo).toBe(ann)
    await answerTo(discord, discord.click(ann, message, 'More'))
    expect(visibleText(message)).toContain('ask|tea?|en|2')
    expect(message.visibleTo).toBe(ann)
  })

  it('knows who asked by mention as well', async () => {
    const { discord, channel, ann, ming } = simulator
    const message = await replyTo(discord, discord.say(ann, channel, `<@${discord.bot.id}> tea?`))
    const other = await answerTo(discord, discord.click(ming, message, 'Another'))
    expect(other.visibleTo).toBe(ming)
    const own = await answerTo(discord, discord.click(ann, message, 'Another'))
    expect(own.visibleTo).toBeUndefined()
  })

  it('clicked twice at once shows one page, once', async () => {
    const { discord, channel, ann } = simulator
    const message = await openAnswer()
    const clicks = [discord.click(ann, message, 'More'), discord.click(ann, message, 'More')]
    await Promise.all(
      clicks.map((click) =>
        discord.until((one) => one.type === 'request' && one.request.path.includes(click.token)),
      ),
    )
    const further = discord.readMessages(channel, ann).filter((each) => each !== message)
    expect(further).toHaveLength(1)
    expect(further.map(visibleText).join()).toContain('ask|tea?|en|2')
    expect(simulator.log.lines.filter(({ level }) => level !== 'info')).toEqual([])
  })

  it('clicked twice at once asks its question once', async () => {
    const { discord, channel, ann } = simulator
    const message = await openAnswer()
    const [first, second] = [
      discord.click(ann, message, 'Another'),
      discord.click(ann, message, 'Another'),
    ]
    const answer = await answerTo(discord, first)
    await discord.until((one) => one.type === 'deferred' && one.interaction === second)
    expect(discord.readMessages(channel, ann)).toEqual([message, answer])
  })

  it('still works after a restart, and when the first token has long expired', async () => {
    const { discord, ann } = simulator
    const message = await openAnswer()
    await simulator.bot.stop()
    discord.advance(60 * 60_000)
    const { apiUrl, token } = discord
    simulator = { ...simulator, bot: createDiscord({ apiUrl, token, log: createTestLog().log }) }
    await simulator.bot.start(createEcho())
    const further = await answerTo(discord, discord.click(ann, message, 'More'))
    expect(visibleText(further)).toContain('ask|tea?|en|2')
  })

  it('of an older version says so to the person alone', async () => {
    const { discord, ming } = simulator
    const message = await openAnswer()
    for (const customId of ['0:more:what', '2:x', 'x'.repeat(100), '1:z:a:1:ask:tea']) {
      const button = { type: 2 as const, style: 2 as const, custom_id: customId, label: 'Old' }
      const old: Message = { ...message, components: [{ type: 1, components: [button] }] }
      const answer = await answerTo(discord, discord.click(ming, old, 'Old'))
      expect(visibleText(answer)).toContain('这个按钮来自旧版本')
      expect(answer.visibleTo).toBe(ming)
    }
  })
})

describe('words that stand elsewhere than in the message', () => {
  it('are those of a forwarded message, in a direct message and behind the menu', async () => {
    const { discord, channel, direct, ann } = simulator
    const sent = discord.forward(ann, direct, 'What is tea?')
    expect(visibleText(await replyTo(discord, sent))).toContain('ask|What is tea?|en|1')
    const forwarded = discord.forward(ann, channel, 'Who grows it?')
    const found = discord.choose(ann, forwarded, 'Find in the material')
    expect(await read(found)).toContain('ask|Who grows it?|en|1')
  })

  it('are not told where only the role of the bot is mentioned: it says how to ask', async () => {
    const { discord, guild, channel, ann } = simulator
    const role = `<@&${BigInt(guild.id) + 2n}>`
    const hint = await replyTo(discord, discord.say(ann, channel, `${role} what is tea?`))
    expect(visibleText(hint)).toContain('Mention me by name, or use /ask.')
    const both = `<@${discord.bot.id}> ${role} what is tea?`
    const answer = await replyTo(discord, discord.say(ann, channel, both))
    expect(visibleText(answer)).toContain('ask|what is tea?|en|1')
  })

  it('are a command without a space as well', async () => {
    const { discord, direct, ming } = simulator
    for (const words of [
      '/问什么是茶？',
      '/ask：什么是茶？',
      '／问，什么是茶？',
      '/ask什么是茶？',
    ]) {
      const answer = await replyTo(discord, discord.say(ming, direct, words))
      expect(visibleText(answer)).toContain('ask|什么是茶？|zh-Hans|1')
    }
  })
})

describe('a reply to an answer', () => {
  it('knows which question that was, whoever asked it', async () => {
    const heard: (string | undefined)[] = []
    const { discord, channel, ann, ming } = simulator
    await simulator.bot.stop()
    const { apiUrl, token } = discord
    simulator = { ...simulator, bot: createDiscord({ apiUrl, token, log: createTestLog().log }) }
    await simulator.bot.start(
      createEcho((request) => {
        heard.push(request.before)
        return echo(request)
      }),
    )
    const me = `<@${discord.bot.id}>`
    const first = await replyTo(discord, discord.say(ann, channel, `${me} What is green tea?`))
    await replyTo(discord, discord.say(ming, channel, 'and black tea?', first))
    await replyTo(discord, discord.say(ming, channel, `${me} and white tea?`))
    expect(heard).toEqual([undefined, 'What is green tea?', undefined])
  })
})

/** What reads on stands before what asks anew. */
const byRow = (a: string, b: string) => Number(a === 'Another') - Number(b === 'Another')
