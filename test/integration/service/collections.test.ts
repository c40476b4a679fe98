import { describe, expect, it } from 'vitest'
import type { Answer } from '../../../src/answers/index.ts'
import { readCustomId, writeCustomId } from '../../../src/bots/discord/button-data.ts'
import { decodeCallback, encodeCallback } from '../../../src/bots/telegram/button-data.ts'
import { writeMaterial } from '../../support/material.ts'
import { from, makeFolder, openBot, read } from '../../unit/service/support.ts'

const BOSS = from('boss', { manages: true })
const ANN = from('ann')
const ELSEWHERE = from('ann', { scope: 'test:other' })

const TOPICS = `
bees:
  titles: { zh-Hans: 蜜蜂, zh-Hant: 蜜蜂, en: bees }
  summaries: { zh-Hans: 养蜂, zh-Hant: 養蜂, en: Keeping bees }
  covers: { garden/bees: "1-2" }
  questions:
    zh-Hans: [蜂箱什么时候打开？]
    zh-Hant: [蜂箱什麼時候打開？]
    en: [When is the hive opened?]
`

/** Two collections, and a file at the top. */
const openClub = async (more = {}) =>
  openBot({
    content: await writeMaterial({
      'garden/bees.md': '# Bees\n\nThe hive is opened in April.\n\nHoney is taken in July.\n',
      'garden/topics.yaml': TOPICS,
      'harbour/boats.md': '# Boats\n\nThe ferry leaves at noon.\n\nThe crane lifts nine tons.\n',
      'house.md': '# House\n\nThe key hangs behind the door.\n',
    }),
    ...more,
  })

const HARBOUR_ONLY = ['/settings material off garden', '/settings material off .']
const sourcesOf = ({ citations }: Answer) => citations.map(({ passage }) => passage.source.id)

