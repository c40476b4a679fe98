import { describe, expect, it } from 'vitest'
import { buttonsOf, type Message, visibleText } from '../../../../playground/discord/index.ts'
import { writeMaterial } from '../../../support/material.ts'
import { openBot, UNLIMITED } from '../../../unit/service/support.ts'
import { answerTo, openManagedScene, replyTo } from './fixtures.ts'

const QUESTION = 'DeepSeek的研发团队有多少人？'
const EPHEMERAL = 1 << 6
const SILENT = 1 << 12

/** The real bot with its service, on Discord; `boss` manages servers and hosts the bot, `mei` neither. */
async function openServer(limits = UNLIMITED, options: { content?: string } = {}) {
  const { responder } = await openBot({ limits, ...options })
  return openManagedScene(responder, { boss: 'zh-CN', mei: 'zh-CN', isHost: true })
}

describe('settings on Discord', () => {
  it('are whispered, and changed in place by whoever manages the server alone', async () => {
    const { discord, channel, boss, mei } = await openServer()
    const hers = await answerTo(discord, discord.run(mei, channel, '设置'))
    expect(hers.flags & EPHEMERAL).toBe(EPHEMERAL)
    const refused = await answerTo(discord, discord.click(mei, hers, '打开安静模式'))
    expect(visibleText(refused)).toContain('只有这里的管理员能改设置。')

    const his = await answerTo(discord, discord.run(boss, channel, '设置'))
    discord.click(boss, his, '打开安静模式')
    await discord.until((one) => one.type === 'edit' && one.message === his)
    expect(visibleText(his)).toContain('安静模式：开')
    expect(buttonsOf(his).map(({ label }) => label)).toContain('关闭安静模式')

    const answer = await answerTo(discord, discord.run(mei, channel, '问', { 问题: QUESTION }))
    expect(answer.flags & EPHEMERAL).toBe(EPHEMERAL)
    const mention = `<@${discord.bot.id}> ${QUESTION}`
    const reply = await replyTo(discord, discord.say(mei, channel, mention))
    expect(reply.flags & SILENT).toBe(SILENT)
  })

  it('choose the material with buttons, which old buttons follow', async () => {
    const content = await writeMaterial({
      'garden/bees.md': 'The hive is opened in April.\n\nHoney is taken in July.\n',
      'harbour/boats.md': 'The ferry leaves at noon.\n\nThe crane lifts nine tons.\n',
    })
    const { discord, channel, boss, mei } = await openServer(UNLIMITED, { content })
    const question = { 问题: 'When is the hive opened?' }
    const old = await answerTo(discord, discord.run(mei, channel, '问', question))
    expect(visibleText(old)).toContain('April')
    const settings = await answerTo(discord, discord.run(boss, channel, '设置'))
    discord.click(boss, settings, '选择材料')
    await discord.until((one) => one.type === 'edit' && one.message === settings)
    discord.click(boss, settings, '不用「garden」')
    await discord.until(() => visibleText(settings).includes('✗ garden'))

    const [context] = buttonsOf(old)
    const pressed = await answerTo(discord, discord.click(mei, old, String(context?.label)))
    expect(visibleText(pressed)).not.toMatch(/April|July/)
    const again = await answerTo(discord, discord.run(mei, channel, '问', question))
    expect(visibleText(again)).not.toContain('April')
  })

  it('are changed by words too, with the rights that a message tells', async () => {
    const { discord, channel, boss, mei } = await openServer()
    const words = `<@${discord.bot.id}> /settings quiet on`
    const reply = await replyTo(discord, discord.say(boss, channel, words))
    expect(visibleText(reply)).toContain('Quiet mode: on')
    discord.say(mei, channel, `<@${discord.bot.id}> /settings quiet off`)
    const after = await replyTo(
      discord,
      discord.say(mei, channel, `<@${discord.bot.id}> /settings`),
    )
    expect(visibleText(after)).toContain('Quiet mode: on')
  })

  it('keep the bot to a channel and its threads', async () => {
    const { discord, guild, channel, boss, mei } = await openServer()
    await answerTo(discord, discord.run(boss, channel, '设置'))
    await replyTo(discord, discord.say(boss, channel, `<@${discord.bot.id}> /settings here on`))
    const thread = discord.addChannel('thread', 'more', guild, channel)
    const other = discord.addChannel('text', 'other', guild)
    const inside = await answerTo(discord, discord.run(mei, thread, '问', { 问题: QUESTION }))
    expect(visibleText(inside)).toContain('140')
    const outside = await answerTo(discord, discord.run(mei, other, '问', { 问题: QUESTION }))
    expect(visibleText(outside)).toBe('管理员没有让我在这里回答，请换个地方问我。')
    expect(outside.flags & EPHEMERAL).toBe(EPHEMERAL)
  })

  it('are found in menus by those who manage the server, and what is the owner’s in private', async () => {
    const { discord } = await openServer()
    const commands = new Map(discord.registered().map((command) => [command.name, command]))
    expect(commands.get('settings')?.default_member_permissions).toBe('32')
    expect(commands.get('gaps')?.contexts).toEqual([1])
    expect(commands.get('ask')?.default_member_permissions).toBeNull()
    expect(commands.has('helpful')).toBe(false)
  })
})

