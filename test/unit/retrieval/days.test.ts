import { describe, expect, it } from 'vitest'
import { indexPage } from '../../support/material.ts'

const OBSERVATORY = await indexPage(`# 天文台

- 七月二号：校准望远镜。

- 7/15：开放夜，来访者可以登塔。

- 八月三日至九日：夏令营。

报名：9月5日前交表。
`)

describe('A question about a day of the year', () => {
  it.each([
    ['七月十二号做什么', '7 月 12 日不是 7 月 2 日。'],
    ['8月19日有什么活动', '夏令营到九日为止。'],
  ])('is not answered by another day: %s', async (question) => {
    expect((await OBSERVATORY.search(question)).certainty).not.toBe('found')
  })

  it.each([
    ['七月二日做什么', '校准望远镜'],
    ['7月15号有什么活动', '开放夜'],
    ['8月5日做什么', '夏令营'],
  ])('is answered by that day, within a range as well: %s', async (question, words) => {
    const { certainty, hits } = await OBSERVATORY.search(question)
    expect(certainty).toBe('found')
    expect(hits[0]?.passage.text).toContain(words)
  })
})

const SHOP = await indexPage(`# 渡口书店

书店周二至周五上午十点开门，周末上午九点开门。

修书师傅工作日下午两点到店。

读书会每晚七点开始，天天有。

儿童角只在星期六开放，须预约。
`)

describe('A question about a weekday', () => {
  it.each([
    ['书店週三幾點開門', '周二至周五'],
    ['书店礼拜天几点开门', '周末'],
    ['星期四修书师傅几点到店', '工作日'],
    ['周末儿童角开放吗', '星期六'],
  ])('is answered by what has that day in it: %s', async (question, words) => {
    const { certainty, hits } = await SHOP.search(question)
    expect(certainty).toBe('found')
    expect(hits[0]?.passage.text).toContain(words)
  })
})
