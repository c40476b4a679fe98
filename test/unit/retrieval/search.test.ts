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

const index = (files: Record<string, string>) => {
  const { corpus, problems } = readMaterial(files)
  expect(problems).toEqual([])
  return createSearchIndex(corpus)
}

const town = index({ 'town.md': TOWN, 'lexicon.yaml': LEXICON })
const bilingual = index({ 'town.md': TOWN, 'town.en.md': ENGLISH, 'lexicon.yaml': LEXICON })

const first = ({ hits }: SearchResult): Hit => {
  const [hit] = hits
  if (!hit) throw new Error('nothing was found')
  return hit
}
const marked = ({ passage, answer }: Hit) =>
  answer.map((span) => passage.text.slice(...span)).join('')
const paragraph = (question: string) => first(town.search(question)).passage.paragraphs[0]

describe('a question', () => {
  it('finds the paragraph that answers, and marks the sentence', () => {
    const result = town.search('望月桥是谁建成的？')
    expect(result.certainty).toBe('found')
    expect(first(result).passage.paragraphs).toEqual([2, 2])
    expect(marked(first(result))).toContain('陈守仁')
  })

  it('may be in traditional characters, in full width, or in capitals', () => {
    expect(paragraph('蜜橘什麼時候採收？')).toBe(3)
    expect(paragraph('ｋｅｓｔｒｅｌ')).toBe(5)
    expect(paragraph('KESTREL')).toBe(5)
  })

  it('may use another name for a thing', () => {
    expect(paragraph('柑橘为什么甜？')).toBe(3)
    expect(paragraph('红隼')).toBe(5)
  })

  it('may name a thing by its sound alone: in pinyin, or with other characters', () => {
    expect(paragraph('wang yue gu qiao')).toBe(2)
    expect(paragraph('wangyueguqiao')).toBe(2)
    expect(paragraph('忘月鼓桥')).toBe(2)
  })

  it('may say what is written otherwise', () => {
    expect(paragraph('谁盖的老桥？')).toBe(2)
    expect(paragraph('造纸的招了多少人？')).toBe(4)
  })

  it('is the same with words around it that only people in a chat say', () => {
    const plain = town.search('望月桥是谁建成的？')
    const chatty = town.search('请问大家，这个望月桥到底是谁建成的呀？')
    expect(chatty.hits[0]?.passage).toBe(plain.hits[0]?.passage)
    expect(chatty.confidence).toBeCloseTo(plain.confidence)
  })

  it('may have characters of the same sound, and may have lost one', () => {
    expect(paragraph('林小云')).toBe(5)
    expect(paragraph('望月乔')).toBe(2)
    expect(paragraph('造作坊')).toBe(4)
  })

  it('may be in pinyin, in syllables or run together', () => {
    expect(paragraph('lin xiaoyun')).toBe(5)
    expect(paragraph('linxiaoyun')).toBe(5)
    expect(paragraph('wangyue qiao')).toBe(2)
  })

  it('may have a misspelt word in Latin letters', () => {
    expect(paragraph('Kestral 巡查')).toBe(5)
  })

  it('in English finds Chinese words through the dictionary', () => {
    expect(paragraph('Which bridge is the oldest?')).toBe(2)
    expect(paragraph('researcher robot orchard')).toBe(5)
  })

  it('in English is answered in the translation, beside the original', () => {
    const hit = first(bilingual.search('How many paper workshops are there?'))
    expect(hit.passage.paragraphs).toEqual([4, 4])
    expect(marked(hit)).toContain('35家')
    expect(hit.translation?.language).toBe('en')
    const { text = '', answer = [] } = hit.translation ?? {}
    expect(answer.map((span) => text.slice(...span)).join('')).toContain('35 paper workshops')
  })

  it('in Chinese has no translation beside its answer', () => {
    expect(first(bilingual.search('望月桥是谁建成的？')).translation).toBeUndefined()
  })
})

describe('the sentence that answers', () => {
  it('holds a value of the kind that is asked for', () => {
    expect(marked(first(town.search('作坊雇用了多少工人？')))).toContain('四百多名')
    expect(marked(first(town.search('青石镇的面积有多大？')))).toContain('六十二平方公里')
    expect(marked(first(town.search('为什么果子甜？')))).toContain('因为')
  })

  it('stands in the next paragraph where one ends with the question itself', () => {
    const inn = index({
      'inn.md': INN,
    })
    const result = inn.search('客栈为什么关门？')
    expect(marked(first(result))).toBe('原因是山路被洪水冲断，客人进不来。')
    const asking = result.hits.filter(({ passage }) => passage.paragraphs[0] === 1)
    const among = asking.map(({ passage }) => passage)
    expect(inn.search('客栈为什么关门？', { among }).hits.map(({ passage }) => passage)).toEqual(
      among,
    )
  })

  it('brings along the sentence that its pronoun leans on', () => {
    const answer = marked(first(town.search('面积约多少平方公里？')))
    expect(answer).toBe('青石镇位于临江县北部，三面环山。它的面积约为六十二平方公里。')
  })

  it('is verbatim even where folding changes the length of the text', () => {
    const { text } = first(town.search('产品远销europe')).passage
    expect(text).toContain('ＥＵＲＯＰＥ')
    const hit = first(index({ 'a.md': TOWN.replace('约为', '㋿㍿…约为') }).search('面积约为多少？'))
    expect(hit.passage.text).toContain(marked(hit))
    expect(marked(hit).endsWith('六十二平方公里。')).toBe(true)
  })

  it('names the words that match as the passage writes them', () => {
    expect(first(town.search('europe 作坊')).matches).toEqual(['作坊', 'ＥＵＲＯＰＥ'])
  })
})

