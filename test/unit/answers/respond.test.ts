import { beforeAll, describe, expect, it } from 'vitest'
import {
  type Answer,
  createResponder,
  type Locale,
  namesOf,
  type Origin,
  RESERVED_NAMES,
  type Responder,
} from '../../../src/answers/index.ts'
import { createRender } from '../../../src/bots/terminal/render.ts'
import { type Corpus, loadCorpus } from '../../../src/corpus/index.ts'
import { createSearchIndex, type SearchIndex } from '../../../src/retrieval/index.ts'
import { readMaterial, TOPIC } from '../../support/material.ts'

let corpus: Corpus
let index: SearchIndex
let responder: Responder
beforeAll(async () => {
  corpus = await loadCorpus('content')
  index = await createSearchIndex(corpus)
  responder = createResponder(corpus, index)
})

const ask = (text: string, locale: Locale = 'zh-Hans', command = 'ask', page = 1) =>
  responder.respond({ command, text, locale, page })
const read = (answer: Answer) => createRender(false)(answer).join('\n')
const quotesOf = ({ blocks }: Answer) => blocks.filter((block) => block.type === 'quote')

describe('a question that the material answers', () => {
  it('is answered with the passage, word for word, numbered and cited', async () => {
    const answer = await ask('梁文峰来自哪所大学？')
    expect(answer.outcome).toBe('found')
    const [quote] = quotesOf(answer)
    expect(quote?.text.slice(...(quote.marks[0] ?? []))).toContain('浙江大学')
    expect(answer.citations[0]).toMatchObject({
      number: 1,
      title: '中美人工智能：人才、芯片与竞争',
      locator: '¶32',
    })
    expect(read(answer)).toContain('[1] 中美人工智能：人才、芯片与竞争 ¶32')
  })

  it('has at most three quotes, each a slice of its source', async () => {
    for (const { questions } of corpus.topics)
      for (const question of Object.values(questions).flat()) {
        const answer = await ask(question)
        expect(quotesOf(answer).length).toBeLessThanOrEqual(3)
        for (const quote of quotesOf(answer)) {
          const citation = answer.citations.find(({ number }) => number === quote.citation)
          expect(citation?.passage.source.text).toContain(quote.text)
        }
      }
  })

  it('in English is answered in English, with the original beside it', async () => {
    const answer = await ask("How big is DeepSeek's R&D team?", 'en')
    const [quote] = quotesOf(answer)
    expect(quote?.translation).toMatchObject({ language: 'en', label: 'unofficial translation' })
    expect(quote?.translation?.text).toContain('140')
    expect(quote?.text).toContain('140人')
    expect(answer.citations[0]?.passage.paragraphs).toEqual([32, 32])
  })

  it('offers the context, and more passages page by page without repeating any', async () => {
    const first = await ask('美国 AI 人才')
    expect(first.actions.map(({ kind }) => kind)).toEqual(['context', 'more', 'sources'])
    const seen = first.citations.map(({ passage }) => passage.id)
    const more = first.actions.find(({ kind }) => kind === 'more')
    const second = await responder.respond({
      command: 'ask',
      text: '',
      ...more?.request,
      locale: 'zh-Hans',
    })
    expect(second.citations.length).toBeGreaterThan(0)
    for (const { passage } of second.citations) expect(seen).not.toContain(passage.id)
  })
})

