import { describe, expect, it } from 'vitest'
import { createSearchIndex, type SearchIndex } from '../../../src/retrieval/index.ts'
import { readMaterial } from '../../support/material.ts'

const indexFile = async (path: string, text: string): Promise<SearchIndex> => {
  const index = await createSearchIndex(readMaterial({ [path]: text }).corpus)
  await index.prepare()
  return index
}

const ITEMS = ['棚屋', '渔网', '码头', '木料', '鸭棚', '围栏', '凉亭', '晒台', '水泵', '灯箱'].map(
  (thing, i) =>
    `（${'一二三四五六七八九十'[i]}）${thing}，连同它的图纸以及邻居签名的意见书，在开工的前一个月交到水务站；`,
)

const RULES = await indexFile(
  '河道.txt',
  `青溪村河道管理办法

第一条 为了管理河道，制定本办法。

第二条 河道两岸各十米为保护区。
保护区内的树木归村集体所有，由护林员看管。
保护区的界桩由水务站埋设，任何人不得移动。

第三条 河道内不得有下列行为：
（一）倾倒垃圾；
（二）洗刷农药瓶；
（三）电鱼、毒鱼。
有前款行为的，由水务站劝阻。

第四条 捕鱼人应当提交下列材料：（一）申请书；（二）渔船照片。

第十二条 需要申请的有：
${ITEMS.join('\n')}
（十一）其他建筑物。

第二十三条 本办法自公布之日起施行。
`,
)

const TAIWAN = await indexFile(
  '公約.md',
  `# 溪口社區公約

## 第五條

住戶得養寵物。

下列寵物不得飼養：

一、毒蛇。
二、超過四十公斤的犬隻。
三、未登記的猛禽。
`,
)

const BYLAWS = await indexFile(
  'bylaws.md',
  `# Bylaws of the Quarry Society

## Article 4 Members

(1) Anyone over sixteen may join.

(2) Members pay thirty euros a year.

(3) A member may:
   (a) borrow hammers;
   (b) bring two guests on Sundays;
   (c) vote at the meeting.

## Article 14 Visits

1. The quarry is open on weekends.
2. Helmets are worn everywhere.
`,
)

const answer = async (index: SearchIndex, question: string) => {
  const { certainty, hits } = await index.search(question)
  const [hit] = hits
  return [certainty, hit?.answer.map((span) => hit.passage.text.slice(...span)).join(' ')]
}

describe('A question that names a part of an article', () => {
  it.each([
    ['第三条第二项是什么？', '（二）洗刷农药瓶；'],
    ['第3条（三）', '（三）电鱼、毒鱼。'],
    ['第三条第一款第一项', '（一）倾倒垃圾；'],
    ['第三条第二款怎么说', '有前款行为的，由水务站劝阻。'],
    ['第二条第3款规定了什么', '保护区的界桩由水务站埋设，任何人不得移动。'],
    ['第四条的第二项', '（二）渔船照片。'],
    ['第十二条第十一项', '（十一）其他建筑物。'],
    ['第十二条第3项', ITEMS[2]],
    ['河道管理办法第三条第二项', '（二）洗刷农药瓶；'],
  ])('finds it as it stands there: %s', async (question, words) => {
    expect(await answer(RULES, question)).toEqual(['found', words])
  })

  it.each([
    ['第五條第二款', '二、超過四十公斤的犬隻。'],
    ['第五條第二項第三款', '三、未登記的猛禽。'],
    ['第五條第一項', '住戶得養寵物。'],
    ['第五条第二款', '二、超過四十公斤的犬隻。'],
  ])('counts in Taiwan paragraphs by 項 and items by 款: %s', async (question, words) => {
    expect(await answer(TAIWAN, question)).toEqual(['found', words])
  })

  it.each([
    ['What does Article 4(2) say?', '(2) Members pay thirty euros a year.'],
    ['art. 4 (3)(b)', '(b) bring two guests on Sundays;'],
    ['Article 4, paragraph 1', '(1) Anyone over sixteen may join.'],
    ['What is in paragraph 2 of Article 14?', '2. Helmets are worn everywhere.'],
  ])('knows the English ways to write it: %s', async (question, words) => {
    expect(await answer(BYLAWS, question)).toEqual(['found', words])
  })

  it('does not call it found where the article has no such part, but shows the article', async () => {
    const { certainty, hits } = await RULES.search('第三条第九项是什么')
    expect(certainty).toBe('near')
    expect(hits[0]?.passage.text).toMatch(/^第三条/)
  })

  it.each(['第九条第二项', '第三条第一项罚多少钱'])(
    'does not answer what is not there: %s',
    async (question) => {
      expect((await RULES.search(question)).certainty).not.toBe('found')
    },
  )
})
