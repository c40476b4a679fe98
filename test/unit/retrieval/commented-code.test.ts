import { expect, it } from 'vitest'
import { answerTo, indexPage } from '../../support/material.ts'

const INDEX = await indexPage(`# 灌溉控制器

安装脚本：

\`\`\`sh
# 查看水泵的运行状态
pumpctl status --all

# 关掉所有阀门
pumpctl close --zone all
\`\`\`

| 型号 | 出水量 | 质保 |
| --- | --- | --- |
| 青溪 | 320 | 两年 |
| 白浪 | 540 | 三年 |
`)

it('lets the code below a comment stand out with it, and no further code', async () => {
  expect(await answerTo(INDEX, '怎么看水泵运行状态')).toBe(
    '# 查看水泵的运行状态\npumpctl status --all',
  )
  expect(await answerTo(INDEX, '怎么关掉所有阀门')).toBe('# 关掉所有阀门\npumpctl close --zone all')
})

it('names the row where it is asked which thing has a value', async () => {
  expect(await answerTo(INDEX, '哪款出水量540')).toBe('型号: 白浪 … 出水量: 540')
})