describe('a question that the material does not answer', () => {
  it('is told so in two lines, with the words that the material does not know', async () => {
    const answer = await ask('红烧肉怎么做？')
    expect(answer.outcome).toBe('none')
    expect(answer.citations).toEqual([])
    expect(read(answer)).toMatch(/^材料里没有这个问题的答案。\n材料从未提到「红烧.*」。$/)
  })

  it.each([
    [0.01, 0],
    [0.15, 1],
  ])('whose best passage scores %d is led to %d question of its topic', async (score, offered) => {
    const found = await index.search('梁文峰来自哪所大学？', { limit: 1 })
    const hits = found.hits.map(({ passage }) => ({
      ...{ passage, score, closeness: 1, answer: [], translation: undefined, matches: [] },
    }))
    const weak: SearchIndex = {
      ...index,
      search: async () => ({ ...found, hits, confidence: score, certainty: 'none' }),
    }
    const { respond } = createResponder(corpus, weak)
    const answer = await respond({ command: 'ask', text: 'x', locale: 'zh-Hans' })
    expect(answer.actions.map(({ request }) => request.command)).toEqual(offered ? ['ask'] : [])
    expect(read(answer).split('\n')).toHaveLength(1 + offered)
  })

  it('is told so to the asker alone in a group, and aloud in a private chat', async () => {
    const origin = (isPrivate: boolean): Origin => ({
      ...{ platform: 'x', user: 'x:1', channel: 'x:2', scope: 'x:2', isPrivate, isOwner: false },
      mayManage: async () => false,
    })
    const request = { command: 'ask', text: '红烧肉怎么做？', locale: 'zh-Hans' } as const
    const inGroup = { ...request, from: origin(false) }
    expect((await responder.respond(inGroup)).audience).toBe('quietly')
    expect((await responder.respond({ ...request, from: origin(true) })).audience).toBeUndefined()
    for (const command of ['help', 'topics', 'about', 'sources'])
      expect((await responder.respond({ ...inGroup, command, text: '' })).audience).toBe('quietly')
    const found = await responder.respond({ ...inGroup, text: '梁文峰来自哪所大学？' })
    expect(found.audience).toBeUndefined()
  })

  it('is told so in the language of the person', async () => {
    expect(read(await ask('紅燒肉怎麼做？', 'zh-Hant'))).toContain('材料裡沒有這個問題的答案')
    expect(read(await ask('How do I bake bread?', 'en'))).toContain('does not answer this')
  })
})

describe('a quote', () => {
  it('is never shown if its source does not hold it', async () => {
    const forged: SearchIndex = {
      ...index,
      search: async () => {
        const [passage] = corpus.passages
        if (!passage) throw new Error('no material')
        const text = '这句话不在文章里。'
        const hit = {
          ...{ passage: { ...passage, text }, score: 1, closeness: 1, answer: [], matches: [] },
          translation: undefined,
        }
        return { ...(await index.search('')), hits: [hit], confidence: 1, certainty: 'found' }
      },
    }
    const answer = await createResponder(corpus, forged).respond({
      command: 'ask',
      text: 'x',
      locale: 'zh-Hans',
    })
    expect(quotesOf(answer)).toEqual([])
    expect(read(answer)).not.toContain('这句话不在文章里')
  })

  it('links to the very words where its source has an address', async () => {
    const { corpus } = readMaterial({
      'a.md': '---\nurl: https://example.org/a\n---\n北门集合，八点出发。\n\n别的事情。',
    })
    const { citations } = await createResponder(corpus, await createSearchIndex(corpus)).respond({
      command: 'ask',
      text: '北门集合',
      locale: 'zh-Hans',
    })
    expect(citations[0]?.url).toBe(
      `https://example.org/a#:~:text=${encodeURIComponent('北门集合，八点出发')}`,
    )
  })

  it('of a long passage is cut between sentences, around what answers', async () => {
    const filler = Array.from({ length: 40 }, (_, line) => `第${line}句说的是天气和路况。`)
    const text = [...filler.slice(0, 20), '集合地点是北门的石狮子。', ...filler.slice(20)].join('')
    const { corpus } = readMaterial({ 'a.md': text })
    const answer = await createResponder(corpus, await createSearchIndex(corpus)).respond({
      command: 'ask',
      text: '集合地点在哪里？',
      locale: 'zh-Hans',
    })
    const [quote] = quotesOf(answer)
    expect(quote?.text.length).toBeLessThanOrEqual(400)
    expect(quote?.text).toMatch(/^第.*石狮子。.*。$/)
    expect(quote?.cut).toEqual([true, true])
    expect(quote?.text.slice(...(quote.marks[0] ?? []))).toContain('石狮子')
  })
})

