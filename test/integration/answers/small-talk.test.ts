import { beforeAll, describe, expect, it } from 'vitest'
import { createResponder, type Locale, type Responder } from '../../../src/answers/index.ts'
import { createRender } from '../../../src/bots/terminal/render.ts'
import { loadCorpus } from '../../../src/corpus/index.ts'
import { createSearchIndex } from '../../../src/retrieval/index.ts'
import { readMaterial } from '../../support/material.ts'

let responder: Responder
beforeAll(async () => {
  const corpus = await loadCorpus('content')
  responder = createResponder(corpus, await createSearchIndex(corpus))
})

const ask = (text: string, locale: Locale = 'zh-Hans', command = 'ask') =>
  responder.respond({ command, text, locale })
const read = async (text: string, locale?: Locale) =>
  createRender(false)(await ask(text, locale)).join('\n')

describe('small talk', () => {
  it.each([
    ['你好呀～', 'zh-Hans', /^你好！/],
    ['早晨！', 'zh-Hant', /^早晨！/],
    ['早上好', 'zh-Hans', /^早上好！/],
    ['晚安～', 'zh-Hans', /^晚安！/],
    ['good night', 'en', /^Good night!/],
    ['Hi there!', 'en', /^Hello!/],
    ['大家好，我是刚加入的', 'zh-Hans', /^你好！/],
    ['多謝晒', 'zh-Hant', /^不客氣！/],
    ['唔該晒你', 'zh-Hant', /^不客氣！/],
    ['食咗飯未呀', 'zh-Hant', /^挺好的/],
    ['Thank you so much :)', 'en', /^You are welcome!/],
    ['谢谢，再见', 'zh-Hans', /^再见！/],
    ['在嗎？', 'zh-Hant', /^我在！/],
    ['test', 'en', /^I am here!/],
    ['哈哈哈哈哈', 'zh-Hans', /^好嘞！/],
    ['👍', 'en', /^Great!/],
    ['你真笨', 'zh-Hans', /^没帮上忙/],
    ['stupid bot', 'en', /^Sorry that I was no help/],
  ] as const)('%s is answered with one warm line', async (message, locale, reply) => {
    const words = await read(message, locale)
    expect(words).toMatch(reply)
    expect(words).not.toContain('\n')
  })

  it('gives way to the material where that explains a sign that stands alone', async () => {
    const { corpus } = readMaterial({
      'signs.md': '# 路牌\n\n⛵ 表示可以租帆板。\n\n🅱️ 表示乙区停放。',
    })
    const signs = createResponder(corpus, await createSearchIndex(corpus))
    const outcomeOf = async (text: string) =>
      (await signs.respond({ command: 'ask', text, locale: 'zh-Hans' })).outcome
    expect(await outcomeOf('⛵')).toBe('found')
    expect(await outcomeOf('🅱️？')).toBe('found')
    expect(await outcomeOf('👍')).toBe('page')
    expect(await outcomeOf('🚀')).not.toBe('found')
  })

  it('that is said in every language is answered in that of the question before', async () => {
    const reply = async (text: string, before?: string) =>
      createRender(false)(
        await responder.respond({ command: 'ask', text, locale: 'en', ...(before && { before }) }),
      ).join('\n')
    expect(await reply('3q', '梁文峰來自哪所大學？')).toMatch(/^不客氣！/)
    expect(await reply('233', '梁文峰来自哪所大学？')).toMatch(/^好嘞！/)
    expect(await reply('ok', 'Who is Liang Wenfeng?')).toMatch(/^Great!/)
    expect(await reply('3q')).toMatch(/^You are welcome!/)
  })

  it.each(['你会些什么', '您可以帮我们做点啥', '你能解答哪类问题', '你有啥本事'])(
    '%s is told how to ask',
    async (message) => {
      expect(await ask(message)).toEqual(await ask('', 'zh-Hans', 'help'))
    },
  )

  it('asked by nobody in particular is no question: nothing is searched, nothing counted', async () => {
    const answer = await ask('你好')
    expect(answer.outcome).toBe('page')
    expect(answer.search).toBeUndefined()
  })

  it.each(['你是谁？', '你好，你是机器人吗', 'Who are you?', '介紹一下你自己'])(
    '%s is told what the bot is',
    async (message) => {
      expect(await ask(message)).toEqual(await ask('', 'zh-Hans', 'about'))
    },
  )

  it('around a question is left out of it', async () => {
    expect(await ask('你好，梁文峰来自哪所大学？谢谢！')).toEqual(await ask('梁文峰来自哪所大学？'))
  })

  it('that the material speaks of is found when asked for', async () => {
    const { corpus } = readMaterial({
      'a.md': '见面说“你好”是在问候对方。\n\n道别时说“再见”。\n\n测试环境每天重置。',
    })
    const { respond } = createResponder(corpus, await createSearchIndex(corpus))
    for (const text of ['你好是什么意思？', '说“你好”是在做什么？']) {
      const answer = await respond({ command: 'ask', text, locale: 'zh-Hans' })
      expect(answer.citations[0]?.passage.text).toContain('“你好”')
    }
    const searched = await respond({ command: 'search', text: '你好', locale: 'zh-Hans' })
    expect(searched.citations[0]?.passage.text).toContain('“你好”')
  })

  it.each(['hi-fi', '介绍一下梁文峰', '总结经验', '说什么都不行', 'testing phase', '好人', 'R1'])(
    '%s is none',
    async (message) => {
      expect((await ask(message)).outcome).not.toBe('page')
    },
  )

  it('is told apart at once, however long the message', () => {
    const start = performance.now()
    for (const part of ['哈', '请', 'ha', '好', 'please', '这篇文章', '你真', 'a'])
      for (const end of ['', '?', '笨x'])
        void responder.respond({ command: 'ask', text: part.repeat(40) + end, locale: 'en' })
    expect(performance.now() - start).toBeLessThan(1_000)
  })
})

describe('a wish for the whole', () => {
  it.each([
    '这篇文章讲什么？',
    '總結一下',
    '太长了 来份摘要',
    '省流版',
    'summarize',
    'What is this about?',
    'tl;dr',
  ])('%s gets an overview of the topics, with quotes', async (message) => {
    const answer = await ask(message, 'en')
    expect(answer.outcome).toBe('page')
    expect(answer.citations).toHaveLength(3)
    expect(answer.actions.map(({ label }) => label)).toContain('deepseek')
    expect(answer.blocks.map(({ type }) => type)).toEqual(['heading', 'list', ...QUOTES])
  })

  it('inside a topic gets its digest', async () => {
    expect(await ask('总结一下', 'zh-Hans', 'talent')).toEqual(await ask('', 'zh-Hans', 'talent'))
  })

  it.each([
    [{ 'a.md': '# 茶\n\n绿茶不发酵。\n\n# 咖啡\n\n豆子要烘焙。' }, '• 茶\n• 咖啡'],
    [{ 'tea.md': '绿茶。', 'coffee.md': '豆子。' }, '• tea\n• coffee'],
    [{ 'a.md': '只有一段话。' }, '只有一段话。 [1]'],
  ])('without topics gets headings or titles', async (files, words) => {
    const { corpus } = readMaterial(files)
    const { respond } = createResponder(corpus, await createSearchIndex(corpus))
    const answer = await respond({ command: 'ask', text: '讲了什么', locale: 'zh-Hans' })
    for (const line of words.split('\n'))
      expect(createRender(false)(answer).join('\n')).toContain(line)
  })
})

const QUOTES = ['quote', 'quote', 'quote']
