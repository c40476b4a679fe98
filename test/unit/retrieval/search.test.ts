import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSearchIndex, type Hit, type SearchResult } from '../../../src/retrieval/index.ts'
import { readMaterial } from '../../support/material.ts'

const TOWN = `---
id: town
title: 青石镇志
language: zh-Hans
---

# 地理

青石镇位于临江县北部，三面环山。它的面积约为六十二平方公里。

镇上最古老的桥是望月桥，由石匠陈守仁在1723年建成。

# 物产

青石镇盛产蜜橘，每年十月采收。因为山坡朝南、日照充足，所以果子格外甜。

当地的造纸作坊有35家，一共雇用四百多名工人，产品远销ＥＵＲＯＰＥ各国。

1998年，研究员林晓芸开始用机器人Kestrel巡查果园。
`

const INN = `---
id: inn
title: 山中客栈
language: zh-Hans
---

溪口有一家开了百年的客栈，去年冬天却突然关门。那么客栈为什么关门呢？

原因是山路被洪水冲断，客人进不来。

镇上的人仍然想念客栈的豆腐和米酒。
`

const ENGLISH = `---
language: en
---

Qingshi lies in the north of Linjiang county, with hills on three sides. Its area is about sixty-two square kilometres.

The oldest bridge in town is Moon-gazing Bridge, finished by the mason Chen Shouren in 1723.

Qingshi grows tangerines, gathered every October. Because the slopes face south and have much sun, the fruit is very sweet.

There are 35 paper workshops, which employ more than four hundred workers; their products are sold all over Europe.

In 1998 the researcher Lin Xiaoyun began to patrol the orchards with the robot Kestrel.
`

const LEXICON = '- [蜜橘, 柑橘, tangerine]\n- [Kestrel, 红隼]\n- [望月桥, 望月古桥]\n'

const index = async (files: Record<string, string>) => {
  const { corpus, problems } = readMaterial(files)
  expect(problems).toEqual([])
  return await createSearchIndex(corpus)
}

const town = await index({ 'town.md': TOWN, 'lexicon.yaml': LEXICON })
const bilingual = await index({ 'town.md': TOWN, 'town.en.md': ENGLISH, 'lexicon.yaml': LEXICON })

const first = ({ hits }: SearchResult): Hit => {
  const [hit] = hits
  if (!hit) throw new Error('nothing was found')
  return hit
}
const marked = ({ passage, answer }: Hit) =>
  answer.map((span) => passage.text.slice(...span)).join('')
const paragraph = async (question: string) =>
  first(await town.search(question)).passage.paragraphs[0]

describe('a question', () => {
  it('finds the paragraph that answers, and marks the sentence', async () => {
    const result = await town.search('望月桥是谁建成的？')
    expect(result.certainty).toBe('found')
    expect(first(result).passage.paragraphs).toEqual([2, 2])
    expect(marked(first(result))).toContain('陈守仁')
  })

  it('may be in traditional characters, in full width, or in capitals', async () => {
    expect(await paragraph('蜜橘什麼時候採收？')).toBe(3)
    expect(await paragraph('ｋｅｓｔｒｅｌ')).toBe(5)
    expect(await paragraph('KESTREL')).toBe(5)
  })

  it('may use another name for a thing', async () => {
    expect(await paragraph('柑橘为什么甜？')).toBe(3)
    expect(await paragraph('红隼')).toBe(5)
  })

  it('may name a thing by its sound alone: in pinyin, or with other characters', async () => {
    expect(await paragraph('wang yue gu qiao')).toBe(2)
    expect(await paragraph('wangyueguqiao')).toBe(2)
    expect(await paragraph('忘月鼓桥')).toBe(2)
  })

  it('may say what is written otherwise', async () => {
    expect(await paragraph('谁盖的老桥？')).toBe(2)
    expect(await paragraph('造纸的招了多少人？')).toBe(4)
  })

  it('is the same with words around it that only people in a chat say', async () => {
    const plain = await town.search('望月桥是谁建成的？')
    const chatty = await town.search('请问大家，这个望月桥到底是谁建成的呀？')
    expect(chatty.hits[0]?.passage).toBe(plain.hits[0]?.passage)
    expect(chatty.confidence).toBeCloseTo(plain.confidence)
  })

  it('may have characters of the same sound, and may have lost one', async () => {
    expect(await paragraph('林小云')).toBe(5)
    expect(await paragraph('望月乔')).toBe(2)
    expect(await paragraph('造作坊')).toBe(4)
  })

  it('may be in pinyin, in syllables or run together', async () => {
    expect(await paragraph('lin xiaoyun')).toBe(5)
    expect(await paragraph('linxiaoyun')).toBe(5)
    expect(await paragraph('wangyue qiao')).toBe(2)
  })

  it('may have a misspelt word in Latin letters', async () => {
    expect(await paragraph('Kestral 巡查')).toBe(5)
  })

  it('in English finds Chinese words through the dictionary', async () => {
    expect(await paragraph('Which bridge is the oldest?')).toBe(2)
    expect(await paragraph('researcher robot orchard')).toBe(5)
  })

  it('in English is answered in the translation, beside the original', async () => {
    const hit = first(await bilingual.search('How many paper workshops are there?'))
    expect(hit.passage.paragraphs).toEqual([4, 4])
    expect(marked(hit)).toContain('35家')
    expect(hit.translation?.language).toBe('en')
    const { text = '', answer = [] } = hit.translation ?? {}
    expect(answer.map((span) => text.slice(...span)).join('')).toContain('35 paper workshops')
  })

  it('in Chinese has no translation beside its answer', async () => {
    expect(first(await bilingual.search('望月桥是谁建成的？')).translation).toBeUndefined()
  })
})