describe('a topic', () => {
  it('without a question gives its key passages in reading order, each cited', async () => {
    const answer = await ask('', 'zh-Hans', 'talent')
    const order = answer.citations.map(({ passage }) => passage.paragraphs[0])
    expect(order.length).toBeGreaterThanOrEqual(3)
    expect(order).toEqual([...order].sort((a, b) => a - b))
    expect(new Set(answer.actions.map(({ kind }) => kind))).toEqual(new Set(['question']))
  })

  it('with a question answers from inside it', async () => {
    const answer = await ask('多少人？', 'zh-Hans', 'deepseek')
    const covered = corpus.topics.find(({ name }) => name === 'deepseek')?.passages
    expect(answer.citations).not.toEqual([])
    for (const { passage } of answer.citations) expect(covered).toContain(passage)
  })

  it('that does not answer offers to search everything', async () => {
    const answer = await ask('红烧肉怎么做？', 'zh-Hans', 'nobel')
    expect(read(answer)).toContain('「诺贝尔奖」这个话题里没有这个问题的答案。')
    expect(answer.actions[0]).toMatchObject({
      label: '问全部材料',
      request: { command: 'ask', text: '红烧肉怎么做？' },
    })
  })

  it.each(['人才', 'TALENT', '人才流動', 'ｔａｌｅｎｔ'])(
    'is found by the name %s',
    async (name) => {
      expect(await ask('', 'zh-Hans', name)).toEqual(await ask('', 'zh-Hans', 'talent'))
    },
  )

  it('exists because the material says so', async () => {
    const { corpus } = readMaterial({ 'guide.md': '集合。\n\n出发。', 'topics.yaml': TOPIC })
    const { commands } = createResponder(corpus, await createSearchIndex(corpus))
    expect(commands.map(({ name }) => name)).toContain('hiking')
    expect(commands.map(({ name }) => name)).not.toContain('talent')
  })
})

describe('/passage', () => {
  it('shows a paragraph between its neighbours, and leads on', async () => {
    const answer = await ask('32', 'zh-Hans', 'passage')
    expect(answer.citations.map(({ passage }) => passage.paragraphs[0])).toEqual([31, 32, 33])
    expect(answer.actions.map(({ request }) => request.text)).toEqual(['31', '33'])
  })

  it.each(['¶32', '第32段', '３２', 'ai-china-us 32'])('understands %s', async (number) => {
    expect(await ask(number, 'zh-Hans', 'passage')).toEqual(await ask('32', 'zh-Hans', 'passage'))
  })

  it.each(['0', '38', '99', '-', 'abc', '', '4096'.repeat(1024), '1.5e9'])(
    'says what it takes instead of %.20s',
    async (number) => {
      const answer = await ask(number, 'en', 'passage')
      expect(answer.outcome).toBe('invalid')
      expect(read(answer)).toContain('Write a number from 1 to 37.')
      expect(read(answer).length).toBeLessThan(200)
    },
  )

  it('asks which source is meant where there are several', async () => {
    const { corpus } = readMaterial({ 'a.md': '一。', 'b.md': '二。' })
    const { respond } = createResponder(corpus, await createSearchIndex(corpus))
    const answer = await respond({ command: 'passage', text: '1', locale: 'en' })
    expect(read(answer)).toContain('/passage a 1')
    const chosen = await respond({ command: 'passage', text: 'b 1', locale: 'en' })
    expect(read(chosen)).toContain('二。')
  })
})

