import { describe, expect, it } from 'vitest'
import { visibleText } from '../../../../playground/discord/index.ts'
import { openWholeBot } from '../../../support/whole-bot.ts'
import { answerTo, openManagedScene } from './fixtures.ts'

describe('/report on Discord', () => {
  it('shows the host the last days, with a picture of them', async () => {
    const { responder } = await openWholeBot()
    const { discord, direct, channel, boss, mei } = await openManagedScene(responder, {
      mei: 'zh-CN',
      isHost: true,
    })
    const empty = await answerTo(discord, discord.run(boss, direct, 'report'))
    expect(visibleText(empty)).toContain('Nobody asked anything in this time.')
    for (const 问题 of ['When does the kitchen close?', 'Where is the sauna?'])
      await answerTo(discord, discord.run(mei, channel, '问', { 问题 }))

    const report = await answerTo(discord, discord.run(boss, direct, 'report'))
    expect(visibleText(report)).toContain('questions: 2')
    expect(visibleText(report)).toContain('answered: 1')
    expect(visibleText(report)).toContain('where is the sauna · 1')
    const files = discord.requests('POST', /callback$/).flatMap(({ files = [] }) => files)
    expect(files.map(({ name }) => name)).toEqual(['report.png'])
    expect(
      Buffer.from(files[0]?.bytes ?? [])
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG')
    const shown = JSON.stringify(report.components)
    expect(shown).toContain('{"type":12,"items":[{"media":{"url":"attachment://report.png"}')
    expect(shown).toContain('"description":"How Chuchu is doing')

    const refused = await answerTo(discord, discord.run(mei, direct, 'report'))
    expect(visibleText(refused)).toBe('这个命令只给架设我的人用。')
  })
})
