import { describe, expect, it } from 'vitest'
import { indexPage } from '../../support/material.ts'

const FESTIVAL = await indexPage(`# 独立杂志节

摊位申请截止到三月二十日。

每个摊位收费八十元。

流程二：先交样刊，再领摊位号。

一次可以寄存六册样刊。

现场演示丝网印刷，每场半小时。

| 星期 | 讲座 | 主讲 |
| --- | --- | --- |
| 周四 | 装订入门 | 阿榕 |
| 周五 | 纸张种类 | 小满 |
`)

describe('A question of Chinese and English, figures and other counters', () => {
  it.each([
    ['摊位申请的deadline是几号', '三月二十日'],
    ['丝网印刷demo多久', '半小时'],
    ['流程2是什么', '流程二'],
    ['一次可以寄存几本样刊', '六册'],
    ['周四讲啥', '装订入门'],
  ])('is answered by what the material writes: %s', async (question, words) => {
    const { certainty, hits } = await FESTIVAL.search(question)
    expect(certainty).toBe('found')
    expect(hits[0]?.passage.text).toContain(words)
  })

  it('has no answer where the day that it names has no row', async () => {
    expect((await FESTIVAL.search('周六讲啥')).certainty).not.toBe('found')
  })
})
