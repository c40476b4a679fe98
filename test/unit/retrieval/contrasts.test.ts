import { describe, expect, it } from 'vitest'
import { indexPage } from '../../support/material.ts'

const SAUNA = await indexPage(`# 松林浴场

浴场早上七点开门。

桑拿最少提前两小时预约。

女更衣室在一楼，有二十个柜子。

东门旁边可以停车。

茶室上午十点到晚上八点。

烘鞋机的开启方法：长按三秒。

盐浴六月一日起接受预约。
`)

describe('A question for one side of a contrast', () => {
  it.each([
    '浴场几点关门',
    '桑拿最多提前多久预约',
    '男更衣室在几楼',
    '西门旁边哪里可以停车',
    '烘鞋机怎么关闭',
  ])('is not answered by the other side: %s', async (question) => {
    expect((await SAUNA.search(question)).certainty).not.toBe('found')
  })

  it.each([
    ['浴场几点开门', '七点'],
    ['桑拿最少提前多久预约', '两小时'],
    ['女更衣室在几楼', '一楼'],
    ['东门旁边可以做什么', '停车'],
    ['烘鞋机怎么开启', '长按三秒'],
    ['盐浴什么时候开始预约', '六月一日'],
  ])('is answered by its own: %s', async (question, words) => {
    const { certainty, hits } = await SAUNA.search(question)
    expect(certainty).toBe('found')
    expect(hits[0]?.passage.text).toContain(words)
  })

  it('is the same in other languages', async () => {
    const english = await indexPage('# Sauna\n\nThe sauna opens at seven in the morning.\n')
    expect((await english.search('what time does the sauna close?')).certainty).not.toBe('found')
    expect((await english.search('what time does the sauna open?')).certainty).toBe('found')
    const vietnamese = await indexPage('# Nhà tắm\n\nNhà tắm đóng cửa lúc chín giờ tối.\n')
    expect((await vietnamese.search('Nhà tắm mở cửa lúc mấy giờ?')).certainty).not.toBe('found')
    expect((await vietnamese.search('Nhà tắm đóng cửa lúc mấy giờ?')).certainty).toBe('found')
  })
})

const OFFICES = await indexPage(`# 各科室

- 财务科在三楼，科长是魏岚。
- 设备科正在搬家，五月挂牌。
- 档案科在二楼，科长是邹平。
- QA 组周五开会。
- UX 组的组长叫阿宽。
`)

describe('A question that names an item of a list', () => {
  it.each(['设备科的科长是谁', 'QA组的组长叫什么'])(
    'is not answered by another item: %s',
    async (question) => {
      expect((await OFFICES.search(question)).certainty).not.toBe('found')
    },
  )

  it.each([
    ['档案科的科长是谁', '邹平'],
    ['UX组的组长叫什么', '阿宽'],
  ])('is answered by its own: %s', async (question, words) => {
    const { certainty, hits } = await OFFICES.search(question)
    expect(certainty).toBe('found')
    expect(hits[0]?.passage.text).toContain(words)
  })
})