describe('a question that the material does not answer', () => {
  it('is less sure the less of it there is, and the more of it is unknown', () => {
    const { confidence } = town.search('望月桥是谁建成的？')
    expect(town.search('望月桥是哪位市长拆除的？').confidence).toBeLessThan(confidence)
    const named = town.search('望月桥').confidence
    expect(town.search('望月桥的门票').confidence).toBeLessThan(named)
  })

  it.each(['今天的股市行情如何？', '怎么重置密码？', 'how do I reset my password', 'asdfghjkl'])(
    'is not answered: %s',
    (question) => {
      expect(town.search(question).certainty).not.toBe('found')
    },
  )

  it('is told which of its words the material does not know, as they were typed', () => {
    expect(town.search('圖書館幾點開門？').unknownWords).toContain('圖書館')
    expect(town.search('Where is the Hyperloop?').unknownWords).toEqual(['Hyperloop'])
    expect(town.search('望月桥是谁建成的？').unknownWords).toEqual([])
    expect(town.search('谁发明了火箭').unknownWords).toEqual(['发明', '火箭'])
  })

  it('does not call a word unknown that has another name', () => {
    expect(town.search('柑橘').unknownWords).toEqual([])
  })
})

describe('a search', () => {
  it('returns as many hits as are wanted, best first, with scores that fall', () => {
    const { hits } = town.search('青石镇', { limit: 2 })
    expect(hits.length).toBeLessThanOrEqual(2)
    const scores = town.search('青石镇 望月桥 蜜橘').hits.map(({ score }) => score)
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
  })

  it('looks only among the passages that it is given', () => {
    const all = town.search('青石镇').hits.map(({ passage }) => passage)
    const among = all.filter(({ paragraphs: [at] }) => at === 3)
    const found = town.search('望月桥 蜜橘', { among }).hits.map(({ passage }) => passage.id)
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
  ])('finds nothing for a question of nothing: %s', (_, question) => {
    expect(town.search(question)).toMatchObject({ certainty: 'none', confidence: 0, hits: [] })
  })

  it.each(['__proto__', 'hasOwnProperty', 'toString', '.*+?^$(){}|[]\\', '**_`~[x](y)', '<b>&lt;'])(
    'takes %s for mere words',
    (question) => {
      expect(town.search(question).certainty).toBe('none')
      expect(town.complete(question)).toEqual([])
    },
  )

  it('reads a very long question as far as it can, and forgets the rest', () => {
    expect(first(town.search(`望月桥${'。'.repeat(10_000)}`)).passage.paragraphs).toEqual([2, 2])
    expect(town.search(`${'。'.repeat(10_000)}望月桥`).hits).toEqual([])
    for (const long of ['望月桥', '人', 'linxiaoyun', 'a', '𠮷']) town.search(long.repeat(5000))
  })

  it('never throws, and marks only what is there', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (question) => {
        town.complete(question)
        for (const hit of bilingual.search(question).hits) {
          expect(hit.score).toBeGreaterThanOrEqual(0)
          expect(hit.score).toBeLessThanOrEqual(1)
          expect(marked(hit).length).toBeGreaterThan(0)
          expect(hit.passage.text).toContain(marked(hit))
          for (const match of hit.matches) expect(hit.passage.text).toContain(match)
        }
      }),
    )
  })

  it('works on material of one passage, and on none', () => {
    const one = index({
      'one.md': '---\nid: one\ntitle: 一\nlanguage: zh\n---\n\n竹子一天能长一米。\n',
    })
    expect(first(one.search('竹子')).passage.id).toBe('one#1')
    const none = createSearchIndex({ sources: [], passages: [], topics: [], lexicon: [] })
    expect(none.search('竹子').hits).toEqual([])
    expect(none.complete('竹')).toEqual([])
  })

  it('gives the same answer every time', () => {
    const again = index({ 'town.md': TOWN, 'lexicon.yaml': LEXICON })
    expect(again.search('蜜橘何时采收')).toEqual(town.search('蜜橘何时采收'))
  })
})

describe('completing what is typed', () => {
  const paragraphs = (typed: string) =>
    town.complete(typed).map(({ passage }) => passage.paragraphs[0])

  it.each([
    ['characters', '望月', 2],
    ['half a word', 'kest', 5],
    ['pinyin', 'linxiao', 5],
    ['pinyin in the middle of a syllable', 'lin xiaoy', 5],
    ['initials', 'wyq', 2],
  ])('goes by %s', (_, typed, paragraph) => {
    expect(paragraphs(typed)[0]).toBe(paragraph)
  })

  it('shows a sentence of the passage, or its heading', () => {
    expect(town.complete('望月')[0]?.text).toBe(
      '镇上最古老的桥是望月桥，由石匠陈守仁在1723年建成。',
    )
    expect(town.complete('物产')[0]?.text).toBe('物产')
  })

  it('offers nothing for nothing, and no more than is wanted', () => {
    expect(town.complete('  ')).toEqual([])
    expect(town.complete('青石镇', 1)).toHaveLength(1)
  })
})