describe('collections', () => {
  it('answer everywhere together until a scope chooses', async () => {
    const { say } = await openClub()
    const ask = async (question: string) => sourcesOf(await say(question, ANN, { locale: 'en' }))
    expect(await ask('When is the hive opened?')).toEqual(['garden/bees'])
    expect(await ask('When does the ferry leave?')).toEqual(['harbour/boats'])
    expect(await ask('Where does the key hang?')).toEqual(['house'])
  })

  it('are listed with a button each, which those who manage the scope press', async () => {
    const { say } = await openClub()
    const [first] = [await say('/settings', BOSS)]
    expect(read(first)).toContain('从哪些材料回答：全部')
    expect(first.actions.find(({ label }) => label === '选择材料')?.request.text).toBe('material')
    expect(read(await say('/settings material', BOSS))).toBe(
      [
        ...['选择材料', '✓ （最上层的文件）', '✓ garden', '✓ harbour'],
        ...['[不用「（最上层的文件）」]', '[不用「garden」]', '[不用「harbour」]'],
      ].join('\n'),
    )
    expect(read(await say('/settings material off garden', ANN))).toContain('只有这里的管理员')
    expect(read(await say('/settings material off garden', BOSS))).toContain('✗ garden')
    expect(read(await say('/settings', BOSS))).toContain(
      '从哪些材料回答：（最上层的文件）、harbour',
    )
    expect(read(await say('/settings material on garden', BOSS))).toContain('✓ garden')
    expect(read(await say('/settings', BOSS))).toContain('从哪些材料回答：全部')
  })

  it('that a scope has not chosen are cited nowhere in it, and still elsewhere', async () => {
    const { say, responder } = await openClub()
    const before = await say('When is the hive opened?', ANN, { locale: 'en' })
    for (const words of HARBOUR_ONLY) await say(words, BOSS)

    const asked = await say('When is the hive opened?', ANN, { locale: 'en' })
    expect(asked.outcome).not.toBe('found')
    const commands = ['/search hive honey', '/passage garden/bees 1', '/bees', '/bees honey']
    const pressed = before.actions.map(({ request: { command, text } }) => `/${command} ${text}`)
    for (const words of [...commands, ...pressed, '/sources', '/topics', '/help', '/overview']) {
      const answer = await say(words, ANN, { locale: 'en' })
      expect(sourcesOf(answer), words).not.toContain('garden/bees')
      expect(read(answer), words).not.toMatch(/April|July|Bees|Keeping|behind the door/)
    }
    for (const command of ['ask', 'search', 'passage', 'bees'])
      for (const text of ['', 'hive', 'hon', '1']) {
        const typed = { command, text, locale: 'en', from: ANN } as const
        const offered = JSON.stringify(await responder.suggest(typed))
        expect(offered).not.toMatch(/hive|Honey|garden|House/)
      }
    expect(sourcesOf(await say('When does the ferry leave?', ANN, { locale: 'en' }))).toEqual([
      'harbour/boats',
    ])
    const other = await say('When is the hive opened?', ELSEWHERE, { locale: 'en' })
    expect(sourcesOf(other)).toEqual(['garden/bees'])
  })

  it('score an answer the same, whether others answer beside them or not', async () => {
    const { say } = await openClub()
    const ask = () => say('When does the ferry leave?', ANN, { locale: 'en' })
    const { confidence } = await ask()
    for (const words of HARBOUR_ONLY) await say(words, BOSS)
    expect((await ask()).confidence).toBeCloseTo(confidence as number, 1)
  })

  it('leave the scope at least one, and take all back with one button', async () => {
    const { say } = await openClub()
    for (const words of HARBOUR_ONLY) await say(words, BOSS)
    const page = await say('/settings material', BOSS)
    expect(page.actions.map(({ request }) => request.text)).toEqual([
      ...['material on .', 'material on garden', 'material all'],
    ])
    expect(read(await say('/settings material off harbour', BOSS))).toContain('没看懂')
    expect(read(await say('/settings material all', BOSS))).toContain('✓ garden')
  })

  it('have names that fit whole into a button, however long their folders’', async () => {
    const content = await writeMaterial({
      'docs.example.org/a.md': 'The kiln is lit at dawn.\n',
      'Guides of the potters of the northern valley/b.md': 'Glaze dries in two days.\n',
      'Guides of the potters of the northern coast/c.md': 'Clay is dug in spring.\n',
      '北方山谷制陶人的手册与常见问题/d.md': '窑在黎明点火。\n',
    })
    const { say } = await openBot({ content })
    const { actions } = await say('/settings material', BOSS)
    expect(new Set(actions.map(({ request }) => request.text)).size).toBe(4)
    for (const action of actions) {
      expect(decodeCallback(encodeCallback(action.request, true), [])?.text).toBe(
        action.request.text,
      )
      expect(readCustomId(writeCustomId(action, '1'))?.request.text).toBe(action.request.text)
      const name = action.request.text.replace('material off ', '')
      expect(read(await say(`/settings ${action.request.text}`, BOSS))).toContain(`✗ ${name}`)
      await say('/settings material all', BOSS)
    }
  })

  it('that are gone are replaced by nothing', async () => {
    const folder = makeFolder()
    const first = await openClub({ folder })
    for (const words of HARBOUR_ONLY) await first.say(words, BOSS)
    await first.store.close()
    const content = await writeMaterial({ 'garden/bees.md': 'The hive is opened in April.\n' })
    const second = await openBot({ folder, content })
    const answer = await second.say('When is the hive opened?', ANN, { locale: 'en' })
    expect(answer.citations).toEqual([])
    expect(answer.outcome).toBe('none')
    const page = await second.say('/settings material', BOSS)
    expect(page.actions.map(({ request }) => request.text)).toContain('material all')
    await second.say('/settings material all', BOSS)
    const again = await second.say('When is the hive opened?', ANN, { locale: 'en' })
    expect(sourcesOf(again)).toEqual(['garden/bees'])
  })

  it('are not spoken of where there is only one', async () => {
    const content = await writeMaterial({ 'garden/bees.md': 'The hive is opened in April.\n' })
    const { say } = await openBot({ content })
    expect(read(await say('/settings', BOSS))).not.toContain('材料回答')
    expect(read(await say('/settings', BOSS))).not.toContain('选择材料')
    expect(read(await say('/settings material', BOSS))).toContain('没看懂')
  })
})