describe('/search, /sources, /topics, /help and /about', () => {
  it('search lists more passages than an answer, page by page, until there are no more', async () => {
    const pages = []
    for (let page = 1; page <= 20; page++) {
      const answer = await ask('AI 人才', 'zh-Hans', 'search', page)
      pages.push(answer.citations.map(({ passage }) => passage.id))
      if (!answer.actions.some(({ kind }) => kind === 'more')) break
    }
    expect(pages[0]).toHaveLength(5)
    expect(new Set(pages.flat()).size).toBe(pages.flat().length)
    expect(pages.length).toBeGreaterThan(2)
    const beyond = await ask('AI 人才', 'zh-Hans', 'search', pages.length + 1)
    expect(read(beyond)).toContain('没有更多段落了')
  })

  it('sources tells honestly what the material is', async () => {
    expect(read(await ask('', 'zh-Hans', 'sources'))).toContain('37 段 · 标题由编者所加')
  })

  it('help and topics name every command', async () => {
    const help = read(await ask('', 'en', 'help'))
    for (const { name } of responder.commands) expect(help).toContain(`/${name}`)
    const topics = read(await ask('', 'en', 'topics'))
    for (const { name } of corpus.topics) expect(topics).toContain(`/${name}`)
  })

  it('about says what is promised, in each language', async () => {
    expect(read(await ask('', 'zh-Hans', 'about'))).toContain('一字不差')
    expect(read(await ask('', 'zh-Hant', 'about'))).toContain('一字不差')
    expect(read(await ask('', 'en', 'about'))).toContain('word for word')
  })

  it('a command that does not exist is answered with those that do', async () => {
    const answer = await ask('x', 'en', 'weather')
    expect(answer.outcome).toBe('invalid')
    expect(read(answer)).toContain('There is no command “weather”')
    expect(read(answer)).toContain('/ask')
  })
})

describe('bad input', () => {
  it.each(['', '   ', '\n\t', '\u0000\u0007', '\u202E\u2066', '\uD800'])(
    'a question of nothing, %j, is asked for again with examples',
    async (text) => {
      const answer = await ask(text, 'en')
      expect(answer.outcome).toBe('invalid')
      expect(read(answer)).toContain('Write your question after the command')
      expect(answer.actions.length).toBeGreaterThan(0)
    },
  )

  it.each([
    '🤖🎉👩‍👩‍👧‍👦',
    '???!!!。。。',
    '__proto__',
    'constructor toString hasOwnProperty',
    '.*+?^$()|[]{}\\',
    '**_~`> # - [x](y)',
    '\u202E反过来\u202C',
    '半个\uD83D代理',
    'a'.repeat(10_000),
    '7'.repeat(4096),
    'z̶̢̛͖a̵l̴g̷o̸'.repeat(100),
  ])('%.30j is answered without harm', async (text) => {
    for (const { name } of responder.commands) {
      const answer = await ask(text, 'zh-Hans', name)
      expect(['none', 'near', 'invalid', 'page', 'found']).toContain(answer.outcome)
    }
    expect((await ask(text)).outcome).not.toBe('found')
  })

  it('a question of 10,000 characters is read as far as it is stated', async () => {
    const answer = await ask(`梁文峰来自哪所大学？${'啊'.repeat(10_000)}`)
    expect(read(answer)).toContain('问题太长，只读了前 500 个字。')
    expect(answer.question?.length).toBeLessThanOrEqual(500)
  })

  it.each([0, -1, 1.5, Number.NaN, 1e9])('page %d is a page', async (page) => {
    expect((await ask('AI', 'zh-Hans', 'search', page)).outcome).not.toBe('failed')
    expect((await ask('', 'zh-Hans', 'sources', page)).outcome).toBe('page')
  })

  it('our own mistake is told kindly, reported, and never thrown', async () => {
    const errors: unknown[] = []
    const broken: SearchIndex = {
      search: async () => {
        throw new Error('broken index')
      },
      complete: () => {
        throw new Error('broken index')
      },
      subjectOf: async () => undefined,
      async prepare() {},
    }
    const { respond, suggest } = createResponder(corpus, broken, {
      onError: (error) => errors.push(error),
    })
    const answer = await respond({ command: 'ask', text: 'x', locale: 'en' })
    expect(answer.outcome).toBe('failed')
    expect(read(answer)).toBe('Sorry, something went wrong on my side. Please try again.')
    expect(await suggest({ command: 'ask', text: 'x', locale: 'en' })).toEqual([])
    expect(errors).toHaveLength(2)
  })
})