describe('the clause that answers', () => {
  it('holds a value of the kind that is asked for', async () => {
    expect(marked(first(await town.search('作坊雇用了多少工人？')))).toContain('四百多名')
    expect(marked(first(await town.search('青石镇的面积有多大？')))).toContain('六十二平方公里')
    expect(marked(first(await town.search('为什么果子甜？')))).toContain('因为')
  })

  it('stands in the next paragraph where one ends with the question itself', async () => {
    const inn = await index({
      'inn.md': INN,
    })
    const result = await inn.search('客栈为什么关门？')
    expect(marked(first(result))).toBe('原因是山路被洪水冲断，客人进不来')
    const asking = result.hits.filter(({ passage }) => passage.paragraphs[0] === 1)
    const among = asking.map(({ passage }) => passage)
    expect(
      (await inn.search('客栈为什么关门？', { among })).hits.map(({ passage }) => passage),
    ).toEqual(among)
  })

  it('leaves the sentence that its pronoun leans on to the quote', async () => {
    const answer = marked(first(await town.search('面积约多少平方公里？')))
    expect(answer).toBe('它的面积约为六十二平方公里')
  })

  it('is not the clause that only names what the whole passage is about', async () => {
    const bird = await index({
      'bird.md':
        '---\ntitle: 白尾梅花雀\n---\n白尾梅花雀是雀形目梅花雀科的一种小型鸟类，又称白尾雀，' +
        '生活在南方的稻田、草地和村庄附近。它们成群地飞，吃草籽和小虫，也吃一些落在地上的谷粒。' +
        '寿命约六年。',
    })
    const result = await bird.search('白尾梅花雀有什么样的寿命？')
    expect(marked(first(result))).toBe('寿命约六年')
  })

  it('counts a word that the clause has twice', async () => {
    const twice = await index({
      'a.md':
        '镇上的老人每天早晨都要到河边散步，然后去茶馆喝茶聊天，一直坐到中午。' +
        '茶馆街的茶馆由林小满经营，陈守仁做帮工。',
    })
    const answer = marked(first(await twice.search('谁经营茶馆？')))
    expect(answer).toBe('茶馆街的茶馆由林小满经营，陈守仁做帮工')
  })

  it.each([
    ['## 打靶费（三十元）\n\n弓箭另租。', '打靶费多少钱？', '打靶费（三十元）'],
    ['## 收摊时间——傍晚六点\n\n雨天不摆摊。', '几点收摊', '收摊时间——傍晚六点'],
    ['## Entry fee - seven euros\n\nPay at the gate.', 'how much is the entry fee', 'seven euros'],
  ])('is the heading, where that says it: %s', async (section, question, answer) => {
    const fair = await index({ 'fair.md': `${TOWN}\n${section}\n\n# Other\n\nNothing else.` })
    expect(marked(first(await fair.search(question)))).toContain(answer)
  })

  it('in a row ends with the value of its last cell', async () => {
    const rows =
      '| 课程 | 费用 | 人数上限 |\n|---|---|---|\n| 编竹篮 | 四十元 | 14 |\n| 扎灯笼 | 三十元 | 9 |'
    const fair = await index({ 'fair.md': `${TOWN}\n# 课表\n\n${rows}` })
    expect(marked(first(await fair.search('编竹篮人数上限是多少？')))).toMatch(/人数上限: 14$/)
  })

  it('is below a heading that says nothing of what is asked', async () => {
    const fair = await index({ 'fair.md': `${TOWN}\n## 打靶费（三十元）\n\n弓箭另租，一副五元。` })
    expect(marked(first(await fair.search('弓箭一副多少钱？')))).toContain('一副五元')
  })

  it('is verbatim even where folding changes the length of the text', async () => {
    const { text } = first(await town.search('产品远销europe')).passage
    expect(text).toContain('ＥＵＲＯＰＥ')
    const odd = await index({ 'a.md': TOWN.replace('约为', '㋿㍿…约为') })
    const hit = first(await odd.search('面积约为多少？'))
    expect(hit.passage.text).toContain(marked(hit))
    expect(marked(hit)).toContain('㋿㍿…约为六十二平方公里')
  })

  it('names the words that match as the passage writes them', async () => {
    expect(first(await town.search('europe 作坊')).matches).toEqual(['作坊', 'ＥＵＲＯＰＥ'])
  })
})