describe('the buttons under an answer on Discord', () => {
  it('thank whoever clicked, alone', async () => {
    const { discord, channel, ann, mei } = await openServer()
    const answer = await answerTo(discord, discord.run(ann, channel, 'ask', { question: QUESTION }))
    const thanks = await answerTo(discord, discord.click(mei, answer, '👎'))
    expect(visibleText(thanks)).toBe('谢谢，记下了。')
    expect(thanks.flags & EPHEMERAL).toBe(EPHEMERAL)
  })
})

describe('the owner on Discord', () => {
  it('is whoever the application belongs to', async () => {
    const { discord, direct, boss, mei } = await openServer()
    const gaps = await answerTo(discord, discord.run(boss, direct, '缺口'))
    expect(visibleText(gaps)).toBe('还没有答不好的问题。')
    const refused = await answerTo(discord, discord.run(mei, direct, '缺口'))
    expect(visibleText(refused)).toBe('这个命令只给架设我的人用。')
  })

  it('is told of mistakes in the material, in private', async () => {
    const { discord, bot, boss } = await openServer()
    await bot.tellOwner?.({
      outcome: 'invalid',
      locale: 'en',
      blocks: [{ type: 'paragraph', inlines: [{ type: 'text', text: 'topics.yaml:3 @everyone' }] }],
      citations: [],
      actions: [],
    })
    const told = discord.past.flatMap((one) =>
      one.type === 'message' && one.message.channel.recipient === boss.id ? [one.message] : [],
    )
    expect(told.map(visibleText)).toEqual(['topics.yaml:3 @everyone'])
    expect(told.flatMap(({ notified }) => notified)).toEqual([])
  })
})

describe('somebody who floods a server on Discord', () => {
  it('is told to wait, alone, and others are answered', async () => {
    const { discord, channel, mei, ann } = await openServer({ ...UNLIMITED, perUser: 2 })
    const flood = Array.from({ length: 6 }, () =>
      discord.run(mei, channel, 'ask', { question: QUESTION }),
    )
    const answers = await Promise.all(flood.map((one) => answerTo(discord, one)))
    expect(answers.map(({ flags }) => (flags & EPHEMERAL) !== 0)).toEqual([
      ...[false, false, true, true, true, true],
    ])
    expect(visibleText(answers[2] as (typeof answers)[0])).toContain('你问得太快了')
    const answer = await answerTo(discord, discord.run(ann, channel, 'ask', { question: QUESTION }))
    expect(visibleText(answer)).toContain('140')
  })
})

it('whoever asks far too fast sees every command and click acknowledged', async () => {
  const { discord, channel, mei } = await openServer({ perUser: 2, perChannel: 1000, total: 1000 })
  const first = await answerTo(discord, discord.run(mei, channel, '问', { 问题: QUESTION }))
  const asked = Array.from({ length: 30 }, () =>
    discord.run(mei, channel, '问', { 问题: QUESTION }),
  )
  const clicked = discord.click(mei, first, `${buttonsOf(first)[0]?.label}`)
  await expect
    .poll(() => [...asked, clicked].filter(({ state }) => state === 'waiting'))
    .toEqual([])
  const refusals = asked.slice(1).map(({ reply }) => reply)
  for (const refusal of refusals) {
    expect(visibleText(refusal as Message)).toMatch(/请等 \d+ 秒/)
    expect((refusal?.flags ?? 0) & EPHEMERAL).toBe(EPHEMERAL)
  }
})
