import { describe, expect, it } from 'vitest'
import { createSearchIndex, repetitionsIn } from '../../../src/retrieval/index.ts'
import { readMaterial } from '../../support/material.ts'

const TOWN = [
  '青石镇位于临江县北部，三面环山，面积约为六十二平方公里。',
  '镇上最古老的桥是望月桥，由石匠陈守仁在1723年建成。',
  '青石镇盛产蜜橘，每年十月采收。因为山坡朝南、日照充足，所以果子格外甜。',
  '当地的造纸作坊有三十五家，一共雇用四百多名工人，产品远销海外。',
  '研究员林晓芸开始用机器人巡查果园，发现病虫害就拍照上报。',
  '镇小学创办于清朝末年，最早只有一间教室和两位先生。',
  '每逢端午，河上要赛龙舟，获胜的村子可以挂一年的红旗。',
  '客栈在去年冬天关门，原因是山路被洪水冲断，客人进不来。',
  '镇志由退休教师编写，花了十一年才完成，共有四卷。',
  '老戏台在拆迁时被保留下来，如今周末仍有人唱地方戏。',
  '去县城的班车一天三趟，早班六点半从镇口的老樟树下出发。',
  '去年修了污水处理厂，溪水变清，鱼群重新出现。',
]

const many = (line: (i: number) => string) => Array.from({ length: 600 }, (_, i) => line(i))

/** Material as shops, help desks, manuals and archives have it. */
const SHAPES = {
  'templated items': many(
    (i) => `货号${1000 + i}的搪瓷杯，容量${200 + ((i * 7) % 300)}毫升，单价${10 + (i % 40)}元。`,
  ),
  'cloned questions and answers': many(
    (i) => `问：第${i + 1}号储物柜怎么打开？答：请输入第${i + 1}号储物柜的密码，再按确认键。`,
  ),
  'four versions of a manual': many((i) => {
    const section = i % 150
    const slot = '甲乙丙丁戊己庚辛'[section % 8]
    return `第${Math.floor(i / 150) + 1}版，${section}节：把滤网${section}拆下，用清水冲洗，晾干后装回${slot}槽。`
  }),
  'a chronicle': many(
    (i) =>
      `${1950 + (i % 70)}年${1 + (i % 12)}月${1 + (i % 28)}日，水文站记录水位${100 + (i % 37)}厘米。`,
  ),
}

const read = (texts: readonly string[]) => {
  const jsonl = texts
    .map((text, i) => JSON.stringify({ id: `p${i}`, title: '记录', text }))
    .join('\n')
  const { corpus, problems } = readMaterial({ 'p.jsonl': jsonl })
  expect(problems).toEqual([])
  return corpus
}

const ASKED = ['望月桥是谁建成的', '蜜橘为什么格外甜', '客栈关门的原因']
const UNRELATED = ['怎么给护照续期', '珠穆朗玛峰有多高', '贝多芬写过几部交响曲']

describe('Material that repeats itself', () => {
  it.each(Object.entries(SHAPES))(
    'leaves other answers as sure as before: %s',
    async (_, lines) => {
      const alone = await createSearchIndex(read(TOWN))
      const beside = await createSearchIndex(read([...TOWN, ...lines]))
      for (const question of ASKED) {
        const { certainty, hits } = await beside.search(question)
        expect({ question, certainty }).toEqual({ question, certainty: 'found' })
        expect(hits[0]?.passage.text).toBe((await alone.search(question)).hits[0]?.passage.text)
      }
      for (const question of UNRELATED) {
        const before = (await alone.search(question)).confidence
        expect(Math.abs((await beside.search(question)).confidence - before)).toBeLessThan(0.05)
      }
    },
  )

  it.each(Object.entries(SHAPES))('answers where there is nothing else: %s', async (_, lines) => {
    const index = await createSearchIndex(read(lines))
    const { certainty, hits } = await index.search(lines[17] as string)
    expect(certainty).toBe('found')
    expect(hits[0]?.passage.text).toBe(lines[17])
    for (const question of UNRELATED) expect((await index.search(question)).certainty).toBe('none')
  })

  it('is shown once where it says the same, and each time where a value differs', async () => {
    const copy = '镇上最古老的桥是望月桥，由石匠陈守仁在1723年建成的。'
    const other = '镇上最古老的桥是望月桥，由石匠陈守仁在1732年建成。'
    const index = await createSearchIndex(read([...TOWN, copy, other]))
    const texts = (await index.search('望月桥由谁建成')).hits.map(({ passage }) => passage.text)
    const bridges = texts.filter((text) => text.includes('望月桥'))
    expect(bridges).toHaveLength(2)
    expect(bridges).toContain(other)
  })

  it('is counted, so that its keeper can be told', async () => {
    expect(await repetitionsIn(read(TOWN).passages)).toBe(0)
    for (const lines of Object.values(SHAPES))
      expect(await repetitionsIn(read([...TOWN, ...lines]).passages)).toBeGreaterThan(0.5)
  })
})

describe('The order of the passages', () => {
  it('makes no difference to the confidence', async () => {
    const one = await createSearchIndex(read(TOWN))
    const other = await createSearchIndex(read([...TOWN].reverse()))
    for (const question of [...ASKED, ...UNRELATED])
      expect((await other.search(question)).confidence).toBe(
        (await one.search(question)).confidence,
      )
  })
})

describe('A title that a question names', () => {
  it.each([
    ['红鳍鱼吃什么？', '红鳍鱼'],
    ['长尾红鳍鱼吃什么？', '长尾红鳍鱼'],
  ])(
    'comes before another that is a part of it, or has it as a part: %s',
    async (question, title) => {
      const fish = (id: string, title: string, text: string) => JSON.stringify({ id, title, text })
      const { corpus } = readMaterial({
        'fish.jsonl': [
          fish(
            'a',
            '长尾红鳍鱼',
            '长尾红鳍鱼体长三十厘米，吃小虾和水草，栖息在礁石之间。红鳍鱼的一种。',
          ),
          fish('b', '红鳍鱼', '本种体长十厘米，主要吃浮游生物，也吃藻类，常成群出现在浅水。'),
          ...TOWN.map((text, i) => fish(`t${i}`, `镇志${i}`, text)),
        ].join('\n'),
      })
      const { hits } = await (await createSearchIndex(corpus)).search(question)
      expect(hits[0]?.passage.source.title).toBe(title)
    },
  )
})