describe('a question that the material does not answer', () => {
  it('is less sure the less of it there is, and the more of it is unknown', async () => {
    const { confidence } = await town.search('望月桥是谁建成的？')
    expect((await town.search('望月桥是哪位市长拆除的？')).confidence).toBeLessThan(confidence)
    const named = (await town.search('望月桥')).confidence
    expect((await town.search('望月桥的门票')).confidence).toBeLessThan(named)
  })

  it.each(['今天的股市行情如何？', '怎么重置密码？', 'how do I reset my password', 'asdfghjkl'])(
    'is not answered: %s',
    async (question) => {
      expect((await town.search(question)).certainty).not.toBe('found')
    },
  )

  it('is told which of its words the material does not know, as they were typed', async () => {
    expect((await town.search('圖書館幾點開門？')).unknownWords).toContain('圖書館')
    expect((await town.search('Where is the Hyperloop?')).unknownWords).toEqual(['Hyperloop'])
    expect((await town.search('望月桥是谁建成的？')).unknownWords).toEqual([])
    expect((await town.search('谁发明了火箭')).unknownWords).toEqual(['发明', '火箭'])
    // Without what binds them.
    expect((await town.search('他毕业于哪里')).unknownWords).toEqual(['毕业'])
    expect((await town.search('周期是多少')).unknownWords).toEqual(['周期'])
  })

  it.each([
    "Isn't the Hyperloop there?",
    'Won’t they have a Hyperloop?',
    "Don't workers have a Hyperloop, and haven't they had it?",
    "I'm there, she'd have a Hyperloop; let's tell",
    "You've a Hyperloop, we're in it, who's with us? They'll tell.",
    'didnt they have a Hyperloop? isnt it long?',
  ])('does not call a contraction unknown: %s', async (question) => {
    expect((await bilingual.search(question)).unknownWords).toEqual(['Hyperloop'])
  })

  it('does not call a word unknown that has another name', async () => {
    expect((await town.search('柑橘')).unknownWords).toEqual([])
  })
})

