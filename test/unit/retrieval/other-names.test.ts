import { describe, expect, it } from 'vitest'
import { indexPage } from '../../support/material.ts'

const TOOL = await indexPage(`# 胶片扫描软件

\`minFrameGap\`：两格之间至少空多少像素，默认 12。

\`scanExposureTime\`：扫描时的曝光时间，默认 80 毫秒。

\`cropMarginLeft\`：左边裁掉多少，默认 3。

\`WHEN\` 写在规则前面，条件成立才扫描。

\`DO\` 后面写要执行的动作。
`)

describe('An identifier', () => {
  it.each(['maxFrameGap 是多少', 'scan exposure level 是什么', 'cropMarginRight默认多少'])(
    'that the material has not is another one: %s',
    async (question) => {
      expect((await TOOL.search(question)).certainty).not.toBe('found')
    },
  )

  it.each([
    ['minFrameGap 是多少', '12'],
    ['minFrmaeGap 是多少', '12'],
    ['scan exposure time 是什么', '曝光时间'],
    ['when 怎么写', '条件成立才扫描'],
  ])('is found in its parts, and with a slip: %s', async (question, words) => {
    const { certainty, hits } = await TOOL.search(question)
    expect(certainty).toBe('found')
    expect(hits[0]?.passage.text).toContain(words)
  })

  it('of the words that bind is no other word of the material', async () => {
    expect((await TOOL.search('having 怎么写')).certainty).not.toBe('found')
  })
})

const STORE = await indexPage(`# 渔具店

钓箱重 9 公斤，容量三十升。

探鱼灯功率 15W，续航六小时。

会员立减百分之二十五。

固件 v4.2：支持蓝牙。固件 v4.1：修正水温。

仓库钥匙由老周保管。

头等舱票送茶点，二等舱票不送。
`)

describe('Units, shares and versions', () => {
  it.each([
    ['钓箱多少kg', '9 公斤'],
    ['探鱼灯多少瓦', '15W'],
    ['会员减四分之一吗', '百分之二十五'],
    ['固件4.2版支持什么', '蓝牙'],
    ['仓库钥匙谁管', '老周'],
  ])('are found however they are written: %s', async (question, words) => {
    const { certainty, hits } = await STORE.search(question)
    expect(certainty).toBe('found')
    expect(hits[0]?.passage.text).toContain(words)
  })

  it('of a third class say nothing of the first and the second', async () => {
    expect((await STORE.search('三等舱票送茶点吗')).certainty).not.toBe('found')
  })
})

const TOOLS = await indexPage(`# 共享工具屋

S 码手套十五元，L 码手套十八元。

A 柜放电钻，B 柜放梯子。

PDF 和 Word 文件可以打印，每页五毛。

套餐A含两小时，套餐B含五小时。

流程二：先登记，再取工具。

展架4放砂纸，展架5放胶水。
`)

describe('A label', () => {
  it.each([
    'M码手套多少钱',
    'C柜放什么',
    'Excel文件能打印吗',
    '套餐C含几小时',
    '流程4是什么',
    '展架六放什么',
  ])('that the material has not is not answered by others of its kind: %s', async (question) => {
    expect((await TOOLS.search(question)).certainty).not.toBe('found')
  })

  it.each([
    ['L码手套多少钱', '十八元'],
    ['b柜放什么', '梯子'],
    ['Word文件能打印吗', 'PDF 和 Word'],
    ['套餐B含几小时', '五小时'],
    ['流程2是什么', '先登记'],
    ['展架五放什么', '胶水'],
  ])('that it has is answered: %s', async (question, words) => {
    const { certainty, hits } = await TOOLS.search(question)
    expect(certainty).toBe('found')
    expect(hits[0]?.passage.text).toContain(words)
  })
})

describe('a question about one of two things of a like name', () => {
  it('is not answered by the passage on the other', async () => {
    const index = await indexPage(
      '# 泳馆\n\n深水池每天换水，水深三米二，须持深水证。\n\n浅水池的水温保持在二十八度。',
    )
    expect((await index.search('深水池的水温是多少')).certainty).not.toBe('found')
    expect((await index.search('浅水池的水温是多少')).certainty).toBe('found')
  })
})
