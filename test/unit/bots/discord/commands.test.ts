import { afterEach, describe, expect, it } from 'vitest'
import { checkCommands } from '../../../../playground/discord/command-limits.ts'
import { visibleText } from '../../../../playground/discord/index.ts'
import { validateBody } from '../../../../playground/discord/validate.ts'
import type { Command } from '../../../../src/answers/index.ts'
import { describeCommands } from '../../../../src/bots/discord/commands.ts'
import { createDiscord } from '../../../../src/bots/discord/index.ts'
import { sameCommands } from '../../../../src/bots/discord/same-commands.ts'
import {
  ASK,
  answerTo,
  createEcho,
  createTestLog,
  HELP,
  openScene,
  type Simulator,
  TEA,
} from '../../../integration/bots/discord/fixtures.ts'

const faultsOf = (commands: readonly Command[]) => {
  const described = describeCommands(commands, 'global')
  return [
    ...(validateBody('PUT /applications/{application_id}/commands', described) ?? []),
    ...checkCommands(described.map((command) => ({ ...command }))),
  ]
}

const many = (count: number): readonly Command[] =>
  Array.from({ length: count }, (_, index) => ({
    ...TEA,
    name: `tea_${index}`,
    titles: { 'zh-Hans': `茶${index}`, 'zh-Hant': `茶${index}`, en: `tea ${index}` },
  }))

describe('the commands as Discord has them registered', () => {
  it('carry their names, descriptions and options in three languages', () => {
    expect(describeCommands([ASK], 'global')[0]).toEqual({
      type: 1,
      name: 'ask',
      name_localizations: { 'zh-CN': '问', 'zh-TW': '問' },
      description: 'Ask a question',
      description_localizations: { 'zh-CN': '提问', 'zh-TW': '提問' },
      options: [
        {
          type: 3,
          name: 'question',
          name_localizations: { 'zh-CN': '问题', 'zh-TW': '問題' },
          description: 'What would you like to know?',
          description_localizations: {
            'zh-CN': 'What would you like to know?',
            'zh-TW': 'What would you like to know?',
          },
          required: true,
          autocomplete: true,
        },
        {
          type: 5,
          name: 'private',
          name_localizations: { 'zh-CN': '私密', 'zh-TW': '私密' },
          description: 'Show the answer to me only',
          description_localizations: { 'zh-CN': '答复仅自己可见', 'zh-TW': '僅自己可見' },
        },
      ],
      integration_types: [0, 1],
      contexts: [0, 1, 2],
    })
  })

  it('have one more in the menu of every message', () => {
    expect(describeCommands([ASK], 'global')[1]).toEqual({
      type: 3,
      name: 'Find in the material',
      name_localizations: { 'zh-CN': '查证', 'zh-TW': '查證' },
      integration_types: [0, 1],
      contexts: [0, 1, 2],
    })
  })

  it('say nothing of places when they belong to one server', () => {
    for (const command of describeCommands([ASK], 'guild'))
      expect(command).not.toHaveProperty('contexts')
  })

  it('keep every limit of Discord, however many topics the material has', () => {
    expect(faultsOf([ASK, TEA, HELP])).toEqual([])
    expect(faultsOf(many(150))).toEqual([])
    expect(describeCommands(many(150), 'global')).toHaveLength(101)
  })

  it('leave out a translated name that Discord would refuse, and write the others in lower case', () => {
    const titles = { 'zh-Hans': 'AI 芯片', 'zh-Hant': 'AI芯片', en: 'chips' }
    const [chips] = describeCommands([{ ...TEA, titles }], 'global')
    expect(chips?.name_localizations).toEqual({ 'zh-TW': 'ai芯片' })
    const twice = [TEA, { ...TEA, name: 'tea_too' }]
    expect(describeCommands(twice, 'global')[1]?.name_localizations).toEqual({})
    expect(faultsOf(twice)).toEqual([])
  })

  it('cut a description that is too long', () => {
    const summaries = { 'zh-Hans': '长'.repeat(101), 'zh-Hant': '長', en: `${'x'.repeat(99)}😀` }
    expect(faultsOf([{ ...TEA, summaries }])).toEqual([])
  })
})

describe('a list of commands', () => {
  const wanted = describeCommands([ASK, TEA], 'global')

  it('is the same in another order, with what Discord adds to it', () => {
    const registered = [...wanted].reverse().map((command, index) => ({
      ...command,
      id: String(index),
      version: '1',
      nsfw: false,
      default_member_permissions: null,
    }))
    expect(sameCommands(wanted, registered)).toBe(true)
  })

  it('is another when any word, option or place of it differs', () => {
    const text = JSON.stringify(wanted)
    for (const [before, after] of [
      ['问题', '問'],
      ['"required":true', '"required":false'],
      ['"contexts":[0,1,2]', '"contexts":[0]'],
      ['"autocomplete":true', '"autocomplete":false'],
      ['Ask a question', 'Ask'],
    ] as const)
      expect(sameCommands(wanted, JSON.parse(text.replace(before, after)))).toBe(false)
    expect(sameCommands(wanted, wanted.slice(1))).toBe(false)
  })
})