describe('a search', () => {
  it('returns as many hits as are wanted, best first, with scores that fall', async () => {
    const { hits } = await town.search('青石镇', { limit: 2 })
    expect(hits.length).toBeLessThanOrEqual(2)
    const scores = (await town.search('青石镇 望月桥 蜜橘')).hits.map(({ score }) => score)
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
  })

  it('looks only among the passages that it is given', async () => {
    const all = (await town.search('青石镇')).hits.map(({ passage }) => passage)
    const among = all.filter(({ paragraphs: [at] }) => at === 3)
    const found = (await town.search('望月桥 蜜橘', { among })).hits.map(
      ({ passage }) => passage.id,
    )
    expect(found).toEqual(['town#3'])
  })

  it.each([
    ['empty', ''],
    ['blank', ' \t\n　'],
    ['emoji', '😀🎉👩‍👩‍👧'],
    ['control characters', '\u0000\u0007\u001b'],
    ['unpaired surrogates', '\ud800x\udc00'],
    ['marks of direction', '\u202e\u200f\u2066'],
    ['only asking', '为什么？怎么？谁？'],
  ])('finds nothing for a question of nothing: %s', async (_, question) => {
    expect(await town.search(question)).toMatchObject({
      certainty: 'none',
      confidence: 0,
      hits: [],
    })
  })

  it.each(['__proto__', 'hasOwnProperty', 'toString', '.*+?^$(){}|[]\\', '**_`~[x](y)', '<b>&lt;'])(
    'takes %s for mere words',
    async (question) => {
      expect((await town.search(question)).certainty).toBe('none')
      expect(await town.complete(question)).toEqual([])
    },
  )

  it('reads a very long question as far as it can, and forgets the rest', async () => {
    expect(first(await town.search(`望月桥${'。'.repeat(10_000)}`)).passage.paragraphs).toEqual([
      2, 2,
    ])
    expect((await town.search(`${'。'.repeat(10_000)}望月桥`)).hits).toEqual([])
    for (const long of ['望月桥', '人', 'linxiaoyun', 'a', '𠮷'])
      await town.search(long.repeat(5000))
  })

  it('never throws, and marks only what is there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (question) => {
        await town.complete(question)
        for (const hit of (await bilingual.search(question)).hits) {
          expect(hit.score).toBeGreaterThanOrEqual(0)
          expect(hit.score).toBeLessThanOrEqual(1)
          expect(marked(hit).length).toBeGreaterThan(0)
          expect(hit.passage.text).toContain(marked(hit))
          for (const match of hit.matches) expect(hit.passage.text).toContain(match)
        }
      }),
    )
  })

  it('works on material of one passage, and on none', async () => {
    const one = await index({
      'one.md': '---\nid: one\ntitle: 一\nlanguage: zh\n---\n\n竹子一天能长一米。\n',
    })
    expect(first(await one.search('竹子')).passage.id).toBe('one#1')
    const none = await createSearchIndex({
      sources: [],
      passages: [],
      topics: [],
      collections: [],
      lexicon: [],
    })
    expect((await none.search('竹子')).hits).toEqual([])
    expect(await none.complete('竹')).toEqual([])
  })

  it('finds a page by the words of its heading, however few pages there are', async () => {
    const pair = await index({
      'ski.md':
        '# How do I pay for a lift?\n\nAt the hut.\n\n# Where do I rent skis?\n\nIn the valley.',
    })
    expect(first(await pair.search('how do i pay')).passage.text).toBe('At the hut.')
    expect(first(await pair.search('rent skis')).passage.text).toBe('In the valley.')
  })

  it.each(['pay', 'buy', 'keys', 'days', 'plays', 'stayed', 'flies', 'trying', 'ties'])(
    'counts the word “%s” where the material has it',
    async (word) => {
      const notes = await index({ 'notes.md': `Somebody ${word} here.\n\nNobody sings there.` })
      const { hits, certainty } = await notes.search(word)
      expect(certainty).toBe('found')
      expect(hits[0]?.passage.text).toContain(word)
    },
  )

  it('gives the same answer every time', async () => {
    const again = await index({ 'town.md': TOWN, 'lexicon.yaml': LEXICON })
    expect(await again.search('蜜橘何时采收')).toEqual(await town.search('蜜橘何时采收'))
  })
})

describe('completing what is typed', () => {
  const paragraphs = async (typed: string) =>
    (await town.complete(typed)).map(({ passage }) => passage.paragraphs[0])

  it.each([
    ['characters', '望月', 2],
    ['half a word', 'kest', 5],
    ['pinyin', 'linxiao', 5],
    ['pinyin in the middle of a syllable', 'lin xiaoy', 5],
    ['initials', 'wyq', 2],
  ])('goes by %s', async (_, typed, paragraph) => {
    expect((await paragraphs(typed))[0]).toBe(paragraph)
  })

  it('shows a whole sentence of the passage, or its heading', async () => {
    expect((await town.complete('望月'))[0]?.text).toBe(
      '镇上最古老的桥是望月桥，由石匠陈守仁在1723年建成。',
    )
    expect((await town.complete('物产'))[0]?.text).toBe('物产')
  })

  it('offers nothing for nothing, and no more than is wanted', async () => {
    expect(await town.complete('  ')).toEqual([])
    expect(await town.complete('青石镇', { limit: 1 })).toHaveLength(1)
  })
})
