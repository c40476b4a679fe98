import { describe, expect, it } from 'vitest'
import { indexPage } from '../../support/material.ts'

const CHINESE = await indexPage(`# 木工坊

带锯机前台有备用锯条，十八元一根。

刨床可以借给会员的朋友，押金二百元。

砂光机租金每小时六块五。

周一休息，其余的日子照常。

喷漆房在地下一层，须穿防护服。

报警器响出 K-31 时先断电。

木料区由老宋看管，榉木最受欢迎。

师傅上门要提前两个工作日约。

| 工具 | 租价（元） | 押金（元） |
| --- | --- | --- |
| 修边机 | 30 | 100 |
| 台钻 | 45 | 200 |
`)

const ENGLISH = await indexPage(`# Bell tower

A rehearsal with the full band is held in the loft, and visitors are welcome.

The carillon can be played by guests for twelve pounds.

The bells were cast by Anna Verhoeven.
`)

const COMPARED = await indexPage(`# 三款磨豆机怎么选

## Q1

Q1 适合一个人用，靠手摇，不挑插座。

## Q2

Q2 适合办公室，磨一次够四杯。

| 项目 | Q1 | Q2 |
| --- | --- | --- |
| 售价 | 260 | 780 |
| 噪音 | 40 分贝 | 66 分贝 |

维修部一三五有人，提前打电话约。备件有 120 余种。

陈列室周二到周四开放。

密封圈可以单买，工本费十二元。

样品柜里有一台拼配秤、两只接粉杯和四把毛刷。滤纸是新会员也能领的，每次最多领三天的量。
`)

const COURSES = await indexPage(`# 咖啡课

品鉴课每组六人，自带杯子。

教室在二楼西头，钥匙在前台。
`)

describe('A question for a price, a time or a place', () => {
  it.each([
    ['锯条多少钱一根？', '十八元一根'],
    ['砂光机多少钱一小时', '六块五'],
    ['租台钻要多少钱', '45'],
    ['刨床押金贵不贵', '押金二百元'],
    ['想咨询一下锯条一根多少钱呢', '十八元一根'],
    ['木工坊星期几休息', '周一'],
    ['喷漆房在几楼', '地下一层'],
    ['约师傅上门要多久', '两个工作日'],
  ])('is answered where the value stands: %s', async (question, value) => {
    const { hits, certainty } = await CHINESE.search(question)
    expect(certainty).toBe('found')
    expect(hits[0]?.passage.text).toContain(value)
  })

  it.each([
    ['榉木多少钱', '木料区由老宋看管'],
    ['木料区在几楼', '木料区由老宋看管'],
    ['喷漆房几点开门', '喷漆房在地下一层'],
    ['喷漆房在哪条街', '喷漆房在地下一层'],
  ])('is not answered by what else is said of the thing: %s', async (question, near) => {
    const { hits, certainty } = await CHINESE.search(question)
    expect(certainty).not.toBe('found')
    expect(hits[0]?.passage.text).toContain(near)
  })

  it('is not answered by the sum of something else that the next clause names', async () => {
    const price = await CHINESE.search('刨床多少钱')
    const deposit = await CHINESE.search('刨床押金多少钱')
    expect(price.confidence).toBeLessThan(deposit.confidence)
    expect(deposit.certainty).toBe('found')
  })

  it('may write a code in one that the material writes with a hyphen', async () => {
    const { hits, certainty } = await CHINESE.search('K31怎么办')
    expect(certainty).toBe('found')
    expect(hits[0]?.passage.text).toContain('K-31')
  })

  it('is answered by the row of a table that has it, before a section with the name of the thing', async () => {
    const { hits, certainty } = await COMPARED.search('Q2多少钱')
    expect(certainty).toBe('found')
    expect(hits[0]?.passage.text).toContain('780')
  })

  it('takes no count of things for the number of a telephone', async () => {
    expect((await COMPARED.search('维修部电话是多少')).certainty).not.toBe('found')
  })

  it('is answered for each where it asks for one', async () => {
    const { hits, certainty } = await COURSES.search('品鉴课一组多少人')
    expect(certainty).toBe('found')
    expect(hits[0]?.passage.text).toContain('每组六人')
  })

  it('is not answered by another number where it asks how many times', async () => {
    expect((await COURSES.search('品鉴课一共上几次')).certainty).not.toBe('found')
  })

  it('is less sure of a duration in a sentence that does not speak of the thing', async () => {
    expect((await COMPARED.search('滤纸最多领几天')).confidence).toBeGreaterThan(0.95)
    expect((await COMPARED.search('拼配秤多久校准一次')).confidence).toBeLessThan(0.8)
  })

  it('is answered by days where it asks on which days', async () => {
    expect((await COMPARED.search('陈列室哪几天开放')).certainty).toBe('found')
  })

  it('is answered by a fee in the clause after the thing', async () => {
    expect((await COMPARED.search('单买密封圈多少钱')).certainty).toBe('found')
  })

  it('is held to its value in English, too', async () => {
    expect((await ENGLISH.search('how much is the carillon?')).certainty).toBe('found')
    expect((await ENGLISH.search('what time is the rehearsal?')).certainty).not.toBe('found')
  })
})
