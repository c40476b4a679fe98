import { describe, expect, it } from 'vitest'
import { createDailyCounts } from '../../../src/service/daily-counts.ts'
import { writeReport } from '../../../src/service/report/command.ts'
import { renderPicture, renderReport } from '../../../src/service/report/index.ts'
import { summarise } from '../../../src/service/report/summary.ts'
import { from, openBot } from '../../unit/service/support.ts'

const DAY = 86_400_000
const TODAY = Date.parse('2026-11-26T10:00:00Z')
const ANN = from('ann')

const readCounts = async ({ store }: Awaited<ReturnType<typeof openBot>>) => {
  const rows = await createDailyCounts(store, 90).list(1)
  return rows.map(({ platform, kind, name, count }) => [platform, kind, name, count])
}

describe('counts of a day', () => {
  it('tell what came of questions, their topic, their time and votes, and nothing else', async () => {
    const bot = await openBot({ topicOf: () => 'hiking' })
    await bot.say('DeepSeek的创始人是谁？', ANN)
    await bot.say('/deepseek', ANN)
    await bot.say('怎么做红烧肉？', ANN)
    await bot.say('/help', ANN)
    await bot.say('/helpful DeepSeek的创始人是谁？', ANN)
    await bot.say('/helpful DeepSeek的创始人是谁？', ANN)
    await bot.service.close()
    const counts = await readCounts(bot)
    const of = (kind: string) => counts.filter(([, its]) => its === kind).map((row) => row.slice(2))
    expect(of('outcome')).toContainEqual(['found', 1])
    expect(of('outcome')).toContainEqual(['none', 1])
    expect(of('topic')).toContainEqual(['hiking', 1])
    expect(of('vote')).toEqual([['helpful', 1]])
    const timed = of('milliseconds').reduce((sum, [, count]) => sum + Number(count), 0)
    const asked = of('outcome').reduce((sum, [, count]) => sum + Number(count), 0)
    expect(timed).toBe(asked)
    expect(JSON.stringify(counts)).not.toMatch(/ann|创始人|红烧肉/)
  })

  it('are not kept where nothing is to be kept', async () => {
    const bot = await openBot({ gapDays: 0 })
    await bot.say('DeepSeek的创始人是谁？', ANN)
    await bot.service.close()
    expect(await readCounts(bot)).toEqual([])
  })

  it('add up, a day each, and are forgotten after their days', async () => {
    const { store } = await openBot()
    let now = TODAY - 40 * DAY
    const counts = createDailyCounts(store, 30, () => now)
    counts.add('discord', 'outcome', 'found')
    await counts.flush()
    now = TODAY
    for (let time = 0; time < 3; time++) counts.add('discord', 'outcome', 'found')
    await counts.flush()
    counts.add('discord', 'outcome', 'found')
    expect(await counts.list(400)).toEqual([
      {
        ...{ day: Date.parse('2026-11-26T00:00:00Z'), platform: 'discord' },
        ...{ kind: 'outcome', name: 'found', count: 4 },
      },
    ])
    await counts.close()
  })
})

describe('the report', () => {
  const count = (
    daysAgo: number,
    kind: 'outcome' | 'milliseconds' | 'topic',
    name: string,
    n: number,
  ) => ({
    ...{ day: Math.floor(TODAY / DAY) * DAY - daysAgo * DAY, platform: 'discord' },
    ...{ kind, name, count: n },
  })
  const counts = [
    count(0, 'outcome', 'found', 6),
    count(0, 'outcome', 'none', 2),
    count(0, 'milliseconds', '2', 5),
    count(0, 'milliseconds', '50', 3),
    count(2, 'outcome', 'found', 2),
    count(2, 'topic', 'tea', 1),
    count(9, 'outcome', 'found', 100),
  ]
  const gap = {
    ...{ text: '<script>alert(1)</script> "停车"', none: 3, near: 1, helpful: 0, unhelpful: 2 },
    ...{ nearest: 'guide 3', last: TODAY },
  }

  it('has every day of its period, with shares and times where there were questions', () => {
    const { days, total, topics } = summarise(counts, [], TODAY, 7)
    expect(days).toHaveLength(7)
    expect(days.map(({ questions }) => questions)).toEqual([0, 0, 0, 0, 2, 0, 8])
    expect(days[6]).toMatchObject({ foundShare: 0.75, median: 2, p95: 50 })
    expect(days[5]).toMatchObject({ foundShare: undefined, median: undefined })
    expect(total).toMatchObject({ questions: 10, foundShare: 0.8 })
    expect(topics).toEqual([{ name: 'tea', count: 1 }])
  })

  it('is a page that asks no other host for anything, and shows what people wrote as text', () => {
    const page = renderReport(summarise(counts, [gap], TODAY, 7), 'zh-Hans')
    expect(page).toContain('每天的问题 · Discord')
    expect(page).toContain('Questions a day · Discord')
    expect(page).toContain('<title>11-26 · 找到答案: 6</title>')
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(page).not.toContain('<script')
    expect(page.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(
      /https?:|src=|@import|url\(/,
    )
  })

  it.each([
    ['zh-Hans', ['问题：110', '找到答案：108', '没有答案：2']],
    ['zh-Hant', ['問題：110', '找到答案：108', '沒有答案：2']],
    ['en', ['questions: 110', 'answered: 108', 'no answer: 2']],
  ] as const)('is written in the language of the host: %s', async (locale, lines) => {
    const daily = { list: async () => counts }
    const answer = await writeReport(daily, { list: async () => [gap] }, locale, TODAY)
    const words = JSON.stringify(answer.blocks)
    for (const line of lines) expect(words).toContain(line)
  })

  it('is a picture too', () => {
    const png = renderPicture(summarise(counts, [], TODAY, 7), 'en')
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect(png.readUInt32BE(16)).toBe(1280)
  })

  it('says so when nobody asked', () => {
    expect(renderReport(summarise([], [], TODAY, 7), 'en')).toContain('Nobody asked anything')
  })
})
