import { describe, expect, it } from 'vitest'
import type { Answer } from '../../../src/answers/index.ts'
import { createSqliteStore } from '../../../src/service/store/sqlite.ts'
import { createTestLog, from, makeFolder, openBot, read } from '../../unit/service/support.ts'

const BOSS = from('boss', { manages: true })
const ANN = from('ann')
const QUESTION = 'DeepSeek的研发团队有多少人？'

describe('/settings', () => {
  it('shows what is set, with a button for each thing that may be set instead', async () => {
    const { say } = await openBot()
    const answer = await say('/settings', BOSS)
    expect(answer.audience).toBe('quietly')
    expect(read(answer)).toBe(
      [
        ...['这里的设置', '回答范围：到处都回答', '安静模式：关', '语言：跟随每个人'],
        ...['先问的话题：全部材料', '记下没有答案的问题：是（不记是谁问的）'],
        ...['[只在这里回答]', '[打开安静模式]', '[不记没有答案的问题]'],
        ...['[简体中文]', '[繁體中文]', '[English]'],
        ...['人才', '深度求索', '政策', '芯片', '科研', '资金', '诺贝尔奖', '展望'].map(
          (topic) => `[先问「${topic}」]`,
        ),
      ].join('\n'),
    )
  })

  it('are changed by those who manage the scope, and by nobody else', async () => {
    const { say } = await openBot()
    const refusal = await say('/settings quiet on', ANN)
    expect(read(refusal)).toBe('只有这里的管理员能改设置。')
    expect(refusal.audience).toBe('asker')
    expect((await say(QUESTION)).audience).toBeUndefined()
    expect(read(await say('/settings quiet on', BOSS))).toContain('安静模式：开')
    expect((await say(QUESTION)).audience).toBe('quietly')
  })

  it('that nobody can be asked about stay as they are, and the bot goes on', async () => {
    const { say } = await openBot()
    const unknown = { ...BOSS, mayManage: () => Promise.reject(new Error('no such member')) }
    expect((await say('/settings quiet on', unknown)).outcome).toBe('failed')
    expect((await say(QUESTION)).audience).toBeUndefined()
  })

  it('make sense of every button that they offer, and say so of what they do not understand', async () => {
    const { say } = await openBot()
    for (const start of ['/settings', '/settings here on', '/settings topic talent'])
      for (const { request } of (await say(start, BOSS)).actions)
        expect(read(await say(`/settings ${request.text}`, BOSS))).not.toContain('没看懂')
    for (const nonsense of ['quiet', 'topic nothing', 'language klingon', '__proto__ on', 'here'])
      expect(read(await say(`/settings ${nonsense}`, BOSS))).toContain('I did not understand')
  })

  it('of one scope do not change another', async () => {
    const { say } = await openBot()
    await say('/settings quiet on', BOSS)
    const elsewhere = from('ann', { scope: 'test:other', channel: 'test:channel' })
    expect((await say(QUESTION, elsewhere)).audience).toBeUndefined()
  })

  it('survive a restart', async () => {
    const folder = makeFolder()
    const first = await openBot({ folder })
    await first.say('/settings language en', BOSS)
    await first.store.close()
    const second = await openBot({ folder })
    expect(read(await second.say('/about'))).toContain('I only say what the material says')
  })

  it('in a terminal has nothing to set', async () => {
    const { responder } = await openBot()
    const answer = await responder.respond({ command: 'settings', text: '', locale: 'en' })
    expect(read(answer)).toBe('There is nothing to set here.')
  })

  it('in a private chat do not speak of channels', async () => {
    const { say } = await openBot()
    const alone = from('ann', {
      isPrivate: true,
      channel: 'test:ann',
      scope: 'test:ann',
      manages: true,
    })
    const shown = read(await say('/settings', alone))
    expect(shown).not.toContain('回答范围')
    expect(shown).not.toContain('只在这里回答')
    expect(read(await say('/settings here on', alone))).toContain('没看懂')
  })
})

describe('a scope', () => {
  it('is answered in its channels only, and can always be set otherwise', async () => {
    const { say } = await openBot()
    const elsewhere = { ...BOSS, channel: 'test:elsewhere' }
    expect(read(await say('/settings here on', BOSS))).toContain('只在 1 处（包括这里）')
    expect((await say(QUESTION)).outcome).toBe('found')
    const refusal = await say(QUESTION, elsewhere)
    expect(refusal.audience).toBe('asker')
    expect(read(refusal)).toBe('管理员没有让我在这里回答，请换个地方问我。')
    expect(read(await say('/设置 everywhere', elsewhere))).toContain('到处都回答')
    expect((await say(QUESTION, elsewhere)).outcome).toBe('found')
  })

  it('is answered in its language, whatever the person’s', async () => {
    const { say } = await openBot()
    await say('/settings language zh-Hant', BOSS)
    expect(read(await say('怎么做红烧肉？'))).toContain('材料裡沒有這個問題的答案')
    await say('/settings language auto', BOSS)
    expect(read(await say('怎么做红烧肉？'))).toContain('材料里没有这个问题的答案')
  })

  it('is answered from its topic first, and from everywhere where that has no answer', async () => {
    const { say } = await openBot()
    const question = '创新性的研究成果需要什么样的协作？'
    const found = ({ search }: Answer) => search?.hits.map(({ passage }) => passage.id)
    const everywhere = found(await say(question))
    await say('/settings topic research', BOSS)
    const inside = await say(question)
    expect(inside.outcome).toBe('found')
    expect(found(inside)).toEqual(found(await say(`/research ${question}`)))
    expect(found(inside)).not.toEqual(everywhere)
    expect((await say('特朗普上任当天做了什么？')).outcome).toBe('found')
    expect((await say('怎么做红烧肉？')).outcome).toBe('none')
  })

  it('whose topic is gone is answered from everywhere', async () => {
    const folder = makeFolder()
    const store = createSqliteStore({ folder, log: createTestLog() })
    await store.run('INSERT INTO settings VALUES (?, ?)', 'test:readers', '{"topic":"gone"}')
    await store.close()
    const { say } = await openBot({ folder })
    expect((await say(QUESTION)).outcome).toBe('found')
    expect(read(await say('/settings'))).toContain('先问的话题：全部材料')
  })
})
