import { describe, expect, it } from 'vitest'
import { createSearchIndex } from '../../../src/retrieval/index.ts'
import { answerTo, readMaterial } from '../../support/material.ts'

const index = await createSearchIndex(
  readMaterial({
    'changes.md': `# 航模遥控器

## v2.4.0 (2024-11-03)

### 新增
- 低电量震动提醒
- 摇杆校准向导

## v2.3.5 (2024-08-19)

### 修复
- 通道七偶尔反向
- 开机音量过大

## v2.3.0 (2024-06-01)

### 新增
- 语音报数

## v2.2.0 (2024-02-11)

### 移除
- 旧的充电协议

### 变更
- 天线改为折叠式

## v2.1.0 (2023-10-30)

首个支持双机互联的版本。

升级之前请先备份模型参数，断电会丢失。

遥控器的外壳可以寄回厂里更换。
`,
  }).corpus,
)
await index.prepare()

describe('a release in a changelog', () => {
  it.each(['2.3.5哪天发布的', '2.3.5是什么时候发布', 'when was 2.3.5 released'])(
    'has the date of its heading: %s',
    async (question) => {
      expect(await answerTo(index, question)).toContain('2024-08-19')
    },
  )

  it('says what is new below its heading', async () => {
    expect(await answerTo(index, '2.3.5修复了什么')).toContain('通道七')
    expect(await answerTo(index, '2.4.0新增了什么')).toContain('校准')
  })

  it('that is not there has no date', async () => {
    expect(await answerTo(index, '2.3.7哪天发布的')).toMatch(/^(?:near|none)$/)
  })
})