describe('suggestions', () => {
  it('begin with the topics’ questions, and follow what is typed', async () => {
    const suggest = async (text: string) => {
      const suggestions = await responder.suggest({ command: 'ask', text, locale: 'zh-Hans' })
      return suggestions.map(({ value }) => value)
    }
    expect(await suggest('')).toContain(corpus.topics[0]?.questions['zh-Hans'][0])
    expect((await suggest('梁文峰'))[0]).toContain('梁文峰')
    expect((await suggest('')).length).toBeLessThanOrEqual(25)
  })

  it.each(['liangwenfeng', 'liang wenf', 'yanfa', 'R1'])(
    'find the topics’ questions by what %s sounds like',
    async (typed) => {
      const suggested = await responder.suggest({
        command: 'deepseek',
        text: typed,
        locale: 'zh-Hans',
      })
      const own = corpus.topics.find(({ name }) => name === 'deepseek')?.questions['zh-Hans']
      expect(own).toContain(suggested[0]?.value)
    },
  )

  it('fit what platforms take, whatever was typed', async () => {
    for (const text of ['AI', '人', 'a'.repeat(500), '\uD800', '1'])
      for (const { name } of responder.commands)
        for (const { label, value } of await responder.suggest({
          command: name,
          text,
          locale: 'en',
        })) {
          expect(label.length).toBeGreaterThan(0)
          expect(label.length).toBeLessThanOrEqual(100)
          expect(value.length).toBeLessThanOrEqual(100)
        }
  })
})

describe('the reserved names', () => {
  it('are those of every command that needs no material, so that no topic takes one', async () => {
    const nothing = { sources: [], passages: [], topics: [], collections: [], lexicon: [] }
    const { commands } = createResponder(nothing, await createSearchIndex(nothing))
    expect(RESERVED_NAMES).toEqual(expect.arrayContaining(commands.flatMap(namesOf)))
  })
})

describe('odd material', () => {
  const respondOver = async (odd: Corpus) => createResponder(odd, await createSearchIndex(odd))

  it('is found by an id however its letters are encoded', async () => {
    const { corpus: odd, problems } = readMaterial({ 'cafe\u0301.md': '一。', '①.md': '二。' })
    expect(problems).toEqual([])
    for (const text of ['cafe\u0301 1', 'caf\u00e9 1']) {
      const answer = await (await respondOver(odd)).respond({
        command: 'passage',
        text,
        locale: 'en',
      })
      expect(answer.citations[0]?.passage.text).toBe('一。')
    }
    const answer = await (await respondOver(odd)).respond({
      command: 'p',
      text: '① 1',
      locale: 'en',
    })
    expect(answer.citations[0]?.passage.text).toBe('二。')
  })

  it('with half of a character is linked to all the same', async () => {
    const { corpus: good } = readMaterial({
      'a.md': '---\nurl: https://x.example/\n---\n北门集合。',
    })
    const passages = good.passages.map(({ slices: _, ...passage }) => {
      const text = `\ud83d${passage.text}`
      return { ...passage, text, source: { ...passage.source, text } }
    })
    const odd = { ...good, passages, sources: passages.map(({ source }) => source) }
    const request = { command: 'passage', text: '1', locale: 'en' } as const
    const { outcome, citations } = await (await respondOver(odd)).respond(request)
    expect(outcome).toBe('page')
    expect(citations[0]?.url).toContain('%EF%BF%BD')
  })
})
