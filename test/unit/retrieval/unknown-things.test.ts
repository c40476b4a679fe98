import { describe, expect, it } from 'vitest'
import { indexPage } from '../../support/material.ts'

const RENTAL = `# 桨板社

桨板每小时租金四十元，押金两百元。

桨板长三米二，最多载两人。

救生衣每天晾在二号码头。`

describe('a question for a value of a thing', () => {
  it.each([
    ['帐篷租金多少钱', '帐篷'],
    ['头盔押金多少', '头盔'],
  ])('%s: has no answer where the material has not that thing', async (question, thing) => {
    const index = await indexPage(RENTAL)
    const { certainty, unknownWords } = await index.search(question)
    expect(certainty).not.toBe('found')
    expect(unknownWords).toContain(thing)
  })

  it.each([
    ['桨板每小时租金多少钱', '四十元'],
    ['一块桨板长多少米', '三米二'],
  ])('%s: has one where it has', async (question, words) => {
    const index = await indexPage(RENTAL)
    const { certainty, hits } = await index.search(question)
    expect(certainty).toBe('found')
    expect(hits[0]?.answer).toBeDefined()
    expect(hits[0]?.passage.text).toContain(words)
  })

  it('has no answer where a length is asked for and none stands there', async () => {
    const index = await indexPage('# 石桥\n\n石桥由村民陈阿福在山洪之后重修，桥头有碑。')
    expect((await index.search('石桥有多长')).certainty).not.toBe('found')
  })

  it('has no answer where it is asked where somebody comes from, and nothing says so', async () => {
    const index = await indexPage('# 石桥\n\n石桥由村民陈阿福在山洪之后重修，桥头有碑。')
    expect((await index.search('陈阿福是哪里人')).certainty).not.toBe('found')
    const told = await indexPage('# 石桥\n\n石桥由陈阿福重修，他是北安镇人，做过船工。')
    expect((await told.search('陈阿福是哪里人')).certainty).toBe('found')
  })

  it('has less of an answer in the same question than in a statement', async () => {
    const kiln = (words: string) => indexPage(`# 陶艺室\n\n${words}\n\n钥匙在前台。`)
    const asked = await (await kiln('小窑能借回家用吗')).search('能把小窑借回家吗')
    const told = await (await kiln('小窑不能借回家用')).search('能把小窑借回家吗')
    expect(asked.confidence).toBeLessThan(told.confidence - 0.02)
  })

  it('has no answer where the day is asked for and none stands there', async () => {
    const index = await indexPage('# 赛事\n\n划船比赛在南湖举行，往返三公里，每队六人。')
    expect((await index.search('划船比赛在几月几号')).certainty).not.toBe('found')
  })
})

describe('words that the material does not know', () => {
  it.each([
    ['喜欢拉小提琴的人能不能借琴房', ['喜欢', '小提琴']],
    ['红烧肉要放几勺糖', ['红烧肉']],
  ])('%s: are cut as words', async (question, words) => {
    const index = await indexPage(RENTAL)
    const { unknownWords } = await index.search(question)
    expect(unknownWords).toEqual(expect.arrayContaining(words))
    for (const word of unknownWords) expect(word).not.toMatch(/[要能拉放]$/)
  })
})