describe('registration', () => {
  let simulator: Simulator | undefined
  const puts = () => simulator?.discord.requests('PUT', /commands$/) ?? []

  afterEach(async () => {
    await simulator?.close()
    simulator = undefined
  })

  const restart = async (responder = createEcho(), guildId?: string) => {
    if (!simulator) return
    await simulator.bot.stop()
    const { apiUrl, token } = simulator.discord
    const log = createTestLog()
    const bot = createDiscord({ apiUrl, token, ...(guildId && { guildId }), log: log.log })
    simulator = { ...simulator, bot, log }
    await bot.start(responder)
  }

  it('happens once, and not again while the list stays the same', async () => {
    simulator = await openScene(createEcho())
    expect(puts()).toHaveLength(1)
    expect(simulator.discord.registered().map(({ name }) => name)).toEqual([
      'ask',
      'tea',
      'help',
      'Find in the material',
    ])
    await restart()
    expect(puts()).toHaveLength(1)
    await simulator.log.until(/commands unchanged/)
    await restart({ ...createEcho(), commands: [ASK, TEA] })
    expect(puts()).toHaveLength(2)
    expect(simulator.discord.problems()).toEqual([])
  })

  it('follows the material while the bot runs', async () => {
    let commands = [ASK]
    simulator = await openScene({
      ...createEcho(),
      get commands() {
        return commands
      },
    })
    await simulator.bot.refresh?.()
    expect(puts()).toHaveLength(1)
    commands = [ASK, TEA]
    await simulator.bot.refresh?.()
    expect(simulator.discord.registered().map(({ name }) => name)).toContain('tea')
    expect(puts()).toHaveLength(2)
  })

  it('is for one server while developing, and is not repeated there either', async () => {
    simulator = await openScene(createEcho(), {})
    const { discord, guild } = simulator
    await restart(createEcho(), guild.id)
    await restart(createEcho(), guild.id)
    expect(puts()).toHaveLength(2)
    expect(discord.registered(guild)).toHaveLength(4)
    expect(discord.problems()).toEqual([])
  })

  it('that Discord refuses leaves the bot to be spoken to', async () => {
    simulator = await openScene(createEcho(), {
      prepare: (discord) => discord.fail({ path: /commands/, status: 403, code: 50001 }),
    })
    expect(await simulator.log.until(/DISCORD_GUILD_ID, invite it/)).toMatchObject({
      level: 'warn',
    })
    const { discord, direct, ann } = simulator
    discord.say(ann, direct, 'tea?')
    await discord.until((one) => one.type === 'message')
  })

  it('makes commands in answers ones to tap', async () => {
    simulator = await openScene(
      createEcho((request) => ({
        ...{ outcome: 'page', locale: request.locale, citations: [], actions: [] },
        blocks: [{ type: 'paragraph', inlines: [{ type: 'command', name: 'tea' }] }],
      })),
    )
    const { discord, channel, ann } = simulator
    const answer = await answerTo(discord, discord.run(ann, channel, 'help'))
    const id = discord.registered().find(({ name }) => name === 'tea')?.id
    expect(JSON.stringify(answer.components)).toContain(`</tea:${id}>`)
  })

  it('of an older list is still understood: any text is the argument', async () => {
    const old = {
      ...ASK,
      argument: { ...ASK.argument, name: { en: 'query', 'zh-Hans': '查', 'zh-Hant': '查' } },
    }
    simulator = await openScene({ ...createEcho(), commands: [old as Command] })
    const { discord, channel, ann } = simulator
    const answer = await answerTo(discord, discord.run(ann, channel, 'ask', { query: 'tea?' }))
    expect(visibleText(answer)).toContain('ask|tea?|en|1')
  })
})

describe('the invitation', () => {
  it('is logged at the start: both scopes, and no permission that answering does not take', async () => {
    const simulator = await openScene(createEcho())
    const { message } = await simulator.log.until(/invite/)
    const link = new URL(message.match(/https:\S+/)?.[0] ?? '')
    expect(link.searchParams.get('client_id')).toBe(simulator.discord.bot.id)
    expect(link.searchParams.get('scope')).toBe('bot applications.commands')
    // View Channel, Send Messages, Attach Files, Read Message History, Send Messages in Threads.
    const wanted = (1n << 10n) | (1n << 11n) | (1n << 15n) | (1n << 16n) | (1n << 38n)
    expect(BigInt(link.searchParams.get('permissions') ?? 0)).toBe(wanted)
    await simulator.close()
  })
})
