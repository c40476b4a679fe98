import { describe, expect, it } from 'vitest'
import { indexPage } from '../../support/material.ts'

const CLUB = await indexPage(`# 单车社手册

第1条 车辆归还前须擦净链条。

第2条 头盔由社长统一采购。

第3条 夜骑必须开尾灯。

代码 7731：电机过热，请静置半小时。

2.4.0：加入里程统计。

\`UNTIL\` 让循环在条件成立时停下。

山地车可借五天，押金另付。
`)

/** The paragraph that answers; none where nothing does. */
const answering = async (index: typeof CLUB, question: string) => {
  const { hits, certainty } = await index.search(question)
  return certainty === 'found' ? hits[0]?.passage.paragraphs[0] : undefined
}

describe('a question whose words frame what it is about', () => {
  it.each([
    ['手册第2条是关于什么的', 2],
    ['看一下第三条的内容', 3],
    ['出现7731是什么情况', 4],
    ['2.4.0新增了哪些功能', 5],
    ['until的作用是什么', 6],
    ['代码7731怎么办', 4],
    ['2.4.0发布了什么', 5],
  ])('is answered by what it is about: %s', async (question, paragraph) => {
    expect(await answering(CLUB, question)).toBe(paragraph)
  })

  it('has no unknown words among them, nor among those that bind', async () => {
    const unknown = async (question: string) => (await CLUB.search(question)).unknownWords
    expect(await unknown('代码7731的含义是什么')).toEqual([])
    expect(await unknown('山地车能借几天，需要押金吗')).toEqual([])
  })

  it.each(['第9条的内容是什么', '代码8846是什么意思', '滑板的作用是什么'])(
    'is not answered where nothing speaks of that: %s',
    async (question) => {
      expect(await answering(CLUB, question)).toBeUndefined()
    },
  )
})
